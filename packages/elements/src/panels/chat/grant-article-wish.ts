import type { CustomerClient } from '@beside/sdk';

import type { ArticleWish } from './article-event.ts';

/**
 * Does what a customer wants of an article in a message.
 *
 * @param stage where the conversation stands, in words.
 */
export async function grantArticleWish(
  client: CustomerClient,
  wish: ArticleWish,
  stage: string,
): Promise<void> {
  switch (wish.kind) {
    case 'read': {
      const { articleId, take } = wish;
      try {
        take(await (await client.openFlow()).article(articleId));
        client.report('article.opened', { articleId });
      } catch {
        take(undefined); // said in the message
      }
      return;
    }
    case 'helped':
      return client.chat.end(wish.seq);
    case 'person':
      return wish.take(stage);
    default:
      return wish satisfies never;
  }
}
