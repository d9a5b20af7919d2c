import { migrateCommand } from '../packages/server/src/cli/migrate.ts';
import { runCommand } from '../packages/server/src/cli/operator-command.ts';

// Brings the tables of a server's database to this version; see docs/operations.md.
process.umask(0o077);
const { exitCode, stdout, stderr } = await runCommand(migrateCommand, process.argv.slice(2), process.env);
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exitCode;
