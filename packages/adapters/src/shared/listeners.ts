/** Listeners by key; one that throws does not disturb the others or the caller. */
export interface Listeners<Events> {
  on<Key extends keyof Events>(key: Key, listener: (payload: Events[Key]) => void): () => void;
  emit<Key extends keyof Events>(key: Key, payload: Events[Key]): void;
  clear(): void;
}

/** Makes an empty list of listeners. @param onError hears what a listener threw */
export function createListeners<Events>(onError: (error: unknown) => void): Listeners<Events> {
  const byKey = new Map<keyof Events, Set<(payload: never) => void>>();
  return {
    on(key, listener) {
      const listeners = byKey.get(key) ?? new Set();
      byKey.set(key, listeners.add(listener));
      return () => void listeners.delete(listener);
    },
    emit(key, payload) {
      for (const listener of [...(byKey.get(key) ?? [])]) {
        try {
          listener(payload as never); // stored under its own key by `on`
        } catch (error) {
          onError(error);
        }
      }
    },
    clear: () => byKey.clear(),
  };
}
