import type { Clock } from '@beside/protocol';

/** A clock that goes on only when told, with randomness that repeats. */
export interface FakeClock extends Clock {
  /** Calls that wait. */
  readonly waiting: number;
  /** What `random` answers; 0.5 at first. */
  setRandom(value: number): void;
  /** Goes on, calls what is due in its order, and lets promises settle after each. */
  advance(durationMs: number): Promise<void>;
  /** Lets promises settle. */
  settle(): Promise<void>;
}

interface Timer {
  readonly at: number;
  readonly call: () => void;
}

/** Makes one that stands at a fixed instant. */
export function createFakeClock(startMs = Date.UTC(2026, 10, 24, 1)): FakeClock {
  const timers = new Set<Timer>();
  let nowMs = startMs;
  let seed = 1;
  let random = 0.5;
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return {
    now: () => nowMs,
    steadyNow: () => nowMs,
    after(delayMs, call) {
      const timer = { at: nowMs + delayMs, call };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    randomBytes: (count) =>
      Uint8Array.from({ length: count }, () => {
        // Park and Miller's generator: different each time, the same each run.
        seed = (seed * 48_271) % 2_147_483_647;
        return seed & 0xff;
      }),
    random: () => random,
    get waiting() {
      return timers.size;
    },
    setRandom: (value) => (random = value),
    settle,
    async advance(durationMs) {
      const untilMs = nowMs + durationMs;
      await settle();
      for (;;) {
        const [next] = [...timers].sort((one, other) => one.at - other.at);
        if (!next || next.at > untilMs) break;
        timers.delete(next);
        nowMs = Math.max(nowMs, next.at);
        next.call();
        await settle();
      }
      nowMs = untilMs;
    },
  };
}
