/** WebSocket close codes of the server and what a client does about them. */
export const CLOSE_CODES = {
  /** The frame was binary, or not UTF-8, or larger than allowed (standard codes 1003, 1007, 1009 stay as they are). */
  badFrame: 4400,
  /** No valid token or ticket, or none in time. Clients drop the token and start anew. */
  unauthenticated: 4401,
  /** The page's origin is not allowed. Clients do not retry. */
  originRefused: 4403,
  /** The reader was too slow. Clients reconnect with backoff and resume. */
  tooSlow: 4408,
  /** No common protocol version. Clients do not retry. */
  versionUnsupported: 4426,
  /** Too many frames. Clients wait. */
  rateLimited: 4429,
  /** The server is going down. Clients reconnect with backoff. */
  goingAway: 1001,
  /** A newer connection of the same identity took over. Clients do not retry. */
  replaced: 4409,
} as const;
