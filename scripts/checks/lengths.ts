import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../shared/repository.ts';
import type { Check } from './check.ts';

const MAX_LINES = 400;
const CODE = [
  '{packages,demo,e2e,bench,examples,scripts}/**/*.{ts,js,mjs,cjs,css,html}',
  '*.{js,mjs,cjs}',
  '.*.cjs',
];

/** No file of code is longer than one can hold in the head. */
export const lengths: Check = {
  name: 'lengths',
  run: (root) => {
    const files = listFiles(root, CODE).map((path) => ({ path, lines: countLines(join(root, path)) }));
    const counts = files.map(({ lines }) => lines).sort((a, b) => a - b);
    return {
      problems: files
        .filter(({ lines }) => lines > MAX_LINES)
        .map(
          ({ path, lines }) =>
            `${path} has ${String(lines)} lines; ${String(MAX_LINES)} is the most: split it by idea`,
        ),
      summary: `${String(files.length)} files, median ${String(counts[counts.length >> 1] ?? 0)} lines`,
    };
  },
};

function countLines(path: string): number {
  return readFileSync(path, 'utf8').trimEnd().split('\n').length;
}
