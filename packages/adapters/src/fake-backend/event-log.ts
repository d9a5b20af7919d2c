import type { BackendEvent, BackendEventBody, ConversationId } from '@beside/protocol';

/** Everything a fake has told so far, for one reader at a time. */
export interface EventLog {
  tell(
    conversationId: ConversationId,
    body: BackendEventBody,
    more: { readonly backendId?: string; readonly clientKey?: string },
  ): void;
  /** The next `count` events do not reach whoever reads now; then a gap is said. */
  lose(count: number): void;
  read(from: string | null, signal: AbortSignal): AsyncIterable<BackendEvent>;
  close(): void;
}

interface Reader {
  readonly waiting: BackendEvent[];
  wake: () => void;
}

/**
 * Makes an empty log.
 *
 * @param hasCursor whether it can be read again from a place on
 * @param now epoch ms
 */
export function createEventLog(hasCursor: boolean, now: () => number): EventLog {
  const log: BackendEvent[] = [];
  const readers = new Set<Reader>();
  let toLose = 0;
  let hasLost = false;
  let isClosed = false;

  const hand = (event: BackendEvent): void => {
    for (const reader of readers) {
      reader.waiting.push(event);
      reader.wake();
    }
  };

  return {
    tell(conversationId, body, { backendId, clientKey }) {
      const isKept = backendId !== undefined;
      const event: BackendEvent = {
        conversationId,
        backendId: backendId ?? null,
        cursor: hasCursor && isKept ? String(log.length + 1) : null,
        clientKey: clientKey ?? null,
        at: now(),
        ...body,
      };
      if (isKept) log.push(event);
      if (toLose > 0) {
        toLose -= 1;
        hasLost = true;
        return;
      }
      if (hasLost) {
        hasLost = false;
        hand({
          conversationId,
          backendId: null,
          cursor: null,
          clientKey: null,
          at: now(),
          type: 'gap',
          recoverable: hasCursor,
        });
      }
      hand(event);
    },
    lose: (count) => {
      toLose = count;
    },
    async *read(from, signal) {
      if (isClosed || signal.aborted) return;
      const start = hasCursor && from !== null ? Number(from) : log.length;
      const reader: Reader = { waiting: log.slice(start), wake: () => undefined };
      readers.add(reader);
      signal.addEventListener('abort', () => reader.wake());
      try {
        while (!signal.aborted && !isClosed) {
          const event = reader.waiting.shift();
          if (event) yield event;
          else await new Promise<void>((resolve) => (reader.wake = resolve));
        }
      } finally {
        readers.delete(reader);
      }
    },
    close() {
      isClosed = true;
      for (const reader of readers) reader.wake();
    },
  };
}
