import type { Interaction } from '@beside/protocol';
import type { ArticleCount } from '../../ports/store-knowledge.ts';
import type { Engine } from '../parts.ts';
import { countArticles, isAboutArticles } from './count-articles.ts';

/**
 * What a report adds to the numbers of its site's articles. Before the transaction that keeps the report and adds this:
 * which articles there are may have to be read first.
 */
export async function countArticlesOf(
  { library, sites, clock, limits }: Pick<Engine, 'library' | 'sites' | 'clock' | 'limits'>,
  siteId: string,
  interactions: readonly Interaction[],
): Promise<readonly ArticleCount[]> {
  const site = sites.get(siteId);
  if (!library || !site?.knowledge || !interactions.some(isAboutArticles)) return [];
  const articleIds = new Set((await library.list(siteId)).map(({ articleId }) => articleId));
  const { zone } = site.hours;
  return countArticles(interactions, {
    ...{ siteId, zone, articleIds, now: clock.now(), maxAgeMs: limits.maxIntentAgeMs },
  });
}
