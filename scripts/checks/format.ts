import { commandCheck } from './command-check.ts';

/** Prettier would change nothing. */
export const format = commandCheck('format', 'node_modules/prettier/bin/prettier.cjs', [
  '--check',
  '--log-level',
  'warn',
  '.',
]);
