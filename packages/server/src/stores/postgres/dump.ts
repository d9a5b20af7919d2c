import { COUNTED, NAMED, type SnapshotContent } from '../snapshot-content.ts';
import { listOwnRelations } from './own-relations.ts';
import { use, withPatience } from './patience.ts';
import { writeRows, type RowsLine } from './rows-file.ts';
import type { Session } from './sessions.ts';

/** Rows in memory at once. */
const PAGE = 200;

/**
 * Writes everything of ours that is in a database to a new file, as it is at one moment; servers go on meanwhile. Needs no
 * program of PostgreSQL's, and no version of it in particular. Resolves to what is in the file, and to `undefined` for a
 * database without tables of ours.
 */
export function dumpRows(url: string, path: string): Promise<SnapshotContent | undefined> {
  return withPatience({ url }, (sessions) =>
    use(sessions.take(), async (session) => {
      await session.run({ text: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' });
      const content = await dumpSnapshot(session, path);
      await session.run({ text: 'COMMIT' });
      return content;
    }),
  );
}

async function dumpSnapshot(session: Session, path: string): Promise<SnapshotContent | undefined> {
  const known = await session.run({ text: `SELECT to_regclass('beside_schema') IS NOT NULL AS known` });
  if (known.rows[0]?.['known'] !== true) return undefined;
  const version = await session.run({ text: 'SELECT version FROM beside_schema' });
  const schemaVersion = Number(version.rows[0]?.['version']);
  const counts = new Map<string, number>();
  await writeRows(path, linesOf(session, schemaVersion, counts));
  const named = await session.run(
    { name: 'named-values', text: 'SELECT name, value FROM value WHERE name = ANY ($1)' },
    [...NAMED],
  );
  return {
    schemaVersion,
    counts: Object.fromEntries(
      COUNTED.map((table) => [table, counts.get(table) ?? 0]),
    ) as SnapshotContent['counts'], // one each
    values: new Map(named.rows.map((row) => [String(row['name']), String(row['value'])])),
  };
}

/** Lines of the whole file; `counts` are those of the tables when it ends. */
async function* linesOf(
  session: Session,
  schemaVersion: number,
  counts: Map<string, number>,
): AsyncGenerator<RowsLine[]> {
  const { tables, sequences } = await listOwnRelations(session);
  yield [{ schemaVersion }];
  for (const table of tables) {
    const columns = await columnsOf(session, table);
    yield [{ table, columns }];
    counts.set(table, 0);
    for await (const rows of rowsOf(session, table)) {
      counts.set(table, (counts.get(table) ?? 0) + rows.length);
      yield rows;
    }
  }
  // Not of the moment of the rows, but later: no number is given out again.
  for (const sequence of sequences) {
    const { rows } = await session.run({ text: `SELECT last_value, is_called FROM ${sequence}` });
    yield [{ sequence, value: Number(rows[0]?.['last_value']), isCalled: rows[0]?.['is_called'] === true }];
  }
  yield [{ rows: [...counts.values()].reduce((sum, count) => sum + count, 0) }];
}

async function* rowsOf(session: Session, table: string): AsyncGenerator<string[]> {
  await session.run({
    text: `DECLARE pages NO SCROLL CURSOR FOR SELECT whole_row::text AS row FROM ${table} AS whole_row`,
  });
  for (;;) {
    const { rows } = await session.run({ text: `FETCH ${PAGE} FROM pages` });
    if (rows.length === 0) break;
    yield rows.map((row) => String(row['row']));
  }
  await session.run({ text: 'CLOSE pages' });
}

/** Names of a table's columns, in their order. */
export async function columnsOf(session: Session, table: string): Promise<string[]> {
  const { rows } = await session.run(
    {
      name: 'columns-of',
      text: `SELECT attname AS name FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped
        ORDER BY attnum`,
    },
    table,
  );
  return rows.map((row) => String(row['name']));
}
