import type { Clock } from './ports/clock.ts';

/** The system's clock. The natives are taken once, so that a page that replaces them later changes nothing here. */
export function createSystemClock(): Clock {
  const { setTimeout, clearTimeout, crypto } = globalThis;
  const now = Date.now;
  const steadyNow = performance.now.bind(performance);
  return {
    now: () => now(),
    steadyNow: () => steadyNow(),
    after: (delayMs, call) => {
      const handle = setTimeout(call, delayMs);
      return () => clearTimeout(handle);
    },
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    random: () => Math.random(),
  };
}
