import { listFiles } from '../shared/repository.ts';

/** The stages of `npm test`, in their order. */
export const STAGES = ['node', 'browser', 'e2e'] as const;

/** One stage of `npm test`. */
export type Stage = (typeof STAGES)[number];

const NODE_TESTS = [
  'packages/{protocol,adapters,sdk,server}/src/**/*.test.ts',
  '{scripts,bench,e2e}/**/*.test.ts',
  'examples/**/*.test.{ts,js,mjs}',
  'demo/**/*.test.{js,ts}',
];
const BROWSER_TESTS = [
  'packages/{elements,embed,console}/src/**/*.test.ts',
  'packages/*/src/**/*.browser.test.ts',
];
const TWO_PAGE_TESTS = ['e2e/**/*.e2e.ts'];

/**
 * Test files of a stage, relative to `root`, sorted.
 *
 * @param filters texts of which a path must contain at least one; none means all.
 */
export function findStageFiles(root: string, stage: Stage, filters: readonly string[]): string[] {
  return filesOf(root, stage).filter(
    (file) => filters.length === 0 || filters.some((text) => file.includes(text)),
  );
}

function filesOf(root: string, stage: Stage): string[] {
  switch (stage) {
    case 'node':
      return listFiles(root, NODE_TESTS).filter((file) => !file.endsWith('.browser.test.ts'));
    case 'browser':
      return listFiles(root, BROWSER_TESTS);
    case 'e2e':
      return listFiles(root, TWO_PAGE_TESTS);
  }
}
