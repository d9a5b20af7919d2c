import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { BesideError, type Clock } from '@beside/protocol';
import type { Store, Transaction } from '../../ports/store.ts';
import { createAccountRecords } from './accounts.ts';
import { createCallbackRecords } from './callbacks.ts';
import { createConversationRecords } from './conversations.ts';
import { createFlowRecords } from './flows.ts';
import { createKnowledgeRecords } from './knowledge.ts';
import { createGroupCommit } from './group-commit.ts';
import { lockFolder } from './lock-folder.ts';
import { migrate } from './migrate.ts';
import { openWriter } from './open-writer.ts';
import { scrub } from './scrub.ts';
import { createUpkeepRecords } from './upkeep.ts';
import { createWorkRecords } from './work.ts';

/** Where the database is, and who hears of trouble. */
export interface SqliteOptions {
  /** Folder of the data; exists already. */
  readonly dataDir: string;
  readonly clock: Clock;
  /** Hears why the disk refused; for the log. */
  readonly onError?: (error: unknown) => void;
  /** Opens the connection that writes; `openWriter` when absent. */
  readonly open?: (path: string) => DatabaseSync;
}

const PROBE_EVERY_MS = 1_000;

/**
 * Opens the embedded database: WAL, every commit fsynced, one process at a time.
 * Rejects with `config_invalid` when another process has the folder.
 */
export async function openSqliteStore({
  dataDir,
  clock,
  onError,
  open = openWriter,
}: SqliteOptions): Promise<Store> {
  const releaseFolder = lockFolder(dataDir);
  const path = join(dataDir, 'beside.sqlite');
  const { writer, reader } = openConnections(path, open, releaseFolder);
  const writes = createTransaction(writer);
  const reads = createTransaction(reader);

  const listeners = new Set<(isWritable: boolean) => void>();
  let isWritable = true;
  let isClosed = false;
  let cancelProbe: (() => void) | undefined;
  const setWritable = (next: boolean): void => {
    if (next === isWritable) return;
    isWritable = next;
    for (const listener of listeners) listener(next);
  };
  const probe = (): void => {
    // Several groups may fail before the first look: one look is enough.
    cancelProbe?.();
    cancelProbe = clock.after(PROBE_EVERY_MS, () => {
      try {
        writer.exec(
          "BEGIN IMMEDIATE; INSERT INTO value VALUES ('probe', '1') ON CONFLICT (name) DO UPDATE SET value = value + 1; COMMIT",
        );
        setWritable(true);
      } catch {
        if (writer.isTransaction) writer.exec('ROLLBACK');
        probe(); // still refused: said once, when it began
      }
    });
  };
  const group = createGroupCommit(writer, writes, {
    isWritable: () => isWritable,
    onFailure: (error) => {
      onError?.(error);
      setWritable(false);
      probe();
    },
  });

  return {
    async transact(work) {
      if (isClosed) throw new BesideError('closed');
      return group.transact(work);
    },
    async read(work) {
      if (isClosed) throw new BesideError('closed');
      return work(reads);
    },
    async scrub(traces) {
      if (isClosed) throw new BesideError('closed');
      await group.idle();
      return scrub(writer, path, traces);
    },
    get isWritable() {
      return isWritable;
    },
    onWritableChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await group.idle();
      cancelProbe?.();
      reader.close();
      writer.close();
      releaseFolder();
    },
  };
}

/** Both, or none: what was opened before something failed is closed again. */
function openConnections(
  path: string,
  open: (path: string) => DatabaseSync,
  releaseFolder: () => void,
): { writer: DatabaseSync; reader: DatabaseSync } {
  let writer: DatabaseSync | undefined;
  try {
    writer = open(path);
    migrate(writer);
    return { writer, reader: new DatabaseSync(path, { readOnly: true }) };
  } catch (error) {
    writer?.close();
    releaseFolder();
    throw error;
  }
}

function createTransaction(database: DatabaseSync): Transaction {
  const accounts = createAccountRecords(database);
  return {
    ...createConversationRecords(database),
    ...accounts,
    ...createWorkRecords(database),
    ...createCallbackRecords(database),
    ...createFlowRecords(database),
    ...createKnowledgeRecords(database),
    ...createUpkeepRecords(database, accounts),
  };
}
