import type { Clock } from '@beside/protocol';
import { troubleOf } from './trouble.ts';

/** Whether the database is there and stores, kept by asking it again. */
export interface Availability {
  readonly isWritable: boolean;
  /** `false`: not even reads have somebody to ask. */
  readonly isReachable: boolean;
  onWritableChange(listener: (isWritable: boolean) => void): () => void;
  /** It was seen that nothing can be stored; asked again every second until it can. */
  down(error: unknown): void;
  /** Something broke that may be one connection only: asks at once. */
  doubt(): void;
  /** Asks no more; resolves when the last question is answered. */
  stop(): Promise<void>;
}

const ASK_EVERY_MS = 1_000;

/**
 * Starts with a database that is there.
 *
 * @param ask stores something; rejects when that is not possible
 * @param onDown hears why, once each time
 */
export function createAvailability(
  clock: Pick<Clock, 'after'>,
  ask: () => Promise<void>,
  onDown: (error: unknown) => void,
): Availability {
  const listeners = new Set<(isWritable: boolean) => void>();
  let isWritable = true;
  let isReachable = true;
  let isStopped = false;
  let cancelTick: (() => void) | undefined;
  let asking: Promise<void> | undefined;
  let isWantedAgain = false;

  const setWritable = (next: boolean): void => {
    if (next === isWritable) return;
    isWritable = next;
    for (const listener of listeners) listener(next);
  };

  function down(error: unknown): void {
    if (isStopped) return;
    isReachable = troubleOf(error) !== 'lost';
    if (isWritable) onDown(error);
    setWritable(false);
    if (!cancelTick) tick();
  }

  function up(): void {
    cancelTick?.();
    cancelTick = undefined;
    isReachable = true;
    setWritable(true);
  }

  function tick(): void {
    cancelTick = clock.after(ASK_EVERY_MS, () => {
      tick();
      doubt();
    });
  }

  function doubt(): void {
    if (isStopped) return;
    isWantedAgain = true;
    asking ??= askUntilAnswered().finally(() => (asking = undefined));
  }

  /** Whatever was wanted while a question was on its way is answered by a question of its own. */
  async function askUntilAnswered(): Promise<void> {
    while (isWantedAgain && !isStopped) {
      isWantedAgain = false;
      try {
        await ask();
        up();
      } catch (error) {
        down(error);
      }
    }
  }

  return {
    get isWritable() {
      return isWritable;
    },
    get isReachable() {
      return isReachable;
    },
    onWritableChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    down,
    doubt,
    async stop() {
      isStopped = true;
      cancelTick?.();
      await asking;
    },
  };
}
