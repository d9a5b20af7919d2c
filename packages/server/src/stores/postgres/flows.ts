import { BesideError } from '@beside/protocol';
import type { FlowRecords } from '../../ports/store-flows.ts';
import { toFlowDraft, toFlowHead, toFlowRevision, toFlowTotal } from '../rows/flow-rows.ts';
import type { Run, Statement } from './sessions.ts';

const INSERT_REVISION: Statement = {
  name: 'insert-flow-revision',
  text: `INSERT INTO flow_revision (site_id, revision, body, author_id, note, restores, created_at, published_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
};
const REVISION: Statement = {
  name: 'find-flow-revision',
  text: 'SELECT * FROM flow_revision WHERE site_id = $1 AND revision = $2',
};
const REVISIONS: Statement = {
  name: 'list-flow-revisions',
  text: `SELECT site_id, revision, author_id, note, restores, created_at, published_at FROM flow_revision
    WHERE site_id = $1 AND revision < $2 ORDER BY revision DESC LIMIT $3`,
};
const PUT_DRAFT: Statement = {
  name: 'put-flow-draft',
  text: `INSERT INTO flow_draft (site_id, version, body, base_revision, author_id, saved_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (site_id) DO UPDATE SET version = excluded.version, body = excluded.body,
      base_revision = excluded.base_revision, author_id = excluded.author_id, saved_at = excluded.saved_at`,
};
const DRAFT: Statement = { name: 'find-flow-draft', text: 'SELECT * FROM flow_draft WHERE site_id = $1' };
// In one order for everybody: two that count the same must not wait for each other crosswise.
const ADD_COUNTS: Statement = {
  name: 'add-flow-counts',
  text: `INSERT INTO flow_count (site_id, revision, day, node_id, measure, count, total_ms)
    SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[])
      AS given (site_id, revision, day, node_id, measure, count, total_ms)
    ORDER BY given.site_id COLLATE "C", given.revision, given.day COLLATE "C", given.node_id COLLATE "C",
      given.measure COLLATE "C"
    ON CONFLICT (site_id, revision, day, node_id, measure) DO UPDATE SET
      count = flow_count.count + excluded.count, total_ms = flow_count.total_ms + excluded.total_ms`,
};
const SUMS: Statement = {
  name: 'sum-flow-counts',
  text: `SELECT revision, node_id, measure, sum(count)::bigint AS count, sum(total_ms)::bigint AS total_ms FROM flow_count
    WHERE site_id = $1 AND ($2::bigint IS NULL OR revision = $2) AND day BETWEEN $3 AND $4
    GROUP BY revision, node_id, measure ORDER BY revision, node_id, measure`,
};

/** Flows and their numbers. */
export function createFlowRecords(run: Run): FlowRecords {
  return {
    async insertFlowRevision(record) {
      const { siteId, revision, body, authorId, note, restores, createdAt, publishedAt } = record;
      const { count } = await run(
        INSERT_REVISION,
        ...[siteId, revision, body, authorId, note, restores, createdAt, publishedAt],
      );
      if (count === 0) throw new BesideError('conflict');
    },
    async findFlowRevision(siteId, revision) {
      const { rows } = await run(REVISION, siteId, revision);
      return rows[0] && toFlowRevision(rows[0]);
    },
    listFlowRevisions: async (siteId, before, limit) =>
      (await run(REVISIONS, siteId, before ?? Number.MAX_SAFE_INTEGER, limit)).rows.map(toFlowHead),
    async putFlowDraft({ siteId, version, body, baseRevision, authorId, savedAt }) {
      await run(PUT_DRAFT, siteId, version, body, baseRevision, authorId, savedAt);
    },
    async findFlowDraft(siteId) {
      const { rows } = await run(DRAFT, siteId);
      return rows[0] && toFlowDraft(rows[0]);
    },
    async addFlowCounts(counts) {
      if (counts.length === 0) return;
      await run(
        ADD_COUNTS,
        counts.map(({ siteId }) => siteId),
        counts.map(({ revision }) => revision),
        counts.map(({ day }) => day),
        counts.map(({ nodeId }) => nodeId),
        counts.map(({ measure }) => measure),
        counts.map(({ count }) => count),
        counts.map(({ totalMs }) => totalMs),
      );
    },
    sumFlowCounts: async ({ siteId, revision = null, fromDay, toDay }) =>
      (await run(SUMS, siteId, revision, fromDay, toDay)).rows.map(toFlowTotal),
  };
}
