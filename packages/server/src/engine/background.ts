import type { Log } from '../ports/log.ts';
import { codeOf } from './code-of.ts';

/** Work that nobody waits for, until the end. */
export interface Background {
  /** Starts it; what breaks is logged. */
  run(work: () => Promise<void>): void;
  /** Resolves when nothing is left. */
  finished(): Promise<void>;
}

/** Makes a place for such work. */
export function createBackground(log: Pick<Log, 'error'>): Background {
  const working = new Set<Promise<void>>();
  return {
    run(work) {
      const one = work()
        .catch((error: unknown) => log.error({ code: codeOf(error) }, 'work in the background failed'))
        .finally(() => working.delete(one));
      working.add(one);
    },
    async finished() {
      while (working.size > 0) await Promise.all(working);
    },
  };
}
