import { LIMITS } from '@beside/protocol';

/**
 * Whether a frame is larger than a server takes. It would answer with the end of the connection, and whoever sends again
 * after the next one would never get past it.
 */
export function isTooLarge(frame: object): boolean {
  const { length } = JSON.stringify(frame);
  if (length > LIMITS.maxFrameBytes) return true;
  // A UTF-16 unit is at most three bytes of UTF-8.
  return (
    length * 3 > LIMITS.maxFrameBytes &&
    new TextEncoder().encode(JSON.stringify(frame)).length > LIMITS.maxFrameBytes
  );
}
