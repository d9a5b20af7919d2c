import { MIGRATIONS } from './schema.ts';
import { columnsOf } from './dump.ts';
import { apply, underLock } from './migrate.ts';
import { listOwnRelations } from './own-relations.ts';
import { withPatience } from './patience.ts';
import { brokenRows, readRows, type RowsLine } from './rows-file.ts';
import type { Session, Statement } from './sessions.ts';

/** Where rows are loaded to; nobody looks there. */
export const DRAFT_SCHEMA = 'beside_restoring';

/** Rows that go to the database at once. */
const BATCH = 200;

/**
 * Loads a file of rows beside what a database holds, into {@link DRAFT_SCHEMA}, and brings it to this version; all or
 * nothing. What a load that was cut off has left there goes. Rejects with `backup_invalid` when the file is not whole.
 */
export function loadRows(url: string, path: string): Promise<void> {
  return withPatience({ url, schema: DRAFT_SCHEMA }, (sessions) =>
    underLock(sessions, async (session) => {
      await session.run({ text: `DROP SCHEMA IF EXISTS ${DRAFT_SCHEMA} CASCADE` });
      await session.run({ text: `CREATE SCHEMA ${DRAFT_SCHEMA}` });
      const loader = createLoader(session);
      await readRows(path, (line) => loader.take(line));
      await apply(session, loader.end(), MIGRATIONS);
    }),
  );
}

function createLoader(session: Session) {
  let schemaVersion: number | undefined;
  let statement: Statement | undefined;
  let batch: string[] = [];
  let tables: readonly string[] = [];
  let sequences: readonly string[] = [];
  let count = 0;
  let said: number | undefined;

  const flush = async (): Promise<void> => {
    if (statement && batch.length > 0) await session.run(statement, batch);
    batch = [];
  };

  return {
    async take(line: RowsLine): Promise<void> {
      if (typeof line === 'string') {
        if (!statement) throw brokenRows('a row stands before its table');
        count += 1;
        batch.push(line);
        if (batch.length === BATCH) await flush();
        return;
      }
      await flush();
      if ('schemaVersion' in line) {
        schemaVersion = line.schemaVersion;
        await apply(session, 0, MIGRATIONS.slice(0, schemaVersion));
        ({ tables, sequences } = await listOwnRelations(session));
      } else if ('table' in line) {
        const { table, columns } = line;
        const known = tables.includes(table) ? await columnsOf(session, table) : [];
        if (known.join() !== columns.join()) throw brokenRows(`the table ${table} is another one here`);
        // Quoted: one of them is called like a word of SQL.
        const text = `INSERT INTO "${table}" SELECT * FROM unnest($1::"${table}"[])`;
        statement = { name: `load-${table}`, text };
      } else if ('sequence' in line) {
        const { sequence, value, isCalled } = line;
        if (!sequences.includes(sequence)) throw brokenRows(`there is no sequence ${sequence} here`);
        await session.run({ text: `SELECT setval('${sequence}', ${value}, ${isCalled})` });
      } else said = line.rows;
    },
    /** Sees that it was all; the version of what was loaded. */
    end(): number {
      if (said !== count || schemaVersion === undefined)
        throw brokenRows(`${count} rows are there instead of ${said ?? 'a number at its end'}`);
      return schemaVersion;
    },
  };
}
