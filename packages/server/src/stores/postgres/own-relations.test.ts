import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startPostgres } from '../testing/start-postgres.ts';
import { VERSION_TABLE, listOwnRelations } from './own-relations.ts';
import { use, withPatience } from './patience.ts';
import { migratePostgres } from './store.ts';

test('a backup takes everything the migrations make, and nothing of others', async (t) => {
  const postgres = await startPostgres({ fsync: false });
  t.after(() => postgres.remove());
  const url = await postgres.createDatabase();
  await migratePostgres(url);
  const made = await postgres.run(
    'test_1',
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S') ORDER BY 1`,
  );
  await postgres.run('test_1', 'CREATE TABLE somebody_elses (id integer); CREATE SEQUENCE elsewhere');

  const { tables, sequences } = await withPatience({ url }, (sessions) =>
    use(sessions.take(), (session) => listOwnRelations(session)),
  );

  assert.ok(tables.length > 15 && sequences.length > 0);
  assert.deepEqual(
    [VERSION_TABLE, ...tables, ...sequences].toSorted(),
    made.rows.map(({ name }) => String(name)).toSorted(),
  );
});
