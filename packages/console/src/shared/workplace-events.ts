import type { CallbackId, ConversationId, DeskCallback, DeskConversation } from '@beside/protocol';
import type { AgentClientEvents } from '@beside/sdk/agent';

/** Something to tell the agent in a line; the words are chosen where it is shown. */
export type News =
  | { readonly kind: 'released' | 'offer-gone'; readonly conversation: DeskConversation }
  | { readonly kind: 'callback-gone' | 'callback-done'; readonly callback: DeskCallback }
  | { readonly kind: 'callback-again'; readonly callback: DeskCallback; readonly at: number }
  | { readonly kind: 'refused' | 'callback-refused'; readonly code: string };

/** What a workplace tells its owner. */
export interface WorkplaceListener {
  /** Something that is shown changed. */
  changed(): void;
  /** The server does not know this agent any more. */
  signedOut(): void;
  news(news: News): void;
  /** Whoever was accepted or picked waits for words: put the caret there. */
  focusComposer(conversationId: ConversationId): void;
  /** A callback was taken: show it. */
  showCallback(callbackId: CallbackId): void;
  /** The agent's own telephone dials. */
  dial(href: string): void;
  offerReceived(payload: AgentClientEvents['offer-received']): void;
  callbackOffered(payload: AgentClientEvents['callback-offered']): void;
  messageReceived(payload: AgentClientEvents['message-received']): void;
}

/** How a conversation of the workspace stands for this agent. */
export type PaneState = 'mine' | 'ended' | 'elsewhere';
