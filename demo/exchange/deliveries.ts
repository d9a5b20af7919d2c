import type { Clock } from '@beside/protocol';
import { signRequest, type EventBody } from '@beside/server/exchange';

/** How events are told. */
export interface DeliveryOptions {
  /** Absent: events are only logged. */
  readonly webhook: string | undefined;
  readonly secret: string;
  readonly clock: Clock;
  readonly paceMs: number;
}

/** Tells events until they were taken. */
export interface Deliveries {
  /** After a while; `times` posts of it run at once. Calls back each time one was taken. */
  start(event: EventBody, delayMs: number, times: number, onTaken: () => void): void;
  stop(): void;
}

const TIMEOUT_MS = 10_000;
const LONGEST_PAUSE_MS = 30_000;

/** Makes the postman. What is not taken with 2xx is posted again, the pauses doubling up to 30 s, as long as we live. */
export function createDeliveries({ webhook, secret, clock, paceMs }: DeliveryOptions): Deliveries {
  const cancels = new Set<() => void>();
  const controller = new AbortController();

  const later = (delayMs: number, call: () => void): void => {
    const cancel = clock.after(delayMs, () => {
      cancels.delete(cancel);
      call();
    });
    cancels.add(cancel);
  };

  const post = async (url: string, event: EventBody): Promise<boolean> => {
    const body = JSON.stringify(event);
    const nonce = Buffer.from(clock.randomBytes(18)).toString('base64url');
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        redirect: 'error',
        headers: {
          'content-type': 'application/json',
          ...signRequest(secret, 'event', body, { at: clock.now(), nonce }),
        },
        signal: AbortSignal.any([controller.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false; // nobody is there; it is posted again
    }
  };

  const tell = async (url: string, event: EventBody, tries: number, onTaken: () => void): Promise<void> => {
    if (await post(url, event)) return onTaken();
    if (controller.signal.aborted) return;
    const pauseMs = Math.min(paceMs * 2 ** Math.min(tries, 20), LONGEST_PAUSE_MS);
    later(pauseMs, () => void tell(url, event, tries + 1, onTaken));
  };

  return {
    start(event, delayMs, times, onTaken) {
      if (webhook === undefined) return;
      const taken = (): void => {
        if (!controller.signal.aborted) onTaken();
      };
      for (let count = 0; count < times; count += 1)
        later(delayMs, () => void tell(webhook, event, 0, taken));
    },
    stop() {
      controller.abort();
      for (const cancel of cancels) cancel();
      cancels.clear();
    },
  };
}
