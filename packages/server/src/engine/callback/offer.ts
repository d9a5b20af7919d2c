import { decideCallback, newId, type AgentId, type OfferId } from '@beside/protocol';
import { changeConversation } from '../change-conversation.ts';
import type { Engine } from '../parts.ts';
import { dialCallback } from './dial.ts';
import { ignoreGone } from './ignore-gone.ts';

/** Rings a due callback, or one that waits on the line, at an agent; where the customer is rung first, dials. */
export async function offerCallback(
  engine: Engine,
  {
    conversationId,
    callback: { callbackId, revision, isDialedFirst },
  }: {
    readonly conversationId: Parameters<typeof dialCallback>[1]['conversationId'];
    readonly callback: {
      readonly callbackId: Parameters<typeof dialCallback>[1]['callbackId'];
      readonly revision: number;
      readonly isDialedFirst: boolean;
    };
  },
  agentId: AgentId,
): Promise<void> {
  if (isDialedFirst) return ignoreGone(dialCallback(engine, { conversationId, callbackId, revision }));
  const offerId = newId<OfferId>(engine.clock);
  await ignoreGone(
    changeConversation(engine, {
      conversationId,
      decide({ callback }) {
        const now = engine.clock.now();
        const expiresAt = now + engine.limits.offerTimeoutMs;
        return decideCallback(callback, { type: 'offer', callbackId, offerId, agentId, expiresAt }, now);
      },
    }),
  );
}
