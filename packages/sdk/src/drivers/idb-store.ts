import { createStore } from 'idb-keyval';
import type { KeyValueStore } from '../session/key-value-store.ts';
import { createMemoryStore } from './memory-store.ts';

const PROBE_KEY = '.probe';

/**
 * Keeps things in IndexedDB, under one database of that name. Where the browser refuses (private windows, full disk,
 * sandboxed frames, no IndexedDB at all) it goes on in memory and says so by `isPersistent`; it never rejects for that.
 */
export async function createIdbStore(databaseName: string): Promise<KeyValueStore> {
  const memory = createMemoryStore();
  if (typeof indexedDB === 'undefined') return memory;
  const transact = createStore(databaseName, 'values');
  let isPersistent = true;

  const read = (key: string) =>
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
  const write = (key: string, update: (value: unknown) => unknown) =>
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
            let value: unknown;
            try {
              value = update(request.result);
            } catch (cause) {
              refusal = new Refusal(cause);
              transaction.abort();
              return;
            }
            if (value === undefined) store.delete(key);
            else store.put(value, key);
          };
        }),
    );

  const goOnInMemory = () => {
    isPersistent = false;
  };
  try {
    await write(PROBE_KEY, () => undefined);
  } catch {
    goOnInMemory();
  }

  return {
    get isPersistent() {
      return isPersistent;
    },
    async get(key) {
      if (!isPersistent) return memory.get(key);
      try {
        return await read(key);
      } catch {
        goOnInMemory();
        return undefined;
      }
    },
    async update(key, update) {
      if (!isPersistent) return memory.update(key, update);
      try {
        await write(key, update);
      } catch (error) {
        if (error instanceof Refusal) throw error.cause;
        // A full disk lets read what was kept; the next page starts from that.
        const known = await read(key).catch(() => undefined);
        goOnInMemory();
        await memory.update(key, (value) => update(value ?? known));
      }
    },
  };
}

/** The caller's own refusal to write, apart from failures of the database. */
class Refusal extends Error {
  constructor(cause: unknown) {
    super('refused', { cause });
  }
}

function asError(error: DOMException | null): Error {
  return error ?? new Error('the transaction was aborted');
}
