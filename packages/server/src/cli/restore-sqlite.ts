import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@beside/protocol';
import { renameDurably, syncFile, syncFolder } from '../stores/files/durable-file.ts';
import { MIGRATIONS } from '../stores/sqlite/schema.ts';
import { readSnapshot } from '../stores/sqlite/snapshot.ts';
import { openSqliteStore } from '../stores/sqlite/store.ts';
import { broken, tooNew } from './backup-set.ts';
import { COPY_FILES } from './copier.ts';
import { replacedName, type Restorer } from './restorer.ts';

const DATABASE_FILE = COPY_FILES.sqlite;

/**
 * Puts the embedded database of a folder back.
 *
 * @param draft a folder of the same file system, empty
 */
export function createSqliteRestorer(dataDir: string, draft: string): Restorer {
  return {
    store: 'sqlite',
    check(backup, { schemaVersion }) {
      if (schemaVersion > MIGRATIONS.length) throw tooNew();
      try {
        const found = readSnapshot(join(backup, DATABASE_FILE));
        if (found.schemaVersion > MIGRATIONS.length) throw tooNew();
      } catch (cause) {
        throw broken(DATABASE_FILE, 'it is no whole database: take another backup', cause);
      }
    },
    isTaken: () => Promise.resolve(existsSync(join(dataDir, DATABASE_FILE))), // the folder's lock tells of servers
    async openDraft(backup, clock) {
      copyFileSync(join(backup, DATABASE_FILE), join(draft, DATABASE_FILE), constants.COPYFILE_EXCL);
      chmodSync(join(draft, DATABASE_FILE), 0o600);
      return openSqliteStore({ dataDir: draft, clock });
    },
    putInPlace(clock) {
      syncFile(join(draft, DATABASE_FILE)); // its log is in it since it was closed
      const movedTo = existsSync(join(dataDir, DATABASE_FILE)) ? moveAside(dataDir, clock) : null;
      renameDurably(join(draft, DATABASE_FILE), join(dataDir, DATABASE_FILE));
      return Promise.resolve(movedTo);
    },
    discard: () => Promise.resolve(rmSync(join(draft, DATABASE_FILE), { force: true })),
  };
}

/**
 * Gives what is there a second name in a folder of its own. The log goes first: beside another database it would be taken
 * for that one's. At no moment is there no database, for a server would begin a new one.
 */
function moveAside(dataDir: string, clock: Clock): string {
  const movedTo = join(dataDir, replacedName(clock));
  mkdirSync(movedTo, { mode: 0o700 });
  nameTwice(join(dataDir, DATABASE_FILE), join(movedTo, DATABASE_FILE));
  for (const end of ['-wal', '-shm'])
    if (existsSync(join(dataDir, DATABASE_FILE + end)))
      renameSync(join(dataDir, DATABASE_FILE + end), join(movedTo, DATABASE_FILE + end));
  syncFolder(movedTo);
  syncFolder(dataDir);
  return movedTo;
}

function nameTwice(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to, constants.COPYFILE_EXCL); // not every file system knows second names
    syncFile(to);
  }
}
