import { commandCheck } from './command-check.ts';

/** ESLint, with types; see eslint.config.js. Without its cache, which does not notice that an imported type changed. */
export const lint = commandCheck('lint', 'node_modules/eslint/bin/eslint.js', ['--max-warnings', '0', '.']);
