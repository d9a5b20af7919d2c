import type { Clock } from '@beside/protocol';
import type { Store } from '../ports/store.ts';
import { lockFolder } from './sqlite/lock-folder.ts';
import { openSqliteStore } from './sqlite/store.ts';

/** Which database a server has. */
export interface StoreOptions {
  /** Folder of keys and lists, and of the embedded database; exists already. For one process at a time. */
  readonly dataDir: string;
  /** `postgres://…`; absent, the database is embedded. */
  readonly databaseUrl: string | undefined;
  readonly clock: Clock;
  /** Hears why nothing can be stored. */
  readonly onError?: (error: unknown) => void;
  /** Hears what an operator should know about the database, in words. */
  readonly onWarning?: (warning: string) => void;
}

const WARNINGS = {
  'fsync-off': 'the database runs with fsync = off: a power failure may take back what was acknowledged',
  'full-page-writes-off':
    'the database runs with full_page_writes = off: a power failure may damage it unless its file system writes pages whole',
} as const;

/** Opens the database that is configured. Rejects with `config_invalid` or `unavailable` and the mend. */
export async function openStore({
  dataDir,
  databaseUrl,
  clock,
  onError,
  onWarning,
}: StoreOptions): Promise<Store> {
  const hears = onError ? { onError } : {};
  if (databaseUrl === undefined) return openSqliteStore({ dataDir, clock, ...hears });
  const releaseFolder = lockFolder(dataDir);
  try {
    // Loaded only where it is used.
    const { openPostgresStore } = await import('./postgres/store.ts');
    const store = await openPostgresStore({
      url: databaseUrl,
      clock,
      ...hears,
      onWarning: (warning) => onWarning?.(WARNINGS[warning]),
    });
    let closing: Promise<void> | undefined;
    return {
      transact: (work) => store.transact(work),
      read: (work) => store.read(work),
      scrub: (traces) => store.scrub(traces),
      get isWritable() {
        return store.isWritable;
      },
      onWritableChange: (listener) => store.onWritableChange(listener),
      close: () => (closing ??= store.close().finally(releaseFolder)),
    };
  } catch (error) {
    releaseFolder();
    throw error;
  }
}
