import type { KeyValueStore } from '../base/key-value-store.ts';

/** Keeps things as long as the page or process lives. */
export function createMemoryStore(): KeyValueStore {
  const values = new Map<string, unknown>();
  return {
    isPersistent: false,
    get: async (key) => structuredClone(values.get(key)),
    update: async (key, update) => {
      const value = update(structuredClone(values.get(key)));
      if (value === undefined) values.delete(key);
      else values.set(key, structuredClone(value));
    },
  };
}
