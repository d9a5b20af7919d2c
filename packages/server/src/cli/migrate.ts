import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Migrated } from '../stores/migrated.ts';
import { migrateFolder } from '../stores/sqlite/migrate.ts';
import { COPY_FILES } from './copier.ts';
import { badOption, type CommandParts, type OperatorCommand } from './operator-command.ts';

/** What was migrated, from which version of the schema to which. */
export interface MigrateResult extends Migrated {
  readonly store: keyof typeof COPY_FILES;
}

/** `npm run migrate`. */
export const migrateCommand: OperatorCommand<MigrateResult> = {
  usage: `migrate [--data FOLDER] [--config FILE] [--json]

  --data    folder of the embedded database (.data); not used with DATABASE_URL
  --config  configuration file of the server, JSON
  --json    print one line of JSON

Brings the tables of the database in DATABASE_URL, or else of the embedded one, to this version. There is no way back but a
backup. Servers of the version before must not run.
`,
  options: {},
  run: migrate,
  describe: ({ store, from, to }) =>
    from === to
      ? `The tables (${store}) are of version ${to} already.\n`
      : `The tables (${store}) were of version ${from}, and are of version ${to} now.\n`,
};

async function migrate({ config }: CommandParts): Promise<MigrateResult> {
  const { dataDir, databaseUrl } = config;
  if (databaseUrl !== undefined) {
    const { migratePostgres } = await import('../stores/postgres/store.ts');
    return { store: 'postgres', ...(await migratePostgres(databaseUrl)) };
  }
  if (!existsSync(join(dataDir, COPY_FILES.sqlite)))
    throw badOption('--data', `${dataDir} holds no database: name the server's folder`);
  return { store: 'sqlite', ...migrateFolder(dataDir) };
}
