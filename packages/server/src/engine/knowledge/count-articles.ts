import type { Interaction } from '@beside/protocol';
import type { ArticleNumbers } from '@beside/protocol/knowledge-desk';
import type { ArticleCount, ArticleMeasure, ArticleTotal } from '../../ports/store-knowledge.ts';
import { wallOf } from '../callback/zones.ts';

/** What is counted where and when. */
export interface ArticleFacts {
  readonly siteId: string;
  /** The centre's, whose days are counted by. */
  readonly zone: string;
  readonly now: number;
  /** How far back the page's own clock is believed. */
  readonly maxAgeMs: number;
  /** What the site has; anything else is not counted. */
  readonly articleIds: ReadonlySet<string>;
}

/** Whether a report has anything about articles. */
export function isAboutArticles({ name }: Interaction): boolean {
  return name === 'search.shown' || name === 'article.opened' || name === 'article.helped';
}

/**
 * What a report adds to the numbers of articles: one per article, day and measure. Articles that the site has not are
 * passed over. Moments are the page's own, never in the future and not too far back. Pure.
 */
export function countArticles(
  interactions: readonly Interaction[],
  { siteId, zone, now, maxAgeMs, articleIds }: ArticleFacts,
): readonly ArticleCount[] {
  const counts = new Map<string, ArticleCount>();
  for (const interaction of interactions) {
    const day = dayOf(Math.min(now, Math.max(interaction.at, now - maxAgeMs)), zone);
    for (const [articleId, measure] of measuresOf(interaction)) {
      if (!articleIds.has(articleId)) continue;
      const key = `${articleId} ${day} ${measure}`;
      counts.set(key, { siteId, articleId, day, measure, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  return [...counts.values()];
}

/** One more of something that happened now. */
export function countOne(
  { siteId, zone, now }: Pick<ArticleFacts, 'siteId' | 'zone' | 'now'>,
  articleId: string,
  measure: ArticleMeasure,
): ArticleCount {
  return { siteId, articleId, measure, day: dayOf(now, zone), count: 1 };
}

/** Totals as consoles read them, by article. Pure. */
export function toNumbers(totals: readonly ArticleTotal[]): Record<string, ArticleNumbers> {
  const articles: Record<string, ArticleNumbers> = {};
  for (const { articleId, measure, count } of totals) {
    const known = (articles[articleId] ??= {
      ...{ shown: 0, opened: 0, helped: 0, notHelped: 0, sent: 0, answered: 0, answerHelped: 0 },
    });
    known[NAMES[measure]] += count;
  }
  return articles;
}

const NAMES: Readonly<Record<ArticleMeasure, keyof ArticleNumbers>> = {
  shown: 'shown',
  opened: 'opened',
  helped: 'helped',
  'not-helped': 'notHelped',
  sent: 'sent',
  answered: 'answered',
  'answer-helped': 'answerHelped',
};

function measuresOf({ name, properties }: Interaction): readonly (readonly [string, ArticleMeasure])[] {
  const { articleId, articles, helped } = properties;
  switch (name) {
    case 'search.shown':
      // Each once, however often it stood there.
      return [...new Set(String(articles ?? '').split(','))].map((one) => [one, 'shown']);
    case 'article.opened':
      return [[String(articleId), 'opened']];
    case 'article.helped':
      return [[String(articleId), helped === true ? 'helped' : 'not-helped']];
    default:
      return [];
  }
}

function dayOf(at: number, zone: string): string {
  return wallOf(at, zone).time.slice(0, 10);
}
