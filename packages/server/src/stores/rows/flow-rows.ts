import type {
  FlowDraftRecord,
  FlowRevisionHead,
  FlowRevisionRecord,
  FlowTotal,
} from '../../ports/store-flows.ts';
import type { Row } from './row.ts';

// The columns are typed, and written only by the statements of the stores: that is the proof of the casts below.

/** A row of `flow_revision` without its body. */
export function toFlowHead(row: Row): FlowRevisionHead {
  return {
    siteId: row['site_id'],
    revision: row['revision'],
    authorId: row['author_id'],
    note: row['note'],
    restores: row['restores'],
    createdAt: row['created_at'],
    publishedAt: row['published_at'],
  } as FlowRevisionHead;
}

/** A row of `flow_revision`. */
export function toFlowRevision(row: Row): FlowRevisionRecord {
  return { ...toFlowHead(row), body: row['body'] as string };
}

/** A row of `flow_draft`. */
export function toFlowDraft(row: Row): FlowDraftRecord {
  return {
    siteId: row['site_id'],
    version: row['version'],
    body: row['body'],
    baseRevision: row['base_revision'],
    authorId: row['author_id'],
    savedAt: row['saved_at'],
  } as FlowDraftRecord;
}

/** A sum over rows of `flow_count`. */
export function toFlowTotal(row: Row): FlowTotal {
  return {
    revision: row['revision'],
    nodeId: row['node_id'],
    measure: row['measure'],
    count: row['count'],
    totalMs: row['total_ms'],
  } as FlowTotal;
}
