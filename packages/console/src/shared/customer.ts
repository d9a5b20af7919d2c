import type { DeskConversation } from '@beside/protocol';

import type { ConsoleTerms } from '../console-terms.ts';

/** A customer as an agent knows them. */
export interface CustomerName {
  readonly name: string;
  /** The site's own server vouched for the person. */
  readonly isVerified: boolean;
  /** There is a name at all; else it is a word and a few signs of the conversation, to tell several apart. */
  readonly isNamed: boolean;
}

/** What to call the customer of a conversation. */
export function customerName(conversation: DeskConversation, words: ConsoleTerms): CustomerName {
  const { verified, context, conversationId } = conversation;
  const name = verified?.name ?? verified?.email ?? context.customerName;
  return {
    name: name?.trim() || words.customerNumber(conversationId.slice(-4).toUpperCase()),
    isVerified: verified !== undefined,
    isNamed: Boolean(name?.trim()),
  };
}
