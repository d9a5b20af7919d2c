import type { Suggestion } from '@beside/protocol/knowledge-desk';
import type { ChatView } from '@beside/sdk';

/** Which message of the customer is the last that says something; `undefined` when none does. Pure. */
export function lastOfCustomer(view: ChatView | undefined): number | undefined {
  const last = view?.items.findLast(
    (item) =>
      item.kind === 'message' &&
      item.author.role === 'customer' &&
      item.content.kind === 'text' &&
      item.seq !== undefined,
  );
  return last?.kind === 'message' ? last.seq : undefined;
}

/** Those that the conversation has not yet, whoever sent them. Pure. */
export function unsent(found: readonly Suggestion[], view: ChatView | undefined): readonly Suggestion[] {
  const sent = new Set(
    (view?.items ?? []).flatMap((item) =>
      item.kind === 'message' && item.content.kind === 'article' ? [item.content.articleId] : [],
    ),
  );
  return found.filter(({ articleId }) => !sent.has(articleId));
}
