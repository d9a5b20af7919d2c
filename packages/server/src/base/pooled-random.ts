import type { Clock } from '@beside/protocol';

const POOL_BYTES = 4_096;
/** More than this is asked for rarely, and is a key: it gets bytes of its own. */
const MAX_POOLED = 16;

/**
 * The same clock, but few random bytes at a time are cut from a block: asking the system costs more than the bytes.
 * No byte is handed out twice, and a block stays in memory only as long as what was cut from it.
 */
export function withPooledRandom(clock: Clock): Clock {
  let pool: Uint8Array = new Uint8Array(0);
  let used = 0;
  return {
    ...clock,
    randomBytes(count) {
      if (count > MAX_POOLED) return clock.randomBytes(count);
      if (used + count > pool.length) {
        pool = clock.randomBytes(POOL_BYTES);
        used = 0;
      }
      used += count;
      return pool.slice(used - count, used);
    },
  };
}
