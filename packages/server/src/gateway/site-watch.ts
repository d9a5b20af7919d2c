import type { ConversationId } from '@beside/protocol';
import type { GatewayContext } from './context.ts';
import type { SessionBook } from './session-book.ts';

/** Between two looks at the same site. */
const GAP_MS = 500;

interface Watched {
  availabilityText: string;
  cancelTimer: (() => void) | undefined;
  readonly positions: Map<ConversationId, number>;
}

/** Tells customers' pages whether somebody is there, and how far they have come in the queue. */
export class SiteWatch {
  readonly #watched = new Map<string, Watched>();
  readonly #context: GatewayContext;
  readonly #book: SessionBook;

  constructor(context: GatewayContext, book: SessionBook) {
    this.#context = context;
    this.#book = book;
  }

  /** Something changed at a site; looked at soon, once for many changes. */
  refresh(siteId: string): void {
    const watched = this.#watched.get(siteId) ?? {
      availabilityText: '',
      cancelTimer: undefined,
      positions: new Map<ConversationId, number>(),
    };
    this.#watched.set(siteId, watched);
    watched.cancelTimer ??= this.#context.clock.after(GAP_MS, () => {
      watched.cancelTimer = undefined;
      this.#look(siteId, watched).catch((error: unknown) =>
        this.#context.log.error({ err: error, siteId }, 'site could not be read'),
      );
    });
  }

  stop(): void {
    for (const watched of this.#watched.values()) watched.cancelTimer?.();
    this.#watched.clear();
  }

  async #look(siteId: string, watched: Watched): Promise<void> {
    const { centre, feeds } = this.#context;
    const text = JSON.stringify({ type: 'availability', availability: await centre.availability(siteId) });
    if (text !== watched.availabilityText) {
      watched.availabilityText = text;
      for (const connection of this.#book.customersOf(siteId)) connection.sendText(text);
    }
    const followed = feeds.listFollowedByCustomers(siteId);
    for (const conversationId of watched.positions.keys())
      if (!followed.includes(conversationId)) watched.positions.delete(conversationId);
    for (const conversationId of followed) {
      const position = await centre.queuePosition(conversationId);
      if (position === watched.positions.get(conversationId)) continue;
      if (position === undefined) {
        watched.positions.delete(conversationId);
        continue;
      }
      watched.positions.set(conversationId, position);
      feeds.hear({
        kind: 'signal',
        conversationId,
        from: 'server',
        signal: { kind: 'queue-position', position },
      });
    }
  }
}
