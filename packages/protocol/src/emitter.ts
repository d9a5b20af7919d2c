/** Typed events of one object. */
export interface Emitter<Events> {
  /**
   * Listens; returns the way to stop, which is safe twice. Where a key is replayed, a late listener hears the newest
   * payload in a microtask, so that the way to stop is in its hands by then; something newer takes its place.
   */
  on<Key extends keyof Events>(key: Key, listener: (payload: Events[Key]) => void): () => void;
  /** Calls every listener in order of listening; an error of one never reaches the caller or the others. */
  emit<Key extends keyof Events>(key: Key, payload: Events[Key]): void;
  /** Forgets all listeners and takes no others; what is emitted afterwards reaches nobody. */
  close(): void;
}

/** How an emitter is made. */
export interface EmitterOptions<Events> {
  /** Keys whose newest payload reaches late listeners. */
  readonly replayed?: readonly (keyof Events)[];
  /** Hears what a listener threw. */
  readonly onListenerError?: (cause: unknown, key: keyof Events) => void;
}

interface Slot {
  readonly call: (payload: never) => void;
  hasHeard: boolean;
}

/** Makes an emitter without listeners. */
export function createEmitter<Events>(options: EmitterOptions<Events> = {}): Emitter<Events> {
  const listeners = new Map<keyof Events, Set<Slot>>();
  const newest = new Map<keyof Events, unknown>();
  let isClosed = false;

  const call = (key: keyof Events, slot: Slot, payload: unknown) => {
    // Stopped by a listener that was called before it.
    if (!listeners.get(key)?.has(slot)) return;
    slot.hasHeard = true;
    try {
      slot.call(payload as never); // on() stored it under the key whose payload this is
    } catch (cause) {
      options.onListenerError?.(cause, key);
    }
  };

  return {
    on(key, listener) {
      if (isClosed) return () => undefined;
      const slot = { call: listener as Slot['call'], hasHeard: false };
      const slots = listeners.get(key) ?? new Set();
      listeners.set(key, slots.add(slot));
      if (newest.has(key)) {
        queueMicrotask(() => {
          if (!slot.hasHeard) call(key, slot, newest.get(key));
        });
      }
      return () => void slots.delete(slot);
    },
    emit(key, payload) {
      if (isClosed) return;
      if (options.replayed?.includes(key)) newest.set(key, payload);
      for (const slot of [...(listeners.get(key) ?? [])]) call(key, slot, payload);
    },
    close() {
      isClosed = true;
      listeners.clear();
      newest.clear();
    },
  };
}
