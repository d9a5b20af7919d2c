import type { WorkRecords } from '../../ports/store-work.ts';
import { toOutbox, toReport, toTimer } from '../rows/work-rows.ts';
import { lockNamed } from './lock-named.ts';
import type { Answer, Run, Statement } from './sessions.ts';

const SET_TIMER: Statement = {
  name: 'set-timer',
  text: `INSERT INTO timer (timer_id, due_at, payload, lease_until, fence) VALUES ($1, $2, $3, 0, 0)
    ON CONFLICT (timer_id) DO UPDATE SET due_at = excluded.due_at, payload = excluded.payload, lease_until = 0, fence = 0`,
};
const CANCEL_TIMER: Statement = { name: 'cancel-timer', text: 'DELETE FROM timer WHERE timer_id = $1' };
// What another process claims at this moment is passed over, not waited for.
const CLAIM: Statement = {
  name: 'claim-timers',
  text: `WITH due AS (
      SELECT timer_id FROM timer WHERE GREATEST(due_at, lease_until) <= $1
      ORDER BY due_at, timer_id LIMIT $3 FOR UPDATE SKIP LOCKED),
    given AS MATERIALIZED (SELECT nextval('timer_fence') AS fence WHERE EXISTS (SELECT 1 FROM due))
    UPDATE timer SET lease_until = $2, fence = given.fence FROM due, given WHERE timer.timer_id = due.timer_id
    RETURNING timer.*`,
};
const COMPLETE: Statement = {
  name: 'complete-timer',
  text: 'DELETE FROM timer WHERE timer_id = $1 AND fence = $2',
};
const NEXT_TIMER: Statement = {
  name: 'next-timer',
  text: 'SELECT min(GREATEST(due_at, lease_until)) AS at FROM timer',
};
const INSERT_OUTBOX: Statement = {
  name: 'insert-outbox',
  text: `INSERT INTO outbox (outbox_id, site_id, conversation_id, state, call, attempts, due_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)`,
};
const UPDATE_OUTBOX: Statement = {
  name: 'update-outbox',
  text: 'UPDATE outbox SET state = $1, attempts = $2, due_at = $3 WHERE outbox_id = $4',
};
const FIRSTS = `SELECT min(outbox_id) FROM outbox WHERE state IN ('pending', 'unknown') GROUP BY conversation_id`;
const DUE_OUTBOX: Statement = {
  name: 'due-outbox',
  text: `SELECT * FROM outbox WHERE outbox_id IN (${FIRSTS}) AND due_at <= $1 ORDER BY outbox_id LIMIT $2`,
};
const NEXT_OUTBOX: Statement = {
  name: 'next-outbox',
  text: `SELECT min(due_at) AS at FROM outbox WHERE outbox_id IN (${FIRSTS})`,
};
// As with conversations: nothing is added about somebody who is being erased.
const INSERT_REPORT: Statement = {
  name: 'insert-report',
  text: `WITH owner AS (SELECT 1 FROM customer WHERE customer_id = $3 FOR KEY SHARE)
    INSERT INTO report (report_id, site_id, customer_id, at, body) SELECT $1, $2, $3, $4::bigint, $5::bytea
    WHERE EXISTS (SELECT 1 FROM owner) OR NOT EXISTS (SELECT 1 FROM customer WHERE customer_id = $3)
    ON CONFLICT DO NOTHING`,
};
const FIND_REPORT: Statement = {
  name: 'find-report',
  text: 'SELECT * FROM report WHERE report_id = $1',
};
const REPORTS: Statement = {
  name: 'list-reports',
  text: 'SELECT * FROM report WHERE site_id = $1 ORDER BY at, report_id LIMIT $2',
};
const GET_VALUE: Statement = { name: 'get-value', text: 'SELECT value FROM value WHERE name = $1' };
const SET_VALUE: Statement = {
  name: 'set-value',
  text: 'INSERT INTO value (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
};
const DELETE_VALUE: Statement = { name: 'delete-value', text: 'DELETE FROM value WHERE name = $1' };

/** Work that waits, and named values. `canLock` is false where nothing is changed. */
export function createWorkRecords(run: Run, canLock: boolean): WorkRecords {
  const instant = ({ rows }: Answer): number | undefined => {
    const at = rows[0]?.['at'];
    return typeof at === 'number' ? at : undefined;
  };

  return {
    async setTimer({ timerId, dueAt, payload }) {
      await run(SET_TIMER, timerId, dueAt, JSON.stringify(payload));
    },
    async cancelTimer(timerId) {
      await run(CANCEL_TIMER, timerId);
    },
    async claimTimers(now, leaseMs, limit) {
      const { rows } = await run(CLAIM, now, now + leaseMs, limit);
      // Rows of an update come in any order.
      return rows.map(toTimer).sort((a, b) => a.dueAt - b.dueAt || (a.timerId < b.timerId ? -1 : 1));
    },
    completeTimer: async (timerId, fence) => (await run(COMPLETE, timerId, fence)).count > 0,
    findNextTimerAt: async () => instant(await run(NEXT_TIMER)),
    async insertOutbox({ outboxId, siteId, conversationId, state, call, attempts, dueAt }) {
      await run(INSERT_OUTBOX, outboxId, siteId, conversationId, state, call, attempts, dueAt);
    },
    async updateOutbox(outboxId, { state, attempts, dueAt }) {
      await run(UPDATE_OUTBOX, state, attempts, dueAt, outboxId);
    },
    listDueOutbox: async (now, limit) => (await run(DUE_OUTBOX, now, limit)).rows.map(toOutbox),
    findNextOutboxAt: async () => instant(await run(NEXT_OUTBOX)),
    insertReport: async ({ reportId, siteId, customerId, at, body }) =>
      (await run(INSERT_REPORT, reportId, siteId, customerId, at, body)).count > 0,
    async findReport(reportId) {
      const [row] = (await run(FIND_REPORT, reportId)).rows;
      return row && toReport(row);
    },
    listReports: async (siteId, limit) => (await run(REPORTS, siteId, limit)).rows.map(toReport),
    async getValue(name) {
      // Who reads it in order to set it must not be overtaken, also where there is no row yet to lock.
      if (canLock) await lockNamed(run, `value:${name}`);
      const { rows } = await run(GET_VALUE, name);
      return rows[0] && String(rows[0]['value']);
    },
    async setValue(name, value) {
      await run(SET_VALUE, name, value);
    },
    async deleteValue(name) {
      await run(DELETE_VALUE, name);
    },
  };
}
