import type { AgentId, ConversationId } from '@beside/protocol';

/** The timer that takes an offer back. */
export const offerTimerId = (conversationId: ConversationId): string => `offer:${conversationId}`;
/** The timer that gives an absent agent's conversations back. */
export const agentLostTimerId = (agentId: AgentId): string => `agent-lost:${agentId}`;
