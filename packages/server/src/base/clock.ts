import { randomFillSync } from 'node:crypto';
import type { Clock } from '@beside/protocol';

/** The machine's clock. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    after: (delayMs, call) => {
      const handle = setTimeout(call, delayMs);
      return () => clearTimeout(handle);
    },
    randomBytes: (count) => randomFillSync(new Uint8Array(count)),
    random: () => Math.random(),
  };
}
