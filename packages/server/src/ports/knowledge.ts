import type { AgentId, ConversationId } from '@beside/protocol';
import type { KnowledgeNumbers, Suggestion } from '@beside/protocol/knowledge-desk';

/** Articles beside conversations, and how they are used. */
export interface CentreKnowledge {
  /**
   * Articles for what the customer wrote last; none where the site has none. Rejects with `not_found` for those who may
   * not read the conversation, and for one of another site.
   */
  suggest(
    actor: { readonly role: 'agent'; readonly agentId: AgentId },
    siteId: string,
    conversationId: ConversationId,
  ): Promise<readonly Suggestion[]>;
  /** Days of the centre's zone, included at both ends; the last 30 days when none are named. */
  sumNumbers(
    siteId: string,
    days: { readonly fromDay?: string | undefined; readonly toDay?: string | undefined },
  ): Promise<KnowledgeNumbers>;
}
