import { join } from 'node:path';
import { BesideError } from '@beside/protocol';
import { DRAFT_SCHEMA, loadRows } from '../stores/postgres/load.ts';
import { countServers, dropDraft, hasTables, putInPlace } from '../stores/postgres/replace.ts';
import { MIGRATIONS } from '../stores/postgres/schema.ts';
import { openPostgresStore } from '../stores/postgres/store.ts';
import { troubleOf } from '../stores/postgres/trouble.ts';
import { broken, tooNew } from './backup-set.ts';
import { COPY_FILES } from './copier.ts';
import { badOption } from './operator-command.ts';
import { replacedName, type Restorer } from './restorer.ts';

const ROWS_FILE = COPY_FILES.postgres;

/** Puts the tables of the PostgreSQL database at an address back; what is not ours there stays as it is. */
export function createPostgresRestorer(url: string): Restorer {
  return {
    store: 'postgres',
    check(_backup, { schemaVersion }) {
      if (schemaVersion > MIGRATIONS.length) throw tooNew();
    },
    async isTaken() {
      if ((await countServers(url)) > 0) throw serverThere();
      return hasTables(url);
    },
    async openDraft(backup, clock) {
      await loadRows(url, join(backup, ROWS_FILE)).catch((cause: unknown) => {
        if (cause instanceof BesideError) throw cause;
        if (troubleOf(cause) === 'refused') throw cannotLoad(cause);
        throw broken('rows', 'the database does not take them: take another backup', cause);
      });
      return openPostgresStore({ url, schema: DRAFT_SCHEMA, clock });
    },
    async putInPlace(clock) {
      const movedTo = (await hasTables(url)) ? replacedName(clock) : null;
      if (!(await putInPlace(url, movedTo ?? undefined))) throw serverThere();
      return movedTo;
    },
    discard: () => dropDraft(url),
  };
}

function serverThere(): BesideError {
  return badOption('DATABASE_URL', 'a server is connected to the database: stop every server first');
}

function cannotLoad(cause: unknown): BesideError {
  const mend = `the rows cannot be stored: ${cause instanceof Error ? cause.message : ''}`;
  return new BesideError('unavailable', { cause, details: { field: 'DATABASE_URL', mend } });
}
