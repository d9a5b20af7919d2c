import { WebSocket } from 'ws';

/** A socket that comes from the given address of the loopback network. */
export function socketFrom(url: string, localAddress: string): WebSocket {
  return new WebSocket(url, { perMessageDeflate: false, localAddress });
}

/**
 * Spreads clients over 127.0.0.0/8, ten to an address, because a server limits what comes from each. Unlike most of the
 * network, 127.1 to 127.200 are nobody else's.
 */
export function addressOf(index: number): string {
  const place = Math.floor(index / 10);
  return `127.${1 + (Math.floor(place / 250) % 200)}.7.${1 + (place % 250)}`;
}

/** Resolves after so many ms. */
export function wait(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

/** Looks again and again; rejects when it takes longer than `withinMs`. */
export async function until(isDone: () => boolean, withinMs: number, what: string): Promise<void> {
  const endsAt = performance.now() + withinMs;
  while (!isDone()) {
    if (performance.now() > endsAt) throw new Error(`not within ${withinMs} ms: ${what}`);
    await wait(20);
  }
}

/** Calls `act` at a steady rate for a time, whether the earlier calls are done or not. Resolves with how often it did. */
export async function atRate(
  perSecond: number,
  forMs: number,
  act: (index: number) => void,
  quit?: AbortSignal,
): Promise<number> {
  const startedAt = performance.now();
  let done = 0;
  for (;;) {
    const elapsedMs = Math.min(forMs, performance.now() - startedAt);
    const due = Math.floor((elapsedMs / 1_000) * perSecond);
    for (; done < due; done += 1) act(done);
    if (elapsedMs >= forMs || quit?.aborted) return done;
    await wait(2);
  }
}
