import { restoreCommand } from '../packages/server/src/cli/restore.ts';
import { runCommand } from '../packages/server/src/cli/operator-command.ts';

// Puts a copy of a server's data in place; see docs/operations.md. What is written is for its owner's eyes only.
process.umask(0o077);
const { exitCode, stdout, stderr } = await runCommand(restoreCommand, process.argv.slice(2), process.env);
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exitCode;
