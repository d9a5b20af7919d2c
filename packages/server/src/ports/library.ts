import type { Article, SearchHit } from '@beside/protocol/knowledge';

/** An article that was found. */
export type ArticleHit = Extract<SearchHit, { kind: 'article' }>;

/** The sites' articles and what finds them. Nothing of what is asked is kept. */
export interface Library {
  /** Articles and choices of the published flow, the best first, at most eight. Other locales are asked where the wanted one has nothing. */
  search(siteId: string, query: string, locale: string): Promise<readonly SearchHit[]>;
  /**
   * Articles for what somebody wrote, the best first, at most three.
   *
   * @param texts their last messages, the newest last
   */
  suggest(siteId: string, texts: readonly string[], locale: string): Promise<readonly ArticleHit[]>;
  /** In the locale, or in another where it is missing there. */
  findArticle(siteId: string, articleId: string, locale: string): Promise<Article | undefined>;
  /** What an article says, without its looks, cut to so many characters; empty when there is none. */
  readText(siteId: string, articleId: string, locale: string, maxLength: number): Promise<string>;
  /** What there is, by name, with the locales each is written in; for those who check flows. Empty without articles. */
  list(
    siteId: string,
  ): Promise<readonly { readonly articleId: string; readonly locales: readonly string[] }[]>;
}
