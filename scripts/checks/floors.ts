import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import type { Check } from './check.ts';

const FOLDERS = ['packages', 'demo', 'e2e', 'bench', 'examples', 'scripts'];

/** Imports run down only, siblings never meet, nothing is circular; the table is `.dependency-cruiser.cjs`. */
export const floors: Check = {
  name: 'floors',
  run: async (root) => {
    const options = await extractOptions(join(root, '.dependency-cruiser.cjs'));
    const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
    const { output } = await cruise(folders, { ...options, baseDir: root });
    if (typeof output === 'string') throw new Error(output);
    return describe(output);
  },
};

function describe({ summary }: ICruiseResult): { problems: string[]; summary: string } {
  const problems = summary.violations.map(({ rule, from, to, comment }) => {
    return `${from} → ${to}: ${rule.name}${comment === undefined ? '' : ` (${comment})`}`;
  });
  return {
    problems,
    summary: `${String(summary.totalCruised)} modules, ${String(summary.totalDependenciesCruised ?? 0)} imports`,
  };
}
