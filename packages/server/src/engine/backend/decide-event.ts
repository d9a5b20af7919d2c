import { createHash } from 'node:crypto';
import {
  createUuidV7,
  decideChat,
  decideConversation,
  isUuidV7,
  type AgentId,
  type ConversationState,
  type Decision,
  type EntryDraft,
  type OfferId,
} from '@beside/protocol';
import type { CheckedEvent } from './backend-schema.ts';

/**
 * What something a backend tells appends to the timeline. Pure. Nothing, when it is known already, ephemeral, or
 * impossible: a vendor's idea of the conversation never breaks ours.
 *
 * @param offerId a fresh one, should an answer be appended
 */
export function decideEvent(
  siteId: string,
  state: ConversationState,
  event: CheckedEvent,
  offerId: OfferId,
): readonly EntryDraft[] {
  if (state.status === 'ended' || state.status === 'new') return [];
  const answer = (key: string, name: string): EntryDraft[] => {
    const agentId = agentIdOf(siteId, key);
    if (state.agent?.agentId === agentId) return [];
    return [{ type: 'conversation.answered', body: { offerId, agentId, name } }];
  };
  switch (event.type) {
    case 'message': {
      const { author, content } = event;
      if (author.role !== 'agent') return entriesOf(decideChat(state, { type: 'send', author, content }));
      // Some vendors never say that somebody answered; who writes has.
      const agentId = agentIdOf(siteId, author.agentId);
      const answered: ConversationState = { ...state, agent: { agentId, name: author.name } };
      const written = decideChat(answered, { type: 'send', author: { ...author, agentId }, content });
      return [...answer(author.agentId, author.name), ...entriesOf(written)];
    }
    case 'answered':
      return answer(event.agentKey, event.name);
    case 'returned':
      if (!state.agent) return [];
      return entriesOf(
        decideConversation(state, { type: 'return', agentId: state.agent.agentId, reason: event.reason }),
      );
    case 'ended':
      return entriesOf(
        decideConversation(state, {
          type: 'end',
          by: event.by,
          reason: event.by === 'system' ? 'backend' : 'done',
        }),
      );
    case 'queued':
    case 'typing':
    case 'receipt':
    case 'gap':
      return [];
    default:
      return event satisfies never;
  }
}

/** The id under which an agent of somebody else's is known here: always the same for the same one of a site. */
export function agentIdOf(siteId: string, agentKey: string): AgentId {
  if (isUuidV7(agentKey)) return agentKey as AgentId; // proven by the check
  const digest = createHash('sha256').update(`${siteId}\u0000${agentKey}`).digest();
  return createUuidV7(0, digest.subarray(0, 10)) as AgentId; // a UUIDv7, whose time says nothing
}

function entriesOf(decision: Decision): readonly EntryDraft[] {
  return 'entries' in decision ? decision.entries : [];
}
