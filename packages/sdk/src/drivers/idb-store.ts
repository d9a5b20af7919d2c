import { createStore } from 'idb-keyval';
import type { KeyValueStore } from '../base/key-value-store.ts';
import { createMemoryStore } from './memory-store.ts';

const PROBE_KEY = '.probe';

/** A store that holds something open; whoever made it closes it after the client was stopped. */
export interface ClosableStore extends KeyValueStore {
  /** Lets go of the database once everything asked for so far is done; safe twice. */
  close(): void;
}

/**
 * Keeps things in IndexedDB, under one database of that name. Where the browser refuses (private windows, full disk,
 * sandboxed frames, no IndexedDB at all) it goes on in memory and says so by `isPersistent`; it never rejects for that.
 * Opens nothing, and knows nothing of what the browser allows, before it is first asked for something.
 */
export function createIdbStore(databaseName: string): ClosableStore {
  const memory = createMemoryStore();
  const keysInMemory = new Set<string>();
  if (typeof indexedDB === 'undefined') return { ...memory, close: () => undefined };
  const transact = createStore(databaseName, 'values');
  let isPersistent = true;

  // Asynchronous also where `open` throws at once.
  const read = async (key: string) =>
    transact(
      'readonly',
      (store) =>
        new Promise<unknown>((resolve, reject) => {
          const request = store.get(key);
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(asError(request.error));
        }),
    );
  // Reading and writing in one transaction: IndexedDB lets no other tab between them.
  const write = async (key: string, update: (value: unknown) => unknown) =>
    transact(
      'readwrite',
      (store) =>
        new Promise<void>((resolve, reject) => {
          const { transaction } = store;
          let refusal: Refusal | undefined;
          transaction.oncomplete = () => resolve();
          transaction.onabort = () => reject(refusal ?? asError(transaction.error));
          const request = store.get(key);
          request.onsuccess = () => {
            try {
              const value = update(request.result);
              if (value === undefined) store.delete(key);
              else store.put(value, key);
            } catch (cause) {
              // Not thrown on: it would reach the page's own error handlers.
              refusal = new Refusal(cause);
              transaction.abort();
            }
          };
        }),
    );

  const goOnInMemory = () => {
    isPersistent = false;
  };
  let opened: Promise<void> | undefined;
  const open = () => (opened ??= write(PROBE_KEY, () => undefined).catch(goOnInMemory));

  return {
    get isPersistent() {
      return isPersistent;
    },
    async get(key) {
      await open();
      if (keysInMemory.has(key)) return memory.get(key);
      try {
        return await read(key);
      } catch {
        goOnInMemory();
        return undefined;
      }
    },
    async update(key, update) {
      await open();
      if (isPersistent) {
        try {
          return await write(key, update);
        } catch (error) {
          if (error instanceof Refusal) throw error.cause;
          goOnInMemory();
        }
      }
      // A full disk lets read what was kept; this key starts from that.
      const kept = keysInMemory.has(key) ? undefined : await read(key).catch(() => undefined);
      await memory.update(key, (value) => {
        const next = update(keysInMemory.has(key) ? value : kept);
        keysInMemory.add(key);
        return next;
      });
    },
    close() {
      // An open connection is kept by the browser as long as the page lives, with its listeners.
      void opened
        ?.then(() => transact('readonly', ({ transaction }) => transaction.db.close()))
        .catch(() => undefined);
    },
  };
}

/** The caller's own refusal to write, or a value that cannot be kept anywhere, apart from failures of the database. */
class Refusal extends Error {
  constructor(cause: unknown) {
    super('refused', { cause });
  }
}

function asError(error: DOMException | null): Error {
  return error ?? new Error('the transaction was aborted');
}
