import type { ConversationId } from '@beside/protocol';
import type { ChatChannel } from '@beside/sdk';

import type { KeptCallbacks } from '../callbacks/callback-work.ts';
import type { Panes } from '../workspace/panes.ts';

/** What is kept when the agent has to sign in again. */
export interface KeptWork {
  readonly panes: Panes;
  readonly drafts: ReadonlyMap<ConversationId, string>;
  readonly callbacks: KeptCallbacks;
}

/**
 * What to go on with after signing in again. Messages that were still waiting for the connection become drafts: the
 * agent sees the history first and decides whether they are still to be sent.
 */
export function keepWork(
  panes: Panes,
  drafts: ReadonlyMap<ConversationId, string>,
  chats: Iterable<readonly [ConversationId, ChatChannel]>,
  callbacks: KeptCallbacks,
): KeptWork {
  const kept = new Map(drafts);
  for (const [conversationId, chat] of chats) {
    const waiting = chat.view.items.flatMap((item) =>
      item.kind === 'message' && item.isMine && item.seq === undefined && item.content.kind === 'text'
        ? [item.content.text]
        : [],
    );
    const text = [...waiting, drafts.get(conversationId) ?? ''].filter(Boolean).join('\n');
    if (text) kept.set(conversationId, text);
  }
  return { panes, drafts: kept, callbacks };
}
