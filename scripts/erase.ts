import { eraseCommand } from '../packages/server/src/cli/erase.ts';
import { runCommand } from '../packages/server/src/cli/operator-command.ts';

// Erases a customer; see docs/operations.md. What is written is for its owner's eyes only.
process.umask(0o077);
const { exitCode, stdout, stderr } = await runCommand(eraseCommand, process.argv.slice(2), process.env);
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exitCode;
