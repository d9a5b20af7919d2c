import type { DatabaseSync } from 'node:sqlite';
import { BesideError } from '@beside/protocol';
import type { FlowRecords } from '../../ports/store-flows.ts';
import { toFlowDraft, toFlowHead, toFlowRevision, toFlowTotal } from '../rows/flow-rows.ts';

const HEAD = 'site_id, revision, author_id, note, restores, created_at, published_at';

/** The statements about flows, prepared once per connection. */
export function createFlowRecords(database: DatabaseSync): FlowRecords {
  const insertRevision = database.prepare(
    'INSERT INTO flow_revision VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const revision = database.prepare('SELECT * FROM flow_revision WHERE site_id = ? AND revision = ?');
  const revisions = database.prepare(
    `SELECT ${HEAD} FROM flow_revision WHERE site_id = ? AND revision < ? ORDER BY revision DESC LIMIT ?`,
  );
  const putDraft = database.prepare('INSERT OR REPLACE INTO flow_draft VALUES (?, ?, ?, ?, ?, ?)');
  const draft = database.prepare('SELECT * FROM flow_draft WHERE site_id = ?');
  const addCount = database.prepare(
    `INSERT INTO flow_count VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
     count = count + excluded.count, total_ms = total_ms + excluded.total_ms`,
  );
  const sums = database.prepare(
    `SELECT revision, node_id, measure, sum(count) AS count, sum(total_ms) AS total_ms FROM flow_count
     WHERE site_id = ?1 AND (?2 IS NULL OR revision = ?2) AND day BETWEEN ?3 AND ?4
     GROUP BY revision, node_id, measure ORDER BY revision, node_id, measure`,
  );

  const later = async <Value>(action: () => Value): Promise<Value> => action();

  return {
    insertFlowRevision: (record) =>
      later(() => {
        const { siteId, body, authorId, note, restores, createdAt, publishedAt } = record;
        const { changes } = insertRevision.run(
          ...[siteId, record.revision, body, authorId, note, restores, createdAt, publishedAt],
        );
        if (changes === 0) throw new BesideError('conflict');
      }),
    findFlowRevision: (siteId, number) =>
      later(() => {
        const row = revision.get(siteId, number);
        return row && toFlowRevision(row);
      }),
    listFlowRevisions: (siteId, before, limit) =>
      later(() => revisions.all(siteId, before ?? Number.MAX_SAFE_INTEGER, limit).map(toFlowHead)),
    putFlowDraft: ({ siteId, version, body, baseRevision, authorId, savedAt }) =>
      later(() => void putDraft.run(siteId, version, body, baseRevision, authorId, savedAt)),
    findFlowDraft: (siteId) =>
      later(() => {
        const row = draft.get(siteId);
        return row && toFlowDraft(row);
      }),
    addFlowCounts: (counts) =>
      later(() => {
        for (const { siteId, revision: number, day, nodeId, measure, count, totalMs } of counts)
          addCount.run(siteId, number, day, nodeId, measure, count, totalMs);
      }),
    sumFlowCounts: ({ siteId, revision: number = null, fromDay, toDay }) =>
      later(() => sums.all(siteId, number, fromDay, toDay).map(toFlowTotal)),
  };
}
