import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ARTICLE_MEASURES, type ArticleCount, type ArticleTotal } from '../../ports/store-knowledge.ts';
import type { Store, Transaction } from '../../ports/store.ts';
import { upTo } from './samples.ts';
import type { AddTest } from './store-harness.ts';

type Filter = Parameters<Transaction['sumArticleCounts']>[0];

const YEAR: Filter = { siteId: 'shop', fromDay: '2026-01-01', toDay: '2026-12-31' };

const sum = (store: Store, filter: Filter = YEAR): Promise<ArticleTotal[]> =>
  store.read((transaction) => transaction.sumArticleCounts(filter));

/** What a list of counts comes to, one by one. */
function naiveSum(counts: readonly ArticleCount[], filter: Filter): ArticleTotal[] {
  const totals = new Map<string, ArticleTotal>();
  for (const { siteId, day, articleId, measure, count } of counts) {
    if (siteId !== filter.siteId || day < filter.fromDay || day > filter.toDay) continue;
    const key = `${articleId} ${measure}`;
    totals.set(key, { articleId, measure, count: (totals.get(key)?.count ?? 0) + count });
  }
  return [...totals].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total);
}

const counts = fc.uniqueArray(
  fc.record({
    siteId: fc.constantFrom('shop', 'outlet'),
    articleId: fc.constantFrom('returns', 'refund-time', 'returns-2'),
    day: fc.constantFrom('2025-12-31', '2026-01-01', '2026-11-25', '2026-12-31', '2027-01-01'),
    measure: fc.constantFrom(...ARTICLE_MEASURES),
    count: fc.integer({ min: 1, max: 1_000_000 }),
  }),
  {
    selector: ({ siteId, articleId, day, measure }) => `${siteId} ${articleId} ${day} ${measure}`,
    maxLength: 8,
  },
);

/** Rules about what is counted of articles. */
export function addKnowledgeRules(test: AddTest): void {
  test('[SC31] counts of articles add up by site, article and measure, whatever was added in which order', async ({
    store,
  }) => {
    const added: ArticleCount[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(counts, { maxLength: 4 }), async (batches) => {
        await Promise.all(
          batches.map((batch) => store.transact((transaction) => transaction.addArticleCounts(batch))),
        );
        added.push(...batches.flat());

        assert.deepEqual(await sum(store), naiveSum(added, YEAR));
        const day = { siteId: 'outlet', fromDay: '2026-11-25', toDay: '2026-11-25' };
        assert.deepEqual(await sum(store, day), naiveSum(added, day));
      }),
      { numRuns: 25 },
    );
  });

  test('[SC31] nothing is lost where many count the same article at once, and nothing stays of what is taken back', async ({
    store,
  }) => {
    const articles = ['exchange', 'refund-time', 'returns'];
    const add = (ids: readonly string[], isBroken: boolean) =>
      store.transact(async (transaction) => {
        await transaction.addArticleCounts(
          ids.map((articleId) => ({
            ...{ siteId: 'shop', day: '2026-11-25', articleId, measure: 'opened' as const, count: 1 },
          })),
        );
        if (isBroken) throw new Error('taken back');
      });

    await Promise.all(
      upTo(60).map((index) =>
        add(index % 2 ? articles : articles.toReversed(), index % 3 === 0).catch(() => undefined),
      ),
    );

    assert.deepEqual(
      await sum(store),
      articles.map((articleId) => ({ articleId, measure: 'opened', count: 40 })),
    );
  });
}
