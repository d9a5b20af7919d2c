import { BesideError, type Clock } from '@beside/protocol';
import type { Store } from '../../ports/store.ts';
import type { Migrated } from '../migrated.ts';
import { createAvailability } from './availability.ts';
import { checkSchema, migrate } from './migrate.ts';
import { createReads } from './reads.ts';
import { describeStart, use, withPatience } from './patience.ts';
import { openSessions, type SessionsOptions, type Statement } from './sessions.ts';
import { runTransaction } from './transactions.ts';

/** Where the database is, and who hears of trouble. */
export interface PostgresOptions {
  /** `postgres://…`; never logged, because it may hold a password. */
  readonly url: string;
  /** Where its tables are, for a restore that is not in place yet; absent, where the role looks first. */
  readonly schema?: string;
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
export async function openPostgresStore(options: PostgresOptions): Promise<Store> {
  const { clock, onError, onWarning } = options;
  const place = { url: options.url, ...(options.schema === undefined ? {} : { schema: options.schema }) };
  await withPatience(place, checkSchema);
  const doubt = (): void => availability.doubt();
  const warn = once(onWarning);
  const writers = openSessions({ ...place, kind: 'write', max: WRITERS, onLost: doubt, onWarning: warn });
  // One more, which does not wait for its turn behind transactions that wait themselves.
  const prober = openSessions({ ...place, kind: 'write', max: 1, onLost: doubt });
  const readers = openSessions({ ...place, kind: 'read', max: READERS, onLost: doubt });
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
        await withPatience(place, (sessions) => use(sessions.take(), (session) => session.run(VACUUM)));
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
  return withPatience({ url }, migrate);
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
