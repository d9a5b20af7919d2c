import {
  decideCallback,
  findOpenAttempt,
  type AgentId,
  type Callback,
  type CallbackCommand,
  type CallbackStatus,
} from '@beside/protocol';
import { changeConversation } from '../change-conversation.ts';
import { ownSiteIds, type Engine } from '../parts.ts';
import { ignoreGone } from './ignore-gone.ts';
import { hangUp } from './ring.ts';

const BATCH = 1_000;

/** Gives back at once what rings at an agent who is gone. */
export function withdrawCallbackOffers(engine: Engine, agentId: AgentId): Promise<void> {
  return changeAll(engine, agentId, ['offered', 'holding'], ({ callbackId, offer }) =>
    offer?.agentId === agentId
      ? { type: 'end-offer', callbackId, offerId: offer.offerId, reason: 'disconnected' }
      : undefined,
  );
}

/**
 * Gives back what an agent who stayed away was reading, and hangs up where the customer's telephone still rings for them.
 * Who talks goes on talking: a telephone needs no console.
 */
export async function returnCallbacks(engine: Engine, agentId: AgentId): Promise<void> {
  if (engine.agents.presence(agentId).presence !== 'offline') return;
  await changeAll(engine, agentId, ['previewing'], ({ callbackId }) => ({
    type: 'end-preview',
    callbackId,
    agentId,
    reason: 'disconnected',
  }));
  await changeAll(engine, agentId, ['dialing'], (callback) => {
    const attempt = findOpenAttempt(callback);
    if (attempt) hangUp(engine, attempt.attemptId);
    return undefined;
  });
}

async function changeAll(
  engine: Engine,
  agentId: AgentId,
  statuses: readonly CallbackStatus[],
  toCommand: (callback: Callback) => CallbackCommand | undefined,
): Promise<void> {
  const siteIds = ownSiteIds(engine);
  const theirs = await engine.store.read((transaction) =>
    transaction.listCallbacks({ siteIds, statuses, agentId, limit: BATCH }),
  );
  for (const { conversationId } of theirs) {
    if (engine.agents.presence(agentId).presence !== 'offline') return; // back already
    await ignoreGone(
      changeConversation(engine, {
        conversationId,
        decide({ callback: state }) {
          const command = state.callback && toCommand(state.callback);
          return command ? decideCallback(state, command, engine.clock.now()) : { entries: [] };
        },
      }),
    );
  }
}
