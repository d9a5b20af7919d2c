import { LIMITS } from '@beside/protocol';

/**
 * How long to wait before the next attempt, in ms: full jitter below a bound that doubles with every failure, and never
 * less than what the server asked for. Pure.
 *
 * @param attempt 0 for the first one after a connection was lost
 * @param random in [0, 1)
 */
export function retryDelayMs(attempt: number, random: number, retryAfterMs = 0): number {
  const bound = Math.min(LIMITS.reconnectLastMs, LIMITS.reconnectFirstMs * 2 ** Math.min(attempt, 16));
  return Math.max(Math.min(retryAfterMs, LIMITS.reconnectLastMs * 4), Math.floor(random * bound));
}
