/** Allows bursts up to `capacity` and `perSecond` in the long run. */
export interface TokenBucket {
  /** Takes one. 0: taken; otherwise nothing was taken, and one is there after so many ms. */
  take(now: number): number;
  /** Puts one back that was taken. */
  giveBack(): void;
  /** Whether it is full again, and can be forgotten. */
  isFull(now: number): boolean;
}

/** A full bucket. */
export function createTokenBucket(capacity: number, perSecond: number): TokenBucket {
  let tokens = capacity;
  let filledAt = 0;
  const fill = (now: number): void => {
    tokens = Math.min(capacity, tokens + (Math.max(0, now - filledAt) / 1_000) * perSecond);
    filledAt = now;
  };
  return {
    take(now) {
      fill(now);
      if (tokens < 1) return Math.ceil(((1 - tokens) / perSecond) * 1_000);
      tokens -= 1;
      return 0;
    },
    giveBack() {
      tokens = Math.min(capacity, tokens + 1);
    },
    isFull(now) {
      fill(now);
      return tokens >= capacity;
    },
  };
}

/** Buckets by key, made on demand and forgotten when full again. */
export class BucketMap {
  readonly #buckets = new Map<string, TokenBucket>();
  readonly #capacity: number;
  readonly #perSecond: number;

  constructor(capacity: number, perSecond: number) {
    this.#capacity = capacity;
    this.#perSecond = perSecond;
  }

  /** Takes one of the key's. 0: taken; otherwise ms until one is there. */
  take(key: string, now: number): number {
    let bucket = this.#buckets.get(key);
    if (!bucket) this.#buckets.set(key, (bucket = createTokenBucket(this.#capacity, this.#perSecond)));
    return bucket.take(now);
  }

  giveBack(key: string): void {
    this.#buckets.get(key)?.giveBack();
  }

  /** Forgets the full ones; called now and then. */
  prune(now: number): void {
    for (const [key, bucket] of this.#buckets) if (bucket.isFull(now)) this.#buckets.delete(key);
  }
}
