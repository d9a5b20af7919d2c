import {
  LIMITS,
  decideConversation,
  newId,
  type AgentId,
  type ConversationCommand,
  type OfferId,
} from '@beside/protocol';
import type { Conversation } from './book.ts';
import type { Agent } from './workforce.ts';
import type { World } from './world.ts';

/** What waits, in the order of the queue: by priority, then by the moment of first intent. */
export function listWaiting(world: World): readonly Conversation[] {
  return world.book
    .list()
    .filter(({ state }) => state.status === 'queued' || state.status === 'offered')
    .sort(
      ({ state: one }, { state: other }) =>
        other.priority - one.priority || (one.queuedAt ?? 0) - (other.queuedAt ?? 0),
    );
}

/** Rings what waits at the agents who have been idle for longest; at one agent one rings at a time. */
export function offerWaiting(world: World): void {
  for (const { conversationId } of listWaiting(world)) {
    const conversation = world.book.find(conversationId);
    const agent = conversation?.state.status === 'queued' && findAgent(world, conversation);
    if (agent) offer(world, conversation, agent.agentId);
  }
}

/** Gives back at once what rings at an agent who is gone, and what they have after the grace period. */
export function giveBack(world: World, agentId: AgentId): void {
  for (const conversation of world.book.list()) {
    const ring = conversation.state.offer;
    if (ring?.agentId === agentId)
      attempt(world, conversation, { type: 'end-offer', offerId: ring.offerId, reason: 'disconnected' });
  }
  world.after(LIMITS.agentGraceMs, () => {
    if (world.workforce.get(agentId).presence !== 'offline') return;
    for (const conversation of world.book.list())
      if (conversation.state.status === 'assigned' && conversation.state.agent?.agentId === agentId)
        attempt(world, conversation, { type: 'return', agentId, reason: 'disconnected' });
  });
}

function findAgent(world: World, { siteId, state }: Conversation): Agent | undefined {
  const serving = world.workforce
    .list()
    .filter((agent) => agent.presence === 'available' && agent.serves(siteId));
  const able = serving
    .filter((agent) => {
      const held = world.book
        .list()
        .filter(({ state: { status, agent: holder, offer: ring } }) =>
          status === 'assigned' ? holder?.agentId === agent.agentId : ring?.agentId === agent.agentId,
        );
      return held.length < agent.capacity && held.every((other) => other.state.status !== 'offered');
    })
    .sort((one, other) => one.idleSinceAt - other.idleSinceAt);
  const hasPassed = ({ agentId }: Agent): boolean => state.passedBy.includes(agentId);
  // Those who passed are asked again only when nobody else serves it, busy or not.
  return able.find((agent) => !hasPassed(agent)) ?? (serving.every(hasPassed) ? able[0] : undefined);
}

function offer(world: World, conversation: Conversation, agentId: AgentId): void {
  const { clock } = world;
  const { conversationId } = conversation;
  const offerId = newId<OfferId>(clock);
  const expiresAt = clock.now() + LIMITS.offerTimeoutMs;
  attempt(world, conversation, { type: 'offer', offerId, agentId, expiresAt });
  world.after(LIMITS.offerTimeoutMs, () => {
    const ringing = world.book.find(conversationId);
    if (ringing?.state.offer?.offerId !== offerId) return;
    // Before the queue is looked at again, or it would ring once more at somebody who is away.
    world.workforce.missed(agentId);
    attempt(world, ringing, { type: 'end-offer', offerId, reason: 'timeout' });
  });
}

function attempt(world: World, conversation: Conversation, command: ConversationCommand): void {
  world.book.change(conversation, { decide: (state) => decideConversation(state, command) });
}
