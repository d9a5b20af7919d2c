import type { DatabaseSync } from 'node:sqlite';
import type { ArticleTotal, KnowledgeRecords } from '../../ports/store-knowledge.ts';

/** The statements about articles, prepared once per connection. */
export function createKnowledgeRecords(database: DatabaseSync): KnowledgeRecords {
  const addCount = database.prepare(
    'INSERT INTO article_count VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count',
  );
  const sums = database.prepare(
    `SELECT article_id AS articleId, measure, sum(count) AS count FROM article_count
     WHERE site_id = ? AND day BETWEEN ? AND ? GROUP BY article_id, measure ORDER BY article_id, measure`,
  );
  return {
    async addArticleCounts(counts) {
      for (const { siteId, articleId, day, measure, count } of counts)
        addCount.run(siteId, day, articleId, measure, count);
    },
    // The columns are typed, and written only by the statement above; rows of node:sqlite have no prototype.
    sumArticleCounts: async ({ siteId, fromDay, toDay }) =>
      sums.all(siteId, fromDay, toDay).map((row) => ({ ...(row as unknown as ArticleTotal) })),
  };
}
