import { DatabaseSync } from 'node:sqlite';

/**
 * Opens the one connection that writes: WAL, and every commit fsynced before it returns (`FULL`; with `NORMAL` a power
 * failure may take back what was acknowledged).
 */
export function openWriter(path: string): DatabaseSync {
  const writer = new DatabaseSync(path);
  writer.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA wal_autocheckpoint = 4000;',
  );
  return writer;
}
