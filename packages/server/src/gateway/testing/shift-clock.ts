import { createSystemClock, type Clock } from '@beside/protocol';

/** The machine's clock, which can be put forward: sockets need real time, limits of hours and days do not. */
export interface ShiftClock extends Clock {
  /** Puts it forward; what became due by that is called at once, earliest first. */
  shift(durationMs: number): void;
  /** Sets the wall clock to another time, as an administrator does; no time passes. */
  jump(offsetMs: number): void;
}

interface Waiting {
  readonly at: number;
  readonly run: () => void;
}

/** Makes one that shows the right time until it is shifted. */
export function createShiftClock(): ShiftClock {
  const system = createSystemClock();
  const waiting = new Set<Waiting>();
  let shiftedMs = 0;
  let jumpedMs = 0;
  const steadyNow = (): number => system.steadyNow() + shiftedMs;
  return {
    ...system,
    now: () => system.now() + shiftedMs + jumpedMs,
    steadyNow,
    after(delayMs, call) {
      const run = (): void => {
        cancel();
        call();
      };
      const one = { at: steadyNow() + delayMs, run };
      const cancelTimer = system.after(delayMs, run);
      const cancel = (): void => {
        waiting.delete(one);
        cancelTimer();
      };
      waiting.add(one);
      return cancel;
    },
    shift(durationMs) {
      shiftedMs += durationMs;
      const due = [...waiting].filter((one) => one.at <= steadyNow()).sort((a, b) => a.at - b.at);
      for (const one of due) if (waiting.has(one)) one.run();
    },
    jump(offsetMs) {
      jumpedMs += offsetMs;
    },
  };
}
