import type { Article } from '@beside/protocol/knowledge';

/** What the person wants of an article in a message. */
export type ArticleWish =
  /** All of it, in place. */
  | {
      readonly kind: 'read';
      readonly articleId: string;
      readonly take: (article: Article | undefined) => void;
    }
  /** It was enough; the matter is over. */
  | { readonly kind: 'helped'; readonly seq: number }
  /** Somebody to talk to; they are told when that can be. */
  | { readonly kind: 'person'; readonly take: (text: string) => void };

/** The person wants something of an article in a message. */
export class BesideArticleEvent extends CustomEvent<ArticleWish> {
  constructor(wish: ArticleWish) {
    super('beside-article', { bubbles: true, composed: true, detail: wish });
  }
}

declare global {
  interface HTMLElementEventMap {
    'beside-article': BesideArticleEvent;
  }
}
