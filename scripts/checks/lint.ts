import { commandCheck } from './command-check.ts';

/** ESLint, with types; see eslint.config.js. */
export const lint = commandCheck('lint', 'node_modules/eslint/bin/eslint.js', [
  '--max-warnings',
  '0',
  '--cache',
  '--cache-location',
  '.cache/eslint/',
  '.',
]);
