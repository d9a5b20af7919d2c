import type { ChatView, MessageItem } from '@beside/sdk';

/** The newest message, or undefined when nobody wrote yet. */
export function findLastMessage(view: ChatView): MessageItem | undefined {
  return view.items.findLast((item): item is MessageItem => item.kind === 'message');
}

/** Since when the customer waits for an answer: their first message after the last answer; undefined when answered. */
export function findUnansweredSince(view: ChatView): number | undefined {
  let since: number | undefined;
  for (const item of view.items.toReversed()) {
    if (item.kind !== 'message') continue;
    if (item.author.role === 'agent') break;
    if (item.author.role === 'customer') since = item.at;
  }
  return since;
}
