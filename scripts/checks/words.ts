import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../shared/repository.ts';
import type { Check, CheckOutcome } from './check.ts';

const TEXTS = ['*', '.ci/*', '{packages,demo,e2e,bench,examples,scripts,docs}/**/*'];
const BINARY = /\.(png|jpe?g|webp|avif|ico|woff2?|mp3|wav|ogg)$/;

/** Pattern → why it must not be there. */
const REFUSED: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/(?<![\w.:/])\/(?:home|root|Users|work)\/[\w.-]/, 'a path of one machine'],
  [/"resolved": "ht{2}p/, 'the address of one registry'],
  [/^(?:<{7}|>{7}) /m, 'an unfinished merge'],
  [/\b(?:it|test|describe)\.only\(/, 'a test that silences the others'],
];

/** Nothing that belongs to one machine or one moment is committed. */
export const words: Check = { name: 'words', run: checkWords };

/** The check itself; also run on folders with planted violations. */
export function checkWords(root: string): CheckOutcome {
  const files = listFiles(root, TEXTS).filter((file) => !BINARY.test(file));
  const problems = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return REFUSED.flatMap(([pattern, reason]) => {
      const index = text.search(pattern);
      if (index < 0) return [];
      return [`${file}:${String(text.slice(0, index).split('\n').length)}: ${reason}`];
    });
  });
  return { problems, summary: `${String(files.length)} files` };
}
