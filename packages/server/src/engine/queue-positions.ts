import type { ConversationId } from '@beside/protocol';
import type { Bus } from '../ports/bus.ts';
import type { Store } from '../ports/store.ts';

/** Places in the queues, counted once for everybody who asks after a change. */
export interface QueuePositions {
  /** 1 is next; undefined when it does not wait. */
  find(conversationId: ConversationId): Promise<number | undefined>;
  stop(): void;
}

const WAITING = ['queued', 'offered'] as const;
const MAX_COUNTED = 10_000;

/** Starts counting; hears of changes from the bus. */
export function startQueuePositions(store: Store, bus: Bus): QueuePositions {
  const counted = new Map<string, Promise<ReadonlyMap<ConversationId, number>>>();
  const unsubscribe = bus.subscribe((message) => {
    if (message.kind === 'site') counted.delete(message.siteId);
  });

  const count = async (siteId: string): Promise<ReadonlyMap<ConversationId, number>> => {
    const waiting = await store.read((transaction) =>
      transaction.listConversations({ siteIds: [siteId], statuses: WAITING, limit: MAX_COUNTED }),
    );
    const lengths = new Map<string, number>();
    return new Map(
      waiting.map(({ conversationId, queueId }) => {
        const place = (lengths.get(queueId) ?? 0) + 1;
        lengths.set(queueId, place);
        return [conversationId, place];
      }),
    );
  };

  return {
    async find(conversationId) {
      const record = await store.read((transaction) => transaction.findConversation(conversationId));
      if (record?.status !== 'queued' && record?.status !== 'offered') return undefined;
      const { siteId } = record;
      const known = counted.get(siteId) ?? count(siteId);
      counted.set(siteId, known);
      const place = (await known).get(conversationId);
      if (place !== undefined) return place;
      // Newer than the count: its hint is still on the way.
      const fresh = count(siteId);
      counted.set(siteId, fresh);
      return (await fresh).get(conversationId);
    },
    stop: unsubscribe,
  };
}
