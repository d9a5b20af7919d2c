import type { Clock } from '@beside/protocol';

interface Timer {
  readonly dueAt: number;
  readonly call: () => void;
}

/** A clock that goes on only when told, with randomness that repeats. */
export interface FakeClock extends Clock {
  /** Timers that were neither called nor cancelled. */
  readonly timerCount: number;
  /** What `random()` gives; 0.5 at first. */
  randomness: number;
  /** Lets time pass: what falls due is called in order, each at its own instant, and everything it caused settles before the next. */
  advance(durationMs: number): Promise<void>;
}

/** Makes a clock that stands at a fixed instant. Two clocks give the same bytes: clients of one test share a clock. */
export function createFakeClock(startAt = Date.UTC(2026, 10, 24, 1)): FakeClock {
  const timers = new Set<Timer>();
  let nowAt = startAt;
  let drawn = 0;
  let randomness = 0.5;

  const findNext = (untilAt: number): Timer | undefined =>
    [...timers].filter(({ dueAt }) => dueAt <= untilAt).sort((one, other) => one.dueAt - other.dueAt)[0];

  return {
    now: () => nowAt,
    steadyNow: () => nowAt,
    after(delayMs, call) {
      const timer = { dueAt: nowAt + Math.max(0, delayMs), call };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    randomBytes(count) {
      drawn += 1;
      const bytes = new Uint8Array(Math.max(count, 6));
      // Not in the last bytes: an id leaves the last half of its tenth one out.
      new DataView(bytes.buffer).setUint32(bytes.length - 6, drawn);
      return bytes.slice(0, count);
    },
    random: () => randomness,
    get timerCount() {
      return timers.size;
    },
    get randomness() {
      return randomness;
    },
    set randomness(value) {
      randomness = value;
    },
    async advance(durationMs) {
      const untilAt = nowAt + durationMs;
      await settle();
      for (let next = findNext(untilAt); next; next = findNext(untilAt)) {
        timers.delete(next);
        nowAt = Math.max(nowAt, next.dueAt);
        next.call();
        await settle();
      }
      nowAt = untilAt;
    },
  };
}

/** Resolves when all promises that can go on without time have gone on. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    // A task of its own: every microtask runs before it, however many they beget.
    setTimeout(resolve, 0);
  });
}
