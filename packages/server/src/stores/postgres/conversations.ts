import { BesideError, mergeReceipt, type ConversationId } from '@beside/protocol';
import type { ConversationRecord, ConversationRecords, StoredEntry } from '../../ports/store.ts';
import { toEntry, toRecord } from '../rows/conversation-rows.ts';
import type { Row } from '../rows/row.ts';
import type { Run, Statement } from './sessions.ts';

const FIND: Statement = {
  name: 'find-conversation',
  text: 'SELECT * FROM conversation WHERE conversation_id = $1',
};
const LOCK: Statement = {
  name: 'lock-conversation',
  text: 'SELECT * FROM conversation WHERE conversation_id = $1 FOR UPDATE',
};
// Whoever is being erased meanwhile is waited for, and gets no conversation any more: the row is seen, but cannot be locked.
const INSERT: Statement = {
  name: 'insert-conversation',
  text: `WITH owner AS (SELECT 1 FROM customer WHERE customer_id = $3 FOR KEY SHARE)
    INSERT INTO conversation (conversation_id, site_id, customer_id, epoch, last_seq, status, queue_id, queued_at, priority,
      agent_id, started_at, ended_at, customer_delivered, customer_read, agent_delivered, agent_read, last_entry_id)
    SELECT $1, $2, $3, $4, $5::bigint, $6, $7, $8::bigint, $9::bigint, $10, $11::bigint, $12::bigint, $13::bigint, $14::bigint,
      $15::bigint, $16::bigint, $17
    WHERE EXISTS (SELECT 1 FROM owner) OR NOT EXISTS (SELECT 1 FROM customer WHERE customer_id = $3)
    ON CONFLICT DO NOTHING`,
};
// One round trip for all of it, however many entries there are. A key that is there already breaks the transaction.
const APPEND: Statement = {
  name: 'append',
  text: `WITH moved AS (
      UPDATE conversation SET last_seq = $2, last_entry_id = $3, status = $4, queue_id = $5, queued_at = $6, priority = $7,
        agent_id = $8, ended_at = $9
      WHERE conversation_id = $1 AND last_seq = $10 RETURNING conversation_id)
    INSERT INTO entry (conversation_id, seq, id, type, at, body, command_id, command_hash, backend_id)
    SELECT moved.conversation_id, given.* FROM moved, unnest($11::bigint[], $12::text[], $13::text[], $14::bigint[],
      $15::bytea[], $16::text[], $17::text[], $18::text[]) AS given`,
};
const BY_COMMAND: Statement = {
  name: 'entry-by-command',
  text: 'SELECT * FROM entry WHERE conversation_id = $1 AND command_id = $2',
};
const BY_BACKEND: Statement = {
  name: 'entry-by-backend',
  text: 'SELECT * FROM entry WHERE conversation_id = $1 AND backend_id = $2',
};
const RECEIPTS: Statement = {
  name: 'raise-receipts',
  text: `UPDATE conversation SET customer_delivered = $2, customer_read = $3, agent_delivered = $4, agent_read = $5
    WHERE conversation_id = $1`,
};
const LATEST: Statement = {
  name: 'latest-conversation',
  text: `SELECT * FROM conversation WHERE site_id = $1 AND customer_id = $2
    ORDER BY started_at DESC, conversation_id DESC LIMIT 1`,
};
const OF_CUSTOMER: Statement = {
  name: 'conversations-of-customer',
  text: `SELECT * FROM conversation WHERE site_id = $1 AND customer_id = $2 AND (started_at, conversation_id) < ($3, $4)
    ORDER BY started_at DESC, conversation_id DESC LIMIT $5`,
};
const LIST: Statement = {
  name: 'list-conversations',
  text: `SELECT * FROM conversation WHERE site_id = ANY ($1) AND status = ANY ($2) AND ($3::text IS NULL OR agent_id = $3)
    ORDER BY priority DESC, queued_at, conversation_id LIMIT $4`,
};
const AFTER: Statement = {
  name: 'entries-after',
  text: 'SELECT * FROM entry WHERE conversation_id = $1 AND seq > $2 ORDER BY seq LIMIT $3',
};
const BEFORE: Statement = {
  name: 'entries-before',
  text: 'SELECT * FROM entry WHERE conversation_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3',
};

