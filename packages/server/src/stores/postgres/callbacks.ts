import { BesideError } from '@beside/protocol';
import type { CallbackCount, CallbackRecord, CallbackRecords } from '../../ports/store-callbacks.ts';
import {
  columnOf,
  toAttempt,
  toCallback,
  toHold,
  toMeasure,
  type CountColumn,
} from '../rows/callback-rows.ts';
import { lockNamed } from './lock-named.ts';
import type { Answer, Run, Statement } from './sessions.ts';

// Another open one of the conversation is looked for here, so that finding one breaks nothing; of two that come at the same
// moment the index refuses one.
const PUT: Statement = {
  name: 'put-callback',
  text: `INSERT INTO callback (callback_id, conversation_id, site_id, customer_id, queue_id, status, is_open, slot_start_at, due_at,
      queued_at, priority, agent_id, owner_id, requested_at, ended_at, number_hash, prefix_hash, address_hash)
    SELECT $1, $2, $3, $4, $5, $6, $7::integer, $8::bigint, $9::bigint, $10::bigint, $11::bigint, $12, $13, $14::bigint,
      $15::bigint, $16, $17, $18
    WHERE $7::integer = 0 OR NOT EXISTS
      (SELECT 1 FROM callback WHERE conversation_id = $2 AND is_open = 1 AND callback_id <> $1)
    ON CONFLICT (callback_id) DO UPDATE SET queue_id = excluded.queue_id, status = excluded.status, is_open = excluded.is_open,
      slot_start_at = excluded.slot_start_at, due_at = excluded.due_at, queued_at = excluded.queued_at,
      priority = excluded.priority, agent_id = excluded.agent_id, owner_id = excluded.owner_id, ended_at = excluded.ended_at,
      number_hash = excluded.number_hash, prefix_hash = excluded.prefix_hash, address_hash = excluded.address_hash`,
};
const FIND: Statement = { name: 'find-callback', text: 'SELECT * FROM callback WHERE callback_id = $1' };
const OF_CONVERSATION: Statement = {
  name: 'callback-of-conversation',
  text: `SELECT * FROM callback WHERE conversation_id = $1
    ORDER BY is_open DESC, requested_at DESC, callback_id DESC LIMIT 1`,
};
const BY_NUMBER: Statement = {
  name: 'callback-by-number',
  text: `SELECT * FROM callback WHERE site_id = $1 AND number_hash = $2 AND is_open = 1 ORDER BY requested_at LIMIT 1`,
};
const LIST: Statement = {
  name: 'list-callbacks',
  text: `SELECT * FROM callback WHERE site_id = ANY ($1) AND status = ANY ($2) AND ($3::text IS NULL OR agent_id = $3)
    ORDER BY priority DESC, queued_at, callback_id LIMIT $4`,
};
const COUNTS: Readonly<Record<CountColumn, Statement>> = {
  number_hash: countBy('number_hash'),
  prefix_hash: countBy('prefix_hash'),
  address_hash: countBy('address_hash'),
  customer_id: countBy('customer_id'),
  site_id: countBy('site_id'),
};
const TAKEN: Statement = {
  name: 'taken-slots',
  text: `SELECT start_at, count(*) AS taken FROM (
      SELECT slot_start_at AS start_at FROM callback
        WHERE site_id = $1 AND queue_id = $2 AND is_open = 1 AND slot_start_at >= $3 AND slot_start_at < $4
        AND callback_id IS DISTINCT FROM $6
      UNION ALL
      SELECT start_at FROM slot_hold
        WHERE site_id = $1 AND queue_id = $2 AND start_at >= $3 AND start_at < $4 AND expires_at > $5
        AND hold_id IS DISTINCT FROM $7
    ) AS places GROUP BY start_at ORDER BY start_at`,
};
const CLEAR_HOLDS: Statement = {
  name: 'clear-holds',
  text: 'DELETE FROM slot_hold WHERE expires_at <= $1 OR (site_id = $2 AND customer_id = $3)',
};
const INSERT_HOLD: Statement = {
  name: 'insert-hold',
  text: `INSERT INTO slot_hold (hold_id, site_id, queue_id, customer_id, start_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6)`,
};
const HOLD: Statement = { name: 'find-hold', text: 'SELECT * FROM slot_hold WHERE hold_id = $1' };
const DELETE_HOLD: Statement = { name: 'delete-hold', text: 'DELETE FROM slot_hold WHERE hold_id = $1' };
const PUT_ATTEMPT: Statement = {
  name: 'put-attempt',
  text: `INSERT INTO attempt (attempt_id, callback_id, conversation_id, site_id, call_ref, call, started_at, is_open)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (attempt_id) DO UPDATE SET call_ref = excluded.call_ref, call = excluded.call, is_open = excluded.is_open`,
};
const ATTEMPT: Statement = { name: 'find-attempt', text: 'SELECT * FROM attempt WHERE attempt_id = $1' };
const OPEN_ATTEMPTS: Statement = {
  name: 'open-attempts',
  text: 'SELECT * FROM attempt WHERE is_open = 1 ORDER BY started_at, attempt_id LIMIT $1',
};
const INSERT_EVENT: Statement = {
  name: 'insert-call-event',
  text: 'INSERT INTO call_event (provider, event_id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
};
const BLOCK: Statement = {
  name: 'block-number',
  text: 'INSERT INTO blocked_number (site_id, number_hash, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
};
const BLOCKED: Statement = {
  name: 'blocked-number',
  text: 'SELECT 1 FROM blocked_number WHERE site_id = $1 AND number_hash = $2',
};
const INSERT_MEASURE: Statement = {
  name: 'insert-measure',
  text: `INSERT INTO measure (measure_id, site_id, queue_id, channel, kind, ended_at, took_ms, from_ms, to_ms)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
};
const MEASURES: Statement = {
  name: 'list-measures',
  text: `SELECT * FROM measure WHERE site_id = $1 AND queue_id = $2 AND kind = $3 AND ended_at >= $4
    ORDER BY ended_at DESC, measure_id DESC LIMIT $5`,
};

/** Callbacks, slots, attempts and what was measured. `canLock` is false where nothing is changed. */
export function createCallbackRecords(run: Run, canLock: boolean): CallbackRecords {
  const first = ({ rows }: Answer): CallbackRecord | undefined => rows[0] && toCallback(rows[0]);

  return {
    async lockName(name) {
      if (canLock) await lockNamed(run, `name:${name}`);
    },
    async putCallback(record) {
      const { count } = await run(
        PUT,
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
      if (count === 0) throw new BesideError('conflict');
    },
    findCallback: async (callbackId) => first(await run(FIND, callbackId)),
    findCallbackOf: async (conversationId) => first(await run(OF_CONVERSATION, conversationId)),
    findOpenCallbackByNumber: async (siteId, numberHash) => first(await run(BY_NUMBER, siteId, numberHash)),
    listCallbacks: async ({ siteIds, statuses, agentId, limit }) =>
      (await run(LIST, siteIds, statuses, agentId ?? null, limit)).rows.map(toCallback),
    async countCallbacks(siteId, by, sinceAt) {
      const [column, value] = columnOf(by, siteId);
      const { rows } = await run(COUNTS[column], siteId, value, sinceAt);
      return {
        requested: rows[0]?.['requested'],
        open: rows[0]?.['open'],
        numbers: rows[0]?.['numbers'],
      } as CallbackCount; // counts are numbers
    },
    async listTakenSlots({ siteId, queueId, fromAt, toAt, now, exceptCallbackId, exceptHoldId }) {
      const except = [exceptCallbackId ?? null, exceptHoldId ?? null];
      const { rows } = await run(TAKEN, siteId, queueId, fromAt, toAt, now, ...except);
      return rows.map((row) => ({ startAt: Number(row['start_at']), taken: Number(row['taken']) }));
    },
    async putHold({ holdId, siteId, queueId, customerId, startAt, expiresAt }, now) {
      // Two pages of one customer at the same moment would not see each other's hold.
      await lockNamed(run, `hold:${siteId}:${customerId}`);
      await run(CLEAR_HOLDS, now, siteId, customerId);
      await run(INSERT_HOLD, holdId, siteId, queueId, customerId, startAt, expiresAt);
    },
    async findHold(holdId) {
      const { rows } = await run(HOLD, holdId);
      return rows[0] && toHold(rows[0]);
    },
    async deleteHold(holdId) {
      await run(DELETE_HOLD, holdId);
    },
    async putAttempt({ attemptId, callbackId, conversationId, siteId, callRef, call, startedAt, isOpen }) {
      const open = isOpen ? 1 : 0;
      await run(PUT_ATTEMPT, attemptId, callbackId, conversationId, siteId, callRef, call, startedAt, open);
    },
    async findAttempt(attemptId) {
      const { rows } = await run(ATTEMPT, attemptId);
      return rows[0] && toAttempt(rows[0]);
    },
    listOpenAttempts: async (limit) => (await run(OPEN_ATTEMPTS, limit)).rows.map(toAttempt),
    insertCallEvent: async (provider, eventId, at) =>
      (await run(INSERT_EVENT, provider, eventId, at)).count > 0,
    async blockNumber(siteId, numberHash, at) {
      await run(BLOCK, siteId, numberHash, at);
    },
    isNumberBlocked: async (siteId, numberHash) => (await run(BLOCKED, siteId, numberHash)).count > 0,
    async insertMeasure({ measureId, siteId, queueId, channel, kind, endedAt, tookMs, fromMs, toMs }) {
      await run(INSERT_MEASURE, measureId, siteId, queueId, channel, kind, endedAt, tookMs, fromMs, toMs);
    },
    listMeasures: async (siteId, queueId, kind, sinceAt, limit) =>
      (await run(MEASURES, siteId, queueId, kind, sinceAt, limit)).rows.map(toMeasure),
  };
}

function countBy(column: CountColumn): Statement {
  return {
    name: `count-by-${column}`,
    text: `SELECT count(*) FILTER (WHERE requested_at >= $3) AS requested, count(*) FILTER (WHERE is_open = 1) AS open,
      count(DISTINCT number_hash) FILTER (WHERE requested_at >= $3) AS numbers
      FROM callback WHERE site_id = $1 AND ${column} = $2 AND (requested_at >= $3 OR is_open = 1)`,
  };
}
