import type { DatabaseSync } from 'node:sqlite';
import { BesideError } from '@beside/protocol';
import type { CallbackCount, CallbackRecord, CallbackRecords } from '../../ports/store-callbacks.ts';
import {
  columnOf,
  type CountColumn,
  toCallback,
  toHold,
  toAttempt,
  toMeasure,
} from '../rows/callback-rows.ts';
import type { Row } from '../rows/row.ts';

/** The statements about callbacks, prepared once per connection. */
export function createCallbackRecords(database: DatabaseSync): CallbackRecords {
  const put = database.prepare(
    `INSERT INTO callback VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (callback_id) DO UPDATE SET queue_id = excluded.queue_id, status = excluded.status, is_open = excluded.is_open,
       slot_start_at = excluded.slot_start_at, due_at = excluded.due_at, queued_at = excluded.queued_at, priority = excluded.priority,
       agent_id = excluded.agent_id, owner_id = excluded.owner_id, ended_at = excluded.ended_at,
       number_hash = excluded.number_hash, prefix_hash = excluded.prefix_hash, address_hash = excluded.address_hash`,
  );
  const find = database.prepare('SELECT * FROM callback WHERE callback_id = ?');
  const ofConversation = database.prepare(
    'SELECT * FROM callback WHERE conversation_id = ? ORDER BY is_open DESC, requested_at DESC, callback_id DESC LIMIT 1',
  );
  const byNumber = database.prepare(
    'SELECT * FROM callback WHERE site_id = ? AND number_hash = ? AND is_open = 1 ORDER BY requested_at LIMIT 1',
  );
  const list = database.prepare(
    `SELECT * FROM callback WHERE site_id IN (SELECT value FROM json_each(?)) AND status IN (SELECT value FROM json_each(?))
     AND (?3 IS NULL OR agent_id = ?3) ORDER BY priority DESC, queued_at, callback_id LIMIT ?4`,
  );
  const counts = {
    number_hash: prepareCount(database, 'number_hash'),
    prefix_hash: prepareCount(database, 'prefix_hash'),
    address_hash: prepareCount(database, 'address_hash'),
    customer_id: prepareCount(database, 'customer_id'),
    site_id: prepareCount(database, 'site_id'),
  };
  const taken = database.prepare(
    `SELECT start_at, count(*) AS taken FROM (
       SELECT slot_start_at AS start_at FROM callback
         WHERE site_id = ?1 AND queue_id = ?2 AND is_open = 1 AND slot_start_at >= ?3 AND slot_start_at < ?4
         AND callback_id IS NOT ?6
       UNION ALL
       SELECT start_at FROM slot_hold
         WHERE site_id = ?1 AND queue_id = ?2 AND start_at >= ?3 AND start_at < ?4 AND expires_at > ?5 AND hold_id IS NOT ?7
     ) GROUP BY start_at ORDER BY start_at`,
  );
  const clearHolds = database.prepare(
    'DELETE FROM slot_hold WHERE expires_at <= ? OR (site_id = ? AND customer_id = ?)',
  );
  const insertHold = database.prepare('INSERT INTO slot_hold VALUES (?, ?, ?, ?, ?, ?)');
  const hold = database.prepare('SELECT * FROM slot_hold WHERE hold_id = ?');
  const deleteHold = database.prepare('DELETE FROM slot_hold WHERE hold_id = ?');
  const putAttempt = database.prepare(
    `INSERT INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (attempt_id) DO UPDATE SET call_ref = excluded.call_ref, call = excluded.call, is_open = excluded.is_open`,
  );
  const attempt = database.prepare('SELECT * FROM attempt WHERE attempt_id = ?');
  const openAttempts = database.prepare(
    'SELECT * FROM attempt WHERE is_open = 1 ORDER BY started_at, attempt_id LIMIT ?',
  );
  const insertEvent = database.prepare('INSERT INTO call_event VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const block = database.prepare('INSERT INTO blocked_number VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const blocked = database.prepare('SELECT 1 FROM blocked_number WHERE site_id = ? AND number_hash = ?');
  const insertMeasure = database.prepare(
    'INSERT INTO measure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const measures = database.prepare(
    'SELECT * FROM measure WHERE site_id = ? AND queue_id = ? AND kind = ? AND ended_at >= ? ORDER BY ended_at DESC, measure_id DESC LIMIT ?',
  );

  const later = async <Value>(action: () => Value): Promise<Value> => action();
  const asCallback = (row: Row | undefined): CallbackRecord | undefined => row && toCallback(row);

  return {
    lockName: () => later(() => undefined), // one writer: it is locked already
    putCallback: (record) =>
      later(() => {
        try {
          put.run(
            record.callbackId,
            record.conversationId,
            record.siteId,
            record.customerId,
            record.queueId,
            record.status,
            record.isOpen ? 1 : 0,
            record.slotStartAt,
            record.dueAt,
            record.queuedAt,
            record.priority,
            record.agentId,
            record.ownerId,
            record.requestedAt,
            record.endedAt,
            record.numberHash,
            record.prefixHash,
            record.addressHash,
          );
        } catch (error) {
          if (isUniqueError(error)) throw new BesideError('conflict', { cause: error });
          throw error;
        }
      }),
    findCallback: (callbackId) => later(() => asCallback(find.get(callbackId))),
    findCallbackOf: (conversationId) => later(() => asCallback(ofConversation.get(conversationId))),
    findOpenCallbackByNumber: (siteId, numberHash) =>
      later(() => asCallback(byNumber.get(siteId, numberHash))),
    listCallbacks: ({ siteIds, statuses, agentId, limit }) =>
      later(() =>
        list.all(JSON.stringify(siteIds), JSON.stringify(statuses), agentId ?? null, limit).map(toCallback),
      ),
    countCallbacks: (siteId, by, sinceAt) =>
      later(() => {
        const [column, value] = columnOf(by, siteId);
        const row = counts[column].get(siteId, value, sinceAt);
        return {
          requested: row?.['requested'],
          open: row?.['open'],
          numbers: row?.['numbers'],
        } as CallbackCount; // counts are numbers
      }),
    listTakenSlots: ({ siteId, queueId, fromAt, toAt, now, exceptCallbackId, exceptHoldId }) =>
      later(() =>
        taken
          .all(siteId, queueId, fromAt, toAt, now, exceptCallbackId ?? null, exceptHoldId ?? null)
          .map((row) => ({ startAt: Number(row['start_at']), taken: Number(row['taken']) })),
      ),
    putHold: ({ holdId, siteId, queueId, customerId, startAt, expiresAt }, now) =>
      later(() => {
        clearHolds.run(now, siteId, customerId);
        insertHold.run(holdId, siteId, queueId, customerId, startAt, expiresAt);
      }),
    findHold: (holdId) =>
      later(() => {
        const row = hold.get(holdId);
        return row && toHold(row);
      }),
    deleteHold: (holdId) => later(() => void deleteHold.run(holdId)),
    putAttempt: (record) =>
      later(() => {
        const { attemptId, callbackId, conversationId, siteId, callRef, call, startedAt, isOpen } = record;
        putAttempt.run(
          attemptId,
          callbackId,
          conversationId,
          siteId,
          callRef,
          call,
          startedAt,
          isOpen ? 1 : 0,
        );
      }),
    findAttempt: (attemptId) =>
      later(() => {
        const row = attempt.get(attemptId);
        return row && toAttempt(row);
      }),
    listOpenAttempts: (limit) => later(() => openAttempts.all(limit).map(toAttempt)),
    insertCallEvent: (provider, eventId, at) =>
      later(() => insertEvent.run(provider, eventId, at).changes > 0),
    blockNumber: (siteId, numberHash, at) => later(() => void block.run(siteId, numberHash, at)),
    isNumberBlocked: (siteId, numberHash) => later(() => blocked.get(siteId, numberHash) !== undefined),
    insertMeasure: (record) =>
      later(() => {
        const { measureId, siteId, queueId, channel, kind, endedAt, tookMs, fromMs, toMs } = record;
        insertMeasure.run(measureId, siteId, queueId, channel, kind, endedAt, tookMs, fromMs, toMs);
      }),
    listMeasures: (siteId, queueId, kind, sinceAt, limit) =>
      later(() => measures.all(siteId, queueId, kind, sinceAt, limit).map(toMeasure)),
  };
}

function prepareCount(database: DatabaseSync, column: CountColumn) {
  return database.prepare(
    `SELECT count(*) FILTER (WHERE requested_at >= ?3) AS requested, count(*) FILTER (WHERE is_open = 1) AS open,
     count(DISTINCT number_hash) FILTER (WHERE requested_at >= ?3) AS numbers
     FROM callback WHERE site_id = ?1 AND ${column} = ?2 AND (requested_at >= ?3 OR is_open = 1)`,
  );
}

/** Result code 19, SQLITE_CONSTRAINT. */
function isUniqueError(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 19;
}
