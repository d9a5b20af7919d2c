import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { BesideError, createSystemClock } from '@beside/protocol';
import { upTo } from '../conformance/samples.ts';
import { startPostgres, type Postgres } from '../testing/start-postgres.ts';
import { checkSchema, migrate } from './migrate.ts';
import { MIGRATIONS } from './schema.ts';
import { openSessions, type Sessions } from './sessions.ts';
import { migratePostgres, openPostgresStore } from './store.ts';

let postgres: Postgres;

before(async () => {
  postgres = await startPostgres({ fsync: false });
});
after(() => postgres.remove());

const clock = createSystemClock();
const LATEST = MIGRATIONS.length;
/** A version to come, in two steps. */
const NEXT = [
  ...MIGRATIONS,
  'CREATE TABLE later (a integer); INSERT INTO later VALUES (1)',
  'ALTER TABLE later ADD COLUMN b integer',
];

async function withSessions<Value>(
  url: string,
  work: (sessions: Sessions) => Promise<Value>,
): Promise<Value> {
  const sessions = openSessions({ url, kind: 'patient', max: 1 });
  try {
    return await work(sessions);
  } finally {
    await sessions.close();
  }
}

const open = async (url: string): Promise<void> => (await openPostgresStore({ url, clock })).close();

async function detailsOf(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    assert.ok(error instanceof BesideError, String(error));
    return { code: error.code, ...error.details };
  }
}

const tablesOf = async (url: string): Promise<unknown[]> => {
  const { rows } = await postgres.run(
    new URL(url).pathname.slice(1),
    `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname`,
  );
  return rows.map((row) => row['relname']);
};

const refusal = (mend: string) => ({ code: 'config_invalid', field: 'DATABASE_URL', mend });

describe('the schema of a PostgreSQL database', () => {
  it('is made at the first start, once, however many start at the same moment', async () => {
    const url = await postgres.createDatabase();

    await Promise.all(upTo(4).map(() => open(url)));

    assert.deepEqual(await migratePostgres(url), { from: LATEST, to: LATEST });
  });

  it('moves on by npm run migrate only: a server refuses an older one and names the mend', async () => {
    const url = await postgres.createDatabase();
    await open(url);

    const refused = await detailsOf(withSessions(url, (sessions) => checkSchema(sessions, NEXT)));
    const moved = await Promise.all(
      upTo(3).map(() => withSessions(url, (sessions) => migrate(sessions, NEXT))),
    );
    await withSessions(url, (sessions) => checkSchema(sessions, NEXT));

    assert.deepEqual(
      refused,
      refusal(
        `its tables are of version ${LATEST}, this server needs ${LATEST + 2}: back it up, then npm run migrate`,
      ),
    );
    assert.deepEqual(
      moved.map(({ from }) => from).sort((a, b) => a - b),
      [LATEST, LATEST + 2, LATEST + 2],
    );
  });

  it('of an earlier version becomes the one that a new database has', async () => {
    const [older, fresh] = [await postgres.createDatabase(), await postgres.createDatabase()];
    await withSessions(older, (sessions) => migrate(sessions, MIGRATIONS.slice(0, 1)));

    assert.deepEqual(await migratePostgres(older), { from: 1, to: LATEST });
    await migratePostgres(fresh);

    assert.deepEqual(await tablesOf(older), await tablesOf(fresh));
  });

  it('of a newer version is refused by server and migration', async () => {
    const url = await postgres.createDatabase();
    await withSessions(url, (sessions) => migrate(sessions, NEXT));

    const mend = `its tables are of version ${LATEST + 2}, this server knows ${LATEST}: update it`;
    assert.deepEqual(
      [await detailsOf(open(url)), await detailsOf(migratePostgres(url))],
      [refusal(mend), refusal(mend)],
    );
  });

  it('is all or nothing', async () => {
    const url = await postgres.createDatabase();
    await migratePostgres(url);
    const before = await tablesOf(url);

    await assert.rejects(
      withSessions(url, (sessions) => migrate(sessions, [...NEXT, 'CREATE TABLE later (a integer)'])),
      /later/,
    );

    assert.deepEqual(await tablesOf(url), before);
    assert.deepEqual(await migratePostgres(url), { from: LATEST, to: LATEST });
  });

  it('is not made beside the tables of something else', async () => {
    const url = await postgres.createDatabase();
    await postgres.run(new URL(url).pathname.slice(1), 'CREATE TABLE customer (name text)');

    assert.deepEqual(
      await detailsOf(open(url)),
      refusal('the database holds tables of something else: name an empty one'),
    );
    assert.deepEqual(await tablesOf(url), ['customer']);
  });
});

describe('a database that cannot be had', () => {
  it('is named with the reason: no such database, another encoding, nobody there', async () => {
    await postgres.run('postgres', `CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`);
    const nobody = new URL(postgres.urlOf('postgres'));
    nobody.port = '1';

    assert.deepEqual(
      [
        await detailsOf(open(postgres.urlOf('missing'))),
        await detailsOf(open(postgres.urlOf('latin'))),
        await detailsOf(open(nobody.href)),
      ],
      [
        refusal('the database refuses: database "missing" does not exist'),
        refusal('create the database with the encoding UTF8'),
        {
          code: 'unavailable',
          field: 'DATABASE_URL',
          mend: 'the database does not answer: connect ECONNREFUSED 127.0.0.1:1',
        },
      ],
    );
  });

  it('is used with a warning when it does not fsync', async () => {
    const url = await postgres.createDatabase();
    const warnings: string[] = [];

    const store = await openPostgresStore({ url, clock, onWarning: (warning) => warnings.push(warning) });
    await Promise.all(upTo(20).map((index) => store.transact((one) => one.setValue(`v${index}`, 'x'))));
    await store.close();

    assert.deepEqual(warnings, ['fsync-off']);
  });
});