/** Conversations and entries. `canLock` is false where nothing is changed. */
export function createConversationRecords(run: Run, canLock: boolean): ConversationRecords {
  const findOne = async (
    conversationId: ConversationId,
    statement: Statement,
  ): Promise<ConversationRecord | undefined> => {
    const { rows } = await run(statement, conversationId);
    return rows[0] && toRecord(rows[0]);
  };
  const lock = (conversationId: ConversationId) => findOne(conversationId, canLock ? LOCK : FIND);
  const entry = (rows: readonly Row[]): StoredEntry | undefined => rows[0] && toEntry(rows[0]);

  return {
    lockConversation: lock,
    findConversation: (conversationId) => findOne(conversationId, FIND),
    async insertConversation(record) {
      const { customer, agent } = record;
      const { count } = await run(
        INSERT,
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
      if (count === 0) throw new BesideError('conflict');
    },
    async appendEntries(conversationId, entries, projection) {
      const first = entries[0];
      const last = entries.at(-1);
      if (!first || !last) return;
      if (entries.some(({ seq }, index) => seq !== first.seq + index)) throw new BesideError('conflict');
      const { status, queueId, queuedAt, priority, agentId, endedAt } = projection;
      const { count } = await run(
        APPEND,
        conversationId,
        last.seq,
        last.id,
        status,
        queueId,
        queuedAt,
        priority,
        agentId,
        endedAt,
        first.seq - 1,
        entries.map(({ seq }) => seq),
        entries.map(({ id }) => id),
        entries.map(({ type }) => type),
        entries.map(({ at }) => at),
        entries.map(({ body }) => Buffer.from(body.buffer, body.byteOffset, body.byteLength)),
        entries.map(({ commandId }) => commandId),
        entries.map(({ commandHash }) => commandHash),
        entries.map(({ backendId }) => backendId),
      );
      if (count === 0) throw new BesideError('conflict');
    },
    findEntryByCommand: async (conversationId, commandId) =>
      entry((await run(BY_COMMAND, conversationId, commandId)).rows),
    findEntryByBackend: async (conversationId, backendId) =>
      entry((await run(BY_BACKEND, conversationId, backendId)).rows),
    async raiseReceipt(conversationId, side, receipt) {
      const record = await lock(conversationId);
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
      const { customer, agent } = raised;
      await run(
        RECEIPTS,
        conversationId,
        customer.deliveredSeq,
        customer.readSeq,
        agent.deliveredSeq,
        agent.readSeq,
      );
      return raised;
    },
    findLatestConversation: async (siteId, customerId) => {
      const { rows } = await run(LATEST, siteId, customerId);
      return rows[0] && toRecord(rows[0]);
    },
    listConversationsOfCustomer: async (siteId, customerId, before, limit) => {
      const { startedAt, conversationId } = before ?? {
        startedAt: Number.MAX_SAFE_INTEGER,
        conversationId: '',
      };
      const { rows } = await run(OF_CUSTOMER, siteId, customerId, startedAt, conversationId, limit);
      return rows.map(toRecord);
    },
    listConversations: async ({ siteIds, statuses, agentId, limit }) =>
      (await run(LIST, siteIds, statuses, agentId ?? null, limit)).rows.map(toRecord),
    listEntriesAfter: async (conversationId, afterSeq, limit) =>
      (await run(AFTER, conversationId, afterSeq, limit)).rows.map(toEntry),
    listEntriesBefore: async (conversationId, beforeSeq, limit) =>
      (await run(BEFORE, conversationId, beforeSeq, limit)).rows.map(toEntry).reverse(),
  };
}
