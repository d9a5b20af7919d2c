import type {
  AttemptRecord,
  CallbackCountedBy,
  CallbackRecord,
  HoldRecord,
  MeasureRecord,
} from '../../ports/store-callbacks.ts';
import type { Row } from './row.ts';

// The columns are typed, and written only by the statements of the stores: that is the proof of the casts below.

/** A row of `callback`. */
export function toCallback(row: Row): CallbackRecord {
  return {
    callbackId: row['callback_id'],
    conversationId: row['conversation_id'],
    siteId: row['site_id'],
    customerId: row['customer_id'],
    queueId: row['queue_id'],
    status: row['status'],
    isOpen: row['is_open'] === 1,
    slotStartAt: row['slot_start_at'],
    dueAt: row['due_at'],
    queuedAt: row['queued_at'],
    priority: row['priority'],
    agentId: row['agent_id'],
    ownerId: row['owner_id'],
    requestedAt: row['requested_at'],
    endedAt: row['ended_at'],
    numberHash: row['number_hash'],
    prefixHash: row['prefix_hash'],
    addressHash: row['address_hash'],
  } as CallbackRecord;
}

/** A row of `slot_hold`. */
export function toHold(row: Row): HoldRecord {
  return {
    holdId: row['hold_id'],
    siteId: row['site_id'],
    queueId: row['queue_id'],
    customerId: row['customer_id'],
    startAt: row['start_at'],
    expiresAt: row['expires_at'],
  } as HoldRecord;
}

/** A row of `attempt`. */
export function toAttempt(row: Row): AttemptRecord {
  return {
    attemptId: row['attempt_id'],
    callbackId: row['callback_id'],
    conversationId: row['conversation_id'],
    siteId: row['site_id'],
    callRef: row['call_ref'],
    call: row['call'],
    startedAt: row['started_at'],
    isOpen: row['is_open'] === 1,
  } as AttemptRecord;
}

/** A row of `measure`. */
export function toMeasure(row: Row): MeasureRecord {
  return {
    measureId: row['measure_id'],
    siteId: row['site_id'],
    queueId: row['queue_id'],
    channel: row['channel'],
    kind: row['kind'],
    endedAt: row['ended_at'],
    tookMs: row['took_ms'],
    fromMs: row['from_ms'],
    toMs: row['to_ms'],
  } as MeasureRecord;
}

/** A column by which callbacks are counted. */
export type CountColumn = 'number_hash' | 'prefix_hash' | 'address_hash' | 'customer_id' | 'site_id';

/** What is counted by, as a column and its value. */
export function columnOf(by: CallbackCountedBy, siteId: string): readonly [CountColumn, string] {
  if ('numberHash' in by) return ['number_hash', by.numberHash];
  if ('prefixHash' in by) return ['prefix_hash', by.prefixHash];
  if ('addressHash' in by) return ['address_hash', by.addressHash];
  if ('customerId' in by) return ['customer_id', by.customerId];
  return ['site_id', siteId];
}
