import type { Article, SearchHit } from '@beside/protocol/knowledge';

/** A choice of the flow that is published, as it can be found. Texts are of one locale. */
export interface FoundableChoice {
  readonly menuId: string;
  readonly choiceId: string;
  /** Where it leads. */
  readonly nodeId: string;
  readonly label: string;
  readonly detail: string;
  readonly keywords: readonly string[];
}

/** What the published flow of a site offers in a locale; `undefined`: the site has none. */
export type ListChoices = (
  siteId: string,
  locale: string,
) => { readonly revision: number; readonly choices: readonly FoundableChoice[] } | undefined;

/** An article that was found. */
export type ArticleHit = Extract<SearchHit, { kind: 'article' }>;

/** The sites' articles and what finds them. Nothing of what is asked is kept. */
export interface Library {
  /** Articles and choices of the flow, the best first, at most eight. Other locales are asked where the wanted one has nothing. */
  search(siteId: string, query: string, locale: string): Promise<readonly SearchHit[]>;
  /**
   * Articles for what somebody wrote, the best first, at most three.
   *
   * @param texts their last messages, the newest last
   */
  suggest(siteId: string, texts: readonly string[], locale: string): Promise<readonly ArticleHit[]>;
  /** In the locale, or in another where it is missing there. */
  findArticle(siteId: string, articleId: string, locale: string): Promise<Article | undefined>;
  /** What there is, by name, with the locales each is written in; for those who check flows. Empty without articles. */
  list(
    siteId: string,
  ): Promise<readonly { readonly articleId: string; readonly locales: readonly string[] }[]>;
}
