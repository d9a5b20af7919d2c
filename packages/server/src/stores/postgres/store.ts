import { BesideError, type Clock } from '@beside/protocol';
import type { Store } from '../../ports/store.ts';
import type { Migrated } from '../migrated.ts';
import { createAvailability } from './availability.ts';
import { checkSchema, migrate } from './migrate.ts';
import { createReads } from './reads.ts';
import { openSessions, type Session, type SessionsOptions, type Statement } from './sessions.ts';
import { runTransaction } from './transactions.ts';
import { troubleOf } from './trouble.ts';

/** Where the database is, and who hears of trouble. */
export interface PostgresOptions {
  /** `postgres://…`; never logged, because it may hold a password. */
  readonly url: string;
  readonly clock: Clock;
  /** Hears why nothing can be stored; for the log. */
  readonly onError?: (error: unknown) => void;
  /** Hears what the server of the database does not promise; for the log. */
  readonly onWarning?: SessionsOptions['onWarning'];
}

/** Of one server process; several may share a database, whose own limit is 100 unless it says otherwise. */
const WRITERS = 10;
/** Apart from the writers, so that whoever reads never waits for whoever waits for a lock. */
const READERS = 5;

const PROBE: Statement = {
  name: 'probe',
  text: `INSERT INTO value (name, value) VALUES ('probe', '1')
    ON CONFLICT (name) DO UPDATE SET value = (value.value::bigint + 1)::text`,
};
const VACUUM: Statement = {
  text: 'VACUUM customer, conversation, entry, report, timer, outbox, callback, slot_hold, attempt',
};

/**
 * Opens a PostgreSQL database: every commit is flushed before it is answered, whatever the server is told otherwise. Its
 * schema is made when it is empty.
 *
 * Rejects with `config_invalid` when the database is not one of this version or not what is needed, and with `unavailable`
 * when it does not answer.
 */
export async function openPostgresStore({ url, clock, onError, onWarning }: PostgresOptions): Promise<Store> {
  await withPatience(url, checkSchema);
  const doubt = (): void => availability.doubt();
  const warn = once(onWarning);
  const writers = openSessions({ url, kind: 'write', max: WRITERS, onLost: doubt, onWarning: warn });
  // One more, which does not wait for its turn behind transactions that wait themselves.
  const prober = openSessions({ url, kind: 'write', max: 1, onLost: doubt });
  const readers = openSessions({ url, kind: 'read', max: READERS, onLost: doubt });
  const availability = createAvailability(
    clock,
    () => use(prober.take(), (session) => session.run(PROBE)).then(() => undefined),
    (error) => onError?.(error),
  );
  const reads = createReads(readers, availability);
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  const track = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (closing) throw new BesideError('closed');
    const promise = work();
    running.add(promise);
    try {
      return await promise;
    } finally {
      running.delete(promise);
    }
  };
  const close = async (): Promise<void> => {
    await Promise.allSettled(running);
    await availability.stop();
    await Promise.all([writers.close(), prober.close(), readers.close()]);
  };

  try {
    await use(writers.take(), () => Promise.resolve()); // what is to be warned of is said at the start
  } catch (error) {
    await close();
    throw describeStart(error);
  }
  return {
    transact: (work) =>
      track(async () => {
        if (!availability.isWritable) throw new BesideError('read_only');
        return runTransaction(writers, availability, work);
      }),
    read: (work) => track(async () => work(reads)),
    scrub: () =>
      track(async () => {
        // What the log and its copies hold goes with their own time; the database is not ours to look into.
        await withPatience(url, (sessions) => use(sessions.take(), (session) => session.run(VACUUM)));
        return 'unchecked' as const;
      }),
    get isWritable() {
      return availability.isWritable;
    },
    onWritableChange: (listener) => availability.onWritableChange(listener),
    close: () => (closing ??= close()),
  };
}

/** Brings the schema of a database to this version. Rejects like {@link openPostgresStore}. */
export function migratePostgres(url: string): Promise<Migrated> {
  return withPatience(url, migrate);
}

/** Work that may take its time, on one connection. */
async function withPatience<Value>(
  url: string,
  work: (sessions: ReturnType<typeof openSessions>) => Promise<Value>,
): Promise<Value> {
  const sessions = openSessions({ url, kind: 'patient', max: 1 });
  try {
    return await work(sessions);
  } catch (error) {
    throw describeStart(error);
  } finally {
    await sessions.close();
  }
}

async function use<Value>(
  taking: Promise<Session>,
  work: (session: Session) => Promise<Value>,
): Promise<Value> {
  const session = await taking;
  try {
    const value = await work(session);
    session.release(false);
    return value;
  } catch (error) {
    session.release(true);
    throw error;
  }
}

/** What an operator reads: the reason in the words of the database or of the network, which name no secret. */
function describeStart(error: unknown): unknown {
  if (error instanceof BesideError || !(error instanceof Error)) return error;
  const isPermanent = 'code' in error && /^(?:28|3D|42501)/.test(String(error.code));
  if (!isPermanent && troubleOf(error) !== 'lost') return error;
  const reason = error.message || String('code' in error ? error.code : error.name);
  return new BesideError(isPermanent ? 'config_invalid' : 'unavailable', {
    cause: error,
    details: {
      field: 'DATABASE_URL',
      mend: isPermanent ? `the database refuses: ${reason}` : `the database does not answer: ${reason}`,
    },
  });
}

/** Each warning once, not once per connection. */
function once(onWarning: SessionsOptions['onWarning']): NonNullable<SessionsOptions['onWarning']> {
  const said = new Set<string>();
  return (warning) => {
    if (said.has(warning)) return;
    said.add(warning);
    onWarning?.(warning);
  };
}
