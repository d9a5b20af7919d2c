import type { ArticleTotal, KnowledgeRecords } from '../../ports/store-knowledge.ts';
import type { Run, Statement } from './sessions.ts';

// In one order for everybody: two that count the same must not wait for each other crosswise.
const ADD_COUNTS: Statement = {
  name: 'add-article-counts',
  text: `INSERT INTO article_count (site_id, day, article_id, measure, count)
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[])
      AS given (site_id, day, article_id, measure, count)
    ORDER BY given.site_id COLLATE "C", given.day COLLATE "C", given.article_id COLLATE "C", given.measure COLLATE "C"
    ON CONFLICT (site_id, day, article_id, measure) DO UPDATE SET count = article_count.count + excluded.count`,
};
const SUMS: Statement = {
  name: 'sum-article-counts',
  text: `SELECT article_id, measure, sum(count)::bigint AS count FROM article_count
    WHERE site_id = $1 AND day BETWEEN $2 AND $3 GROUP BY article_id, measure ORDER BY article_id, measure`,
};

/** What is counted of articles. */
export function createKnowledgeRecords(run: Run): KnowledgeRecords {
  return {
    async addArticleCounts(counts) {
      if (counts.length === 0) return;
      await run(
        ADD_COUNTS,
        counts.map(({ siteId }) => siteId),
        counts.map(({ day }) => day),
        counts.map(({ articleId }) => articleId),
        counts.map(({ measure }) => measure),
        counts.map(({ count }) => count),
      );
    },
    async sumArticleCounts({ siteId, fromDay, toDay }) {
      const { rows } = await run(SUMS, siteId, fromDay, toDay);
      // The columns are typed, and written only by the statement above.
      return rows.map(
        (row) =>
          ({ articleId: row['article_id'], measure: row['measure'], count: row['count'] }) as ArticleTotal,
      );
    },
  };
}
