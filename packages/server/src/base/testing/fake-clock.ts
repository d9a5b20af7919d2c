import type { Clock } from '@beside/protocol';

interface Waiting {
  readonly at: number;
  readonly call: () => void;
}

/** A clock that goes on only when told, with randomness that repeats. */
export interface FakeClock extends Clock {
  /** Moves to the next call that is due until `untilMs` of the steady clock; `false` when none is, and the clock is there. */
  step(untilMs: number): boolean;
  /** Sets the wall clock to another time, as an administrator does; no time passes. */
  jump(offsetMs: number): void;
}

/** Makes one that stands at a fixed instant. */
export function createFakeClock(startMs = Date.UTC(2026, 10, 24, 1)): FakeClock {
  let nowMs = startMs;
  let jumpedMs = 0;
  let seed = 1;
  const waiting = new Set<Waiting>();
  const random = (): number => {
    // Park and Miller's generator: good enough to be different each time.
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  return {
    now: () => nowMs + jumpedMs,
    steadyNow: () => nowMs,
    after(delayMs, call) {
      const one = { at: nowMs + delayMs, call };
      waiting.add(one);
      return () => waiting.delete(one);
    },
    randomBytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256)),
    random,
    jump(offsetMs) {
      jumpedMs += offsetMs;
    },
    step(untilMs) {
      const [next] = [...waiting].sort((a, b) => a.at - b.at);
      if (!next || next.at > untilMs) {
        nowMs = Math.max(nowMs, untilMs);
        return false;
      }
      waiting.delete(next);
      nowMs = Math.max(nowMs, next.at);
      next.call();
      return true;
    },
  };
}
