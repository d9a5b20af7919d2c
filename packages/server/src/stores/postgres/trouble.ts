/** What an error of the database or of the way to it means for whoever asked. */
export type Trouble =
  /** Others were in the way; the same again from the beginning may succeed. */
  | 'again'
  /** The connection is gone, or cannot be had; what was sent last may have been done. */
  | 'lost'
  /** It answers, but stores nothing: disk full or broken, a standby. */
  | 'refused'
  /** It took longer than statements may take, and was taken back. */
  | 'slow'
  /** Something with this key is there. */
  | 'conflict'
  /** A slip of ours. */
  | 'other';

const EXACTLY: Readonly<Record<string, Trouble>> = {
  '40001': 'again', // serialization_failure
  '40P01': 'again', // deadlock_detected
  '55P03': 'again', // lock_not_available
  '23505': 'conflict', // unique_violation
  '57014': 'slow', // query_canceled, also by statement_timeout
  '25006': 'refused', // read_only_sql_transaction: a standby, or a server told to be one
  '25P03': 'lost', // idle_in_transaction_session_timeout
  '53300': 'lost', // too_many_connections: there is no way in
  '57P01': 'lost', // admin_shutdown
  '57P02': 'lost', // crash_shutdown
  '57P03': 'lost', // cannot_connect_now
  '57P05': 'lost', // idle_session_timeout
  XX001: 'refused', // data_corrupted
  XX002: 'refused', // index_corrupted
};

/** By the first two characters: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const BY_CLASS: Readonly<Record<string, Trouble>> = {
  '08': 'lost', // connection exceptions
  '28': 'lost', // the password or role is not accepted any more
  '53': 'refused', // insufficient resources: disk full, out of memory
  '58': 'refused', // errors outside of the database itself: I/O
};

/** Reads it from the SQLSTATE; an error of the driver has none, and comes from the connection. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof TypeError || error instanceof RangeError || !(error instanceof Error)) return 'other';
  const code = 'code' in error && 'severity' in error ? String(error.code) : undefined;
  if (code === undefined) return 'lost';
  // Whatever the reason is: after FATAL and PANIC the connection is gone.
  if (EXACTLY[code] === undefined && 'severity' in error && error.severity !== 'ERROR') return 'lost';
  return EXACTLY[code] ?? BY_CLASS[code.slice(0, 2)] ?? 'other';
}
