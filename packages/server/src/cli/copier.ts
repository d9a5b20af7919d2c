import { chmodSync, existsSync } from 'node:fs';
import { BesideError } from '@beside/protocol';
import { syncFile } from '../stores/files/durable-file.ts';
import type { SnapshotContent } from '../stores/snapshot-content.ts';
import { copyDatabase, readSnapshot } from '../stores/sqlite/snapshot.ts';
import { badOption } from './operator-command.ts';

/** Name of the copy in a backup, by the kind of database. */
export const COPY_FILES = { sqlite: 'beside.sqlite', postgres: 'beside.rows.gz' } as const;

/** How one kind of database is copied while a server writes to it. */
export interface Copier {
  readonly store: keyof typeof COPY_FILES;
  /** Throws `invalid_option` when there is nothing to copy. */
  check(): void;
  /** Copies into a new file, which is on the disk and its owner's only then; resolves to what is in the copy. */
  copy(to: string): Promise<SnapshotContent>;
}

/** Copies the embedded database at a path. */
export function createSqliteCopier(path: string): Copier {
  return {
    store: 'sqlite',
    check() {
      if (!existsSync(path))
        throw badOption('--data', `there is no database ${path}: name the server's folder`);
    },
    async copy(to) {
      try {
        copyDatabase(path, to);
      } catch (cause) {
        const problem = cause instanceof Error ? cause.message : '';
        throw cannotCopy(problem, cause);
      }
      chmodSync(to, 0o600);
      syncFile(to);
      return readSnapshot(to);
    },
  };
}

/** Copies the PostgreSQL database at an address, by its rows. */
export function createPostgresCopier(url: string): Copier {
  return {
    store: 'postgres',
    check: () => undefined, // it answers or not
    async copy(to) {
      const { dumpRows } = await import('../stores/postgres/dump.ts');
      const content = await dumpRows(url, to).catch((cause: unknown) => {
        if (cause instanceof BesideError) throw cause;
        throw cannotCopy(cause instanceof Error ? cause.message : '', cause);
      });
      if (!content) throw badOption('DATABASE_URL', 'the database holds no data of a server');
      syncFile(to);
      return content;
    },
  };
}

/** The database did not let itself be copied; what it said quotes no customer. */
export function cannotCopy(problem: string, cause?: unknown): BesideError {
  const mend = `it cannot be copied: ${problem}`;
  return new BesideError('unavailable', { cause, details: { field: 'database', mend } });
}
