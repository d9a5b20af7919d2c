import { Pool, types, type PoolClient } from 'pg';
import { BesideError } from '@beside/protocol';
import type { Row } from '../rows/row.ts';

/** A statement; one with a name is prepared once per session. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
}

/** What a statement is given; lists become arrays. */
export type Value =
  string | number | null | Uint8Array | readonly (string | number | null)[] | readonly Uint8Array[];

/** What the database answered. */
export interface Answer {
  readonly rows: readonly Row[];
  /** How many rows were read or changed. */
  readonly count: number;
  /** What was done, in one word: `COMMIT` may be answered by `ROLLBACK`. */
  readonly command: string;
}

/** Runs a statement; those that are not waited for go out together with the next one. */
export type Run = (statement: Statement, ...values: readonly Value[]) => Promise<Answer>;

/** One connection, for whoever has taken it. */
export interface Session {
  readonly run: Run;
  /** Gives it back; a broken one is closed. */
  release(isBroken: boolean): void;
}

/** Connections of one kind; at most as many as were asked for. */
export interface Sessions {
  /** Waits for its turn. Rejects with the driver's error when there is no connection to be had. */
  take(): Promise<Session>;
  close(): Promise<void>;
}

/** What sessions are opened with. */
export interface SessionsOptions {
  /** `postgres://…`; what it says about TLS is kept to. */
  readonly url: string;
  /** Where tables are looked for, and made; absent, where the role looks. */
  readonly schema?: string;
  /** `read` cannot change anything. `patient` has no time limit, for the work of operators. */
  readonly kind: 'write' | 'read' | 'patient';
  readonly max: number;
  /** An idle connection was lost. */
  readonly onLost?: (error: unknown) => void;
  /** Hears once per connection what its server does not promise. */
  readonly onWarning?: (warning: 'fsync-off' | 'full-page-writes-off') => void;
}

/** A connection that is not there within this time is not there. */
const CONNECT_MS = 3_000;
/** Longest statement, waiting for locks included. */
const STATEMENT_MS = 10_000;
/** What the server was to end by itself but did not answer: the way to it is cut. */
const SILENCE_MS = STATEMENT_MS + 5_000;
/** Of this process, when it stands still in a transaction: others must not wait for its locks for ever. */
const IDLE_IN_TRANSACTION_MS = 15_000;
const KEEP_ALIVE_MS = 10_000;

const BYTEA = 17;
const BIGINT = 20;
const JSONB = 3802;

/** Opens connections when they are wanted, each checked before its first use. */
export function openSessions({ url, schema, kind, max, onLost, onWarning }: SessionsOptions): Sessions {
  const isPatient = kind === 'patient';
  const pool = new Pool({
    connectionString: url,
    max,
    // Servers are told from a restore, which works beside them.
    application_name: schema === undefined ? `beside-${kind}` : 'beside-restore',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    statement_timeout: isPatient ? 0 : STATEMENT_MS,
    query_timeout: isPatient ? 0 : SILENCE_MS,
    idle_in_transaction_session_timeout: isPatient ? 0 : IDLE_IN_TRANSACTION_MS,
    // Statements go out without waiting for the answer to the one before: BEGIN costs no round trip of its own.
    pipeline: true,
    types: { getTypeParser },
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the pool waits for it; its types do not say so
    onConnect: (client) => prepareSession(client, kind, schema, onWarning),
  });
  pool.on('error', (error) => onLost?.(error));
  // A connection that breaks in somebody's hands is told by the statement that fails; unheard it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const { enter, leave } = createTurnstile(max);

  return {
    async take() {
      await enter();
      let client: PoolClient;
      try {
        client = await pool.connect();
      } catch (error) {
        leave();
        throw error;
      }
      return {
        run: async (statement, ...values) => {
          const { rows, rowCount, command } = await client.query<Row>(
            statement.name === undefined ? statement.text : { ...statement, values: [...values] },
          );
          return { rows, count: rowCount ?? 0, command };
        },
        release(isBroken) {
          client.release(isBroken);
          leave();
        },
      };
    },
    close: () => pool.end(),
  };
}

/**
 * What is acknowledged is on disk, whatever server, role or database say: set for each session, and read back. Only a
 * promise that is stronger still (`remote_apply`) stays.
 */
async function prepareSession(
  client: { query(text: string): Promise<{ rows: unknown[] }> },
  kind: SessionsOptions['kind'],
  schema: string | undefined,
  onWarning: SessionsOptions['onWarning'],
): Promise<void> {
  const { rows } = await client.query(`
    SELECT set_config('synchronous_commit',
        CASE current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false) AS durable,
      set_config('default_transaction_isolation', 'read committed', false),
      set_config('default_transaction_read_only', '${kind === 'read' ? 'on' : 'off'}', false),
      set_config('bytea_output', 'hex', false),
      ${schema === undefined ? '' : `set_config('search_path', '${schema}', false),`}
      current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
      current_setting('server_encoding') AS encoding`);
  const said = rows[0] as Record<'durable' | 'fsync' | 'full_page_writes' | 'encoding', string>; // its one row
  if (said.durable !== 'on' && said.durable !== 'remote_apply')
    throw refuse(
      'the database does not take synchronous_commit = on: connect to it without what stands before it',
    );
  if (said.encoding !== 'UTF8') throw refuse('create the database with the encoding UTF8');
  if (kind !== 'write') return;
  if (said.fsync !== 'on') onWarning?.('fsync-off');
  if (said.full_page_writes !== 'on') onWarning?.('full-page-writes-off');
}

function refuse(mend: string): BesideError {
  return new BesideError('config_invalid', { details: { field: 'DATABASE_URL', mend } });
}

function getTypeParser(oid: number, format?: unknown): (text: string) => unknown {
  if (oid === BYTEA) return readBytes;
  if (oid === BIGINT) return Number; // instants, counts and numbers given out one by one: all are safe integers
  if (oid === JSONB) return String; // whoever wants it parses it, as with SQLite
  return types.getTypeParser(oid, format as 'text') as (text: string) => unknown;
}

function readBytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.slice(2), 'hex')); // \x…
}

/** Lets so many in at once, the others in the order in which they came. */
function createTurnstile(max: number): { enter(): Promise<void>; leave(): void } {
  const waiting: (() => void)[] = [];
  let free = max;
  return {
    enter: () =>
      new Promise((resolve) => {
        if (free === 0) return void waiting.push(resolve);
        free -= 1;
        resolve();
      }),
    leave() {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
  };
}
