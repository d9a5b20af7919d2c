/** What is counted of an article. */
export const ARTICLE_MEASURES = [
  /** A search showed it. */
  'shown',
  /** Somebody read it in their page. */
  'opened',
  /** They said that it helped, or did not. */
  'helped',
  'not-helped',
  /** An agent sent it. */
  'sent',
  /** It answered a new chat; the customer said that this was all they needed. */
  'answered',
  'answer-helped',
] as const;
/** One of {@link ARTICLE_MEASURES}. */
export type ArticleMeasure = (typeof ARTICLE_MEASURES)[number];

/** How often something happened to an article on a day. Nothing in it says to whom. */
export interface ArticleCount {
  readonly siteId: string;
  readonly articleId: string;
  /** Of the centre's zone: `2026-11-25`. */
  readonly day: string;
  readonly measure: ArticleMeasure;
  readonly count: number;
}

/** The same over several days. */
export type ArticleTotal = Omit<ArticleCount, 'siteId' | 'day'>;

/** Reads and writes of what is counted of articles. */
export interface KnowledgeRecords {
  /** Adds to what was counted before. No two of one call are of the same site, article, day and measure. */
  addArticleCounts(counts: readonly ArticleCount[]): Promise<void>;
  /** Sums of a site, days included at both ends, by article and measure. */
  sumArticleCounts(filter: {
    readonly siteId: string;
    readonly fromDay: string;
    readonly toDay: string;
  }): Promise<ArticleTotal[]>;
}
