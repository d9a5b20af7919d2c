import { BesideError } from '@beside/protocol';
import type { Migrated } from '../migrated.ts';
import type { Session, Sessions, Statement } from './sessions.ts';
import { MIGRATIONS } from './schema.ts';

// 0: apart from those of names. Several starts and migrations at once go one after the other.
const LOCK: Statement = { text: 'SELECT pg_advisory_xact_lock(hashtextextended($$beside schema$$, 0))' };
const HAS_VERSION: Statement = { text: `SELECT to_regclass('beside_schema') IS NOT NULL AS known` };
const VERSION: Statement = { text: 'SELECT version FROM beside_schema' };
const OTHERS: Statement = {
  text: `SELECT count(*) AS count FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')`,
};

/**
 * Brings the schema of a database to this version, all or nothing. Rejects with `config_invalid` when a newer version
 * has been there, or when the database is somebody else's.
 */
export function migrate(sessions: Sessions, migrations: readonly string[] = MIGRATIONS): Promise<Migrated> {
  return underLock(sessions, async (session) => {
    const from = await findVersion(session);
    refuseNewer(from, migrations.length);
    if (from < migrations.length) await apply(session, from, migrations);
    return { from, to: migrations.length };
  });
}

/**
 * Makes the schema where there is none yet, and otherwise sees that it is the one of this version. Rejects with
 * `config_invalid` and the mend: an operator decides when the data of several servers moves on.
 */
export function checkSchema(sessions: Sessions, migrations: readonly string[] = MIGRATIONS): Promise<void> {
  return underLock(sessions, async (session) => {
    const version = await findVersion(session);
    refuseNewer(version, migrations.length);
    if (version === 0) await apply(session, 0, migrations);
    else if (version < migrations.length)
      throw refuse(
        `its tables are of version ${version}, this server needs ${migrations.length}: back it up, then npm run migrate`,
      );
  });
}

/** Does something while nobody else makes, changes or looks at the schema of the database; all or nothing. */
export async function underLock<Value>(
  sessions: Sessions,
  work: (session: Session) => Promise<Value>,
): Promise<Value> {
  const session = await sessions.take();
  try {
    await session.run({ text: 'BEGIN' });
    await session.run(LOCK);
    const value = await work(session);
    await session.run({ text: 'COMMIT' });
    session.release(false);
    return value;
  } catch (error) {
    session.release(true); // what was begun is taken back with it
    throw error;
  }
}

/** The version of the tables, 0 of an empty database. Rejects with `config_invalid` when it holds something else's. */
export async function findVersion(session: Session): Promise<number> {
  const [known] = (await session.run(HAS_VERSION)).rows;
  if (known?.['known'] === true) return Number((await session.run(VERSION)).rows[0]?.['version']);
  const [others] = (await session.run(OTHERS)).rows;
  if (Number(others?.['count']) > 0)
    throw refuse('the database holds tables of something else: name an empty one');
  return 0;
}

/** Brings a schema of the version `from` to the last of the migrations. */
export async function apply(session: Session, from: number, migrations: readonly string[]): Promise<void> {
  for (const migration of migrations.slice(from)) await session.run({ text: migration });
  await session.run({ text: 'DELETE FROM beside_schema' });
  await session.run({ text: `INSERT INTO beside_schema VALUES (${migrations.length})` });
}

function refuseNewer(version: number, known: number): void {
  if (version > known)
    throw refuse(`its tables are of version ${version}, this server knows ${known}: update it`);
}

function refuse(mend: string): BesideError {
  return new BesideError('config_invalid', { details: { field: 'DATABASE_URL', mend } });
}
