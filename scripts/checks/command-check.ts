import { runCommand } from '../shared/run-command.ts';
import type { Check } from './check.ts';

/**
 * A check that is somebody else's program: fails when the program does, and shows what it printed.
 *
 * @param script program's file relative to the repository, run by Node.
 */
export function commandCheck(
  name: string,
  script: string,
  args: readonly string[] | ((root: string) => readonly string[]),
): Check {
  return {
    name,
    run: async (root) => {
      const given = typeof args === 'function' ? args(root) : args;
      const { exitCode, output } = await runCommand(process.execPath, [script, ...given], root);
      const lines = output.trimEnd();
      if (exitCode !== 0) return { problems: [lines || `exit code ${String(exitCode)}`], summary: '' };
      return { problems: [], summary: '' };
    },
  };
}
