import type { DatabaseSync } from 'node:sqlite';
import { BesideError, mergeReceipt, type ConversationId } from '@beside/protocol';
import type { ConversationRecord, ConversationRecords, StoredEntry } from '../../ports/store.ts';
import { toRecord, toEntry } from '../rows/conversation-rows.ts';
import type { Row } from '../rows/row.ts';

/** The statements about conversations and entries, prepared once per connection. */
export function createConversationRecords(database: DatabaseSync): ConversationRecords {
  const find = database.prepare('SELECT * FROM conversation WHERE conversation_id = ?');
  const insert = database.prepare(
    `INSERT INTO conversation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const insertEntry = database.prepare(
    'INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const move = database.prepare(
    `UPDATE conversation SET last_seq = ?, last_entry_id = ?, status = ?, queue_id = ?, queued_at = ?, priority = ?, agent_id = ?, ended_at = ?
     WHERE conversation_id = ? AND last_seq = ?`,
  );
  const receipts = database.prepare(
    `UPDATE conversation SET customer_delivered = ?, customer_read = ?, agent_delivered = ?, agent_read = ? WHERE conversation_id = ?`,
  );
  const byCommand = database.prepare('SELECT * FROM entry WHERE conversation_id = ? AND command_id = ?');
  const byBackend = database.prepare('SELECT * FROM entry WHERE conversation_id = ? AND backend_id = ?');
  const latest = database.prepare(
    'SELECT * FROM conversation WHERE site_id = ? AND customer_id = ? ORDER BY started_at DESC, conversation_id DESC LIMIT 1',
  );
  const ofCustomer = database.prepare(
    `SELECT * FROM conversation WHERE site_id = ? AND customer_id = ? AND (started_at, conversation_id) < (?, ?)
     ORDER BY started_at DESC, conversation_id DESC LIMIT ?`,
  );
  const list = database.prepare(
    `SELECT * FROM conversation WHERE site_id IN (SELECT value FROM json_each(?)) AND status IN (SELECT value FROM json_each(?))
     AND (? IS NULL OR agent_id = ?) ORDER BY priority DESC, queued_at, conversation_id LIMIT ?`,
  );
  const after = database.prepare(
    'SELECT * FROM entry WHERE conversation_id = ? AND seq > ? ORDER BY seq LIMIT ?',
  );
  const before = database.prepare(
    'SELECT * FROM entry WHERE conversation_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
  );

  const findOne = (conversationId: ConversationId): ConversationRecord | undefined => {
    const row = find.get(conversationId);
    return row && toRecord(row);
  };
  const one = (row: Row | undefined): StoredEntry | undefined => row && toEntry(row);

  const later = async <Value>(action: () => Value): Promise<Value> => action();

  return {
    lockConversation: (conversationId) => later(() => findOne(conversationId)), // one writer: it is locked already
    findConversation: (conversationId) => later(() => findOne(conversationId)),
    insertConversation: (record) =>
      later(() => {
        const { customer, agent } = record;
        const { changes } = insert.run(
          record.conversationId,
          record.siteId,
          record.customerId,
          record.epoch,
          record.lastSeq,
          record.status,
          record.queueId,
          record.queuedAt,
          record.priority,
          record.agentId,
          record.startedAt,
          record.endedAt,
          customer.deliveredSeq,
          customer.readSeq,
          agent.deliveredSeq,
          agent.readSeq,
          record.lastEntryId,
        );
        if (changes === 0) throw new BesideError('conflict');
      }),
    appendEntries: (conversationId, entries, projection) =>
      later(() => {
        const first = entries[0];
        const last = entries.at(-1);
        if (!first || !last) return;
        for (const [index, entry] of entries.entries()) {
          if (entry.seq !== first.seq + index) throw new BesideError('conflict');
          const { changes } = insertEntry.run(
            conversationId,
            entry.seq,
            entry.id,
            entry.type,
            entry.at,
            entry.body,
            entry.commandId,
            entry.commandHash,
            entry.backendId,
          );
          if (changes === 0) throw new BesideError('conflict');
        }
        const { status, queueId, queuedAt, priority, agentId, endedAt } = projection;
        const { changes } = move.run(
          last.seq,
          last.id,
          status,
          queueId,
          queuedAt,
          priority,
          agentId,
          endedAt,
          conversationId,
          first.seq - 1,
        );
        if (changes === 0) throw new BesideError('conflict');
      }),
    findEntryByCommand: (conversationId, commandId) =>
      later(() => one(byCommand.get(conversationId, commandId))),
    findEntryByBackend: (conversationId, backendId) =>
      later(() => one(byBackend.get(conversationId, backendId))),
    raiseReceipt: (conversationId, side, receipt) =>
      later(() => {
        const record = findOne(conversationId);
        if (!record) throw new BesideError('not_found');
        const capped = {
          deliveredSeq: Math.min(receipt.deliveredSeq ?? 0, record.lastSeq),
          readSeq: Math.min(receipt.readSeq ?? 0, record.lastSeq),
        };
        const raised = {
          customer: record.customer,
          agent: record.agent,
          [side]: mergeReceipt(record[side], capped),
        };
        // Most repeat what is known already.
        const { deliveredSeq, readSeq } = record[side];
        if (raised[side].deliveredSeq === deliveredSeq && raised[side].readSeq === readSeq) return raised;
        receipts.run(
          raised.customer.deliveredSeq,
          raised.customer.readSeq,
          raised.agent.deliveredSeq,
          raised.agent.readSeq,
          conversationId,
        );
        return raised;
      }),
    findLatestConversation: (siteId, customerId) =>
      later(() => {
        const row = latest.get(siteId, customerId);
        return row && toRecord(row);
      }),
    listConversationsOfCustomer: (siteId, customerId, before, limit) =>
      later(() => {
        const { startedAt, conversationId } = before ?? {
          startedAt: Number.MAX_SAFE_INTEGER,
          conversationId: '',
        };
        return ofCustomer.all(siteId, customerId, startedAt, conversationId, limit).map(toRecord);
      }),
    listConversations: ({ siteIds, statuses, agentId, limit }) =>
      later(() =>
        list
          .all(JSON.stringify(siteIds), JSON.stringify(statuses), agentId ?? null, agentId ?? null, limit)
          .map(toRecord),
      ),
    listEntriesAfter: (conversationId, afterSeq, limit) =>
      later(() => after.all(conversationId, afterSeq, limit).map(toEntry)),
    listEntriesBefore: (conversationId, beforeSeq, limit) =>
      later(() => before.all(conversationId, beforeSeq, limit).map(toEntry).reverse()),
  };
}
