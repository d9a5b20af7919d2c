import type { Clock } from '@beside/protocol';

/** One connection through the network: what is passed arrives in order, unless it is cut before. */
export interface Line {
  pass(call: () => void): void;
  cut(): void;
}

/** The way between pages and the centre, which can be taken away. */
export interface Network {
  readonly isOnline: boolean;
  /** Takes it away or gives it back; whoever listens is told. */
  set(isOnline: boolean): void;
  /** Hears when it is taken away or given back; returns the way to stop. */
  listen(listener: (isOnline: boolean) => void): () => void;
  createLine(): Line;
}

/** Makes a network that is there. */
export function createNetwork(clock: Clock, latencyMs: number): Network {
  const listeners = new Set<(isOnline: boolean) => void>();
  let isOnline = true;
  return {
    get isOnline() {
      return isOnline;
    },
    set(next) {
      if (next === isOnline) return;
      isOnline = next;
      for (const listener of [...listeners]) listener(next);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    createLine() {
      let isCut = false;
      return {
        pass(call) {
          const arrive = (): void => {
            if (!isCut) call();
          };
          if (latencyMs > 0) clock.after(latencyMs, arrive);
          else queueMicrotask(arrive);
        },
        cut() {
          isCut = true;
        },
      };
    },
  };
}
