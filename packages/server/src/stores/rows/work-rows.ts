import type { ClaimedTimer, OutboxRecord, ReportRecord } from '../../ports/store-work.ts';
import type { Row } from './row.ts';

// The columns are typed, and written only by the statements of the stores: that is the proof of the casts below.

/** A row of `timer`. */
export function toTimer(row: Row): ClaimedTimer {
  return {
    timerId: row['timer_id'],
    dueAt: row['due_at'],
    payload: JSON.parse(String(row['payload'])) as ClaimedTimer['payload'],
    fence: row['fence'],
  } as ClaimedTimer;
}

/** A row of `outbox`. */
export function toOutbox(row: Row): OutboxRecord {
  return {
    outboxId: row['outbox_id'],
    siteId: row['site_id'],
    conversationId: row['conversation_id'],
    state: row['state'],
    call: row['call'],
    attempts: row['attempts'],
    dueAt: row['due_at'],
  } as OutboxRecord;
}

/** A row of `report`. */
export function toReport(row: Row): ReportRecord {
  return {
    reportId: row['report_id'],
    siteId: row['site_id'],
    customerId: row['customer_id'],
    at: row['at'],
    body: row['body'],
  } as ReportRecord;
}
