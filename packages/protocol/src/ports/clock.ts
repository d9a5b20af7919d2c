/** Time, timers and randomness, handed in so that tests can hold them. */
export interface Clock {
  /** Epoch milliseconds; jumps when the machine's time is set. For what is stored or told to somebody. */
  now(): number;
  /** Milliseconds since some moment, which nobody can set: never goes back. For how long something took, or is silent. */
  steadyNow(): number;
  /** Calls once after `delayMs` (at most 2^31 − 1); returns the way to cancel, which is safe twice and after the call. */
  after(delayMs: number, call: () => void): () => void;
  /** Cryptographically random bytes. */
  randomBytes(count: number): Uint8Array;
  /** A number in [0, 1), not cryptographic: for jitter. */
  random(): number;
}
