import { backupCommand } from '../packages/server/src/cli/backup.ts';
import { runCommand } from '../packages/server/src/cli/operator-command.ts';

// Copies a server's data; see docs/operations.md. What is written is for its owner's eyes only.
process.umask(0o077);
const { exitCode, stdout, stderr } = await runCommand(backupCommand, process.argv.slice(2), process.env);
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exitCode;
