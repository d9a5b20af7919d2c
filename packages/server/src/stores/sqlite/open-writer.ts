import { DatabaseSync } from 'node:sqlite';

/**
 * Opens the one connection that writes: WAL, and every commit fsynced before it returns (`FULL`; with `NORMAL` a power
 * failure may take back what was acknowledged). What is deleted is overwritten, so that an erased key is gone for good.
 */
export function openWriter(path: string): DatabaseSync {
  const writer = new DatabaseSync(path);
  writer.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA wal_autocheckpoint = 4000; PRAGMA secure_delete = ON;',
  );
  return writer;
}
