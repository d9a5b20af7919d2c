import type { ConversationRecord, StoredEntry } from '../../ports/store.ts';
import type { Row } from './row.ts';

// The columns are typed, and written only by the statements of the stores: that is the proof of the casts below.

/** A row of `conversation`. */
export function toRecord(row: Row): ConversationRecord {
  return {
    conversationId: row['conversation_id'],
    siteId: row['site_id'],
    customerId: row['customer_id'],
    epoch: row['epoch'],
    lastSeq: row['last_seq'],
    lastEntryId: row['last_entry_id'],
    status: row['status'],
    queueId: row['queue_id'],
    queuedAt: row['queued_at'],
    priority: row['priority'],
    agentId: row['agent_id'],
    startedAt: row['started_at'],
    endedAt: row['ended_at'],
    customer: { deliveredSeq: row['customer_delivered'], readSeq: row['customer_read'] },
    agent: { deliveredSeq: row['agent_delivered'], readSeq: row['agent_read'] },
  } as ConversationRecord;
}

/** A row of `entry`. */
export function toEntry(row: Row): StoredEntry {
  return {
    seq: row['seq'],
    id: row['id'],
    type: row['type'],
    at: row['at'],
    body: row['body'],
    commandId: row['command_id'],
    commandHash: row['command_hash'],
    backendId: row['backend_id'],
  } as StoredEntry;
}
