import type { DatabaseSync } from 'node:sqlite';
import type { WorkRecords } from '../../ports/store-work.ts';
import { toTimer, toOutbox, toReport } from '../rows/work-rows.ts';
import type { Row } from '../rows/row.ts';

/** The statements about work that waits, prepared once per connection. */
export function createWorkRecords(database: DatabaseSync): WorkRecords {
  const setTimer = database.prepare(
    'INSERT INTO timer VALUES (?, ?, ?, 0, 0) ON CONFLICT (timer_id) DO UPDATE SET due_at = excluded.due_at, payload = excluded.payload, lease_until = 0, fence = 0',
  );
  const cancelTimer = database.prepare('DELETE FROM timer WHERE timer_id = ?');
  const dueTimers = database.prepare(
    'SELECT * FROM timer WHERE due_at <= ?1 AND lease_until <= ?1 ORDER BY due_at, timer_id LIMIT ?2',
  );
  // One counter for all: a timer that was removed and set again must not begin with fences that were given out before.
  const nextFence = database.prepare(
    `INSERT INTO value VALUES ('timer-fence', '1')
     ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING CAST(value AS INTEGER) AS fence`,
  );
  const claim = database.prepare('UPDATE timer SET lease_until = ?, fence = ? WHERE timer_id = ?');
  const complete = database.prepare('DELETE FROM timer WHERE timer_id = ? AND fence = ?');
  const nextTimer = database.prepare('SELECT min(max(due_at, lease_until)) AS at FROM timer');
  const insertOutbox = database.prepare('INSERT INTO outbox VALUES (?, ?, ?, ?, ?, ?, ?)');
  const updateOutbox = database.prepare(
    'UPDATE outbox SET state = ?, attempts = ?, due_at = ? WHERE outbox_id = ?',
  );
  const firsts = `SELECT min(outbox_id) FROM outbox WHERE state IN ('pending', 'unknown') GROUP BY conversation_id`;
  const dueOutbox = database.prepare(
    `SELECT * FROM outbox WHERE outbox_id IN (${firsts}) AND due_at <= ? ORDER BY outbox_id LIMIT ?`,
  );
  const nextOutbox = database.prepare(`SELECT min(due_at) AS at FROM outbox WHERE outbox_id IN (${firsts})`);
  const insertReport = database.prepare('INSERT INTO report VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const report = database.prepare('SELECT * FROM report WHERE report_id = ?');
  const reports = database.prepare('SELECT * FROM report WHERE site_id = ? ORDER BY at, report_id LIMIT ?');
  const getValue = database.prepare('SELECT value FROM value WHERE name = ?');
  const setValue = database.prepare(
    'INSERT INTO value VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const deleteValue = database.prepare('DELETE FROM value WHERE name = ?');

  const later = async <Value>(action: () => Value): Promise<Value> => action();
  const instant = (row: Row | undefined): number | undefined =>
    typeof row?.['at'] === 'number' ? row['at'] : undefined;

  return {
    setTimer: ({ timerId, dueAt, payload }) =>
      later(() => void setTimer.run(timerId, dueAt, JSON.stringify(payload))),
    cancelTimer: (timerId) => later(() => void cancelTimer.run(timerId)),
    claimTimers: (now, leaseMs, limit) =>
      later(() => {
        const due = dueTimers.all(now, limit).map(toTimer);
        if (due.length === 0) return [];
        const fence = Number(nextFence.get()?.['fence']);
        for (const timer of due) claim.run(now + leaseMs, fence, timer.timerId);
        return due.map((timer) => ({ ...timer, fence }));
      }),
    completeTimer: (timerId, fence) => later(() => complete.run(timerId, fence).changes > 0),
    findNextTimerAt: () => later(() => instant(nextTimer.get())),
    insertOutbox: (record) =>
      later(() => {
        const { outboxId, siteId, conversationId, state, call, attempts, dueAt } = record;
        insertOutbox.run(outboxId, siteId, conversationId, state, call, attempts, dueAt);
      }),
    updateOutbox: (outboxId, { state, attempts, dueAt }) =>
      later(() => void updateOutbox.run(state, attempts, dueAt, outboxId)),
    listDueOutbox: (now, limit) => later(() => dueOutbox.all(now, limit).map(toOutbox)),
    findNextOutboxAt: () => later(() => instant(nextOutbox.get())),
    insertReport: ({ reportId, siteId, customerId, at, body }) =>
      later(() => insertReport.run(reportId, siteId, customerId, at, body).changes > 0),
    findReport: (reportId) =>
      later(() => {
        const row = report.get(reportId);
        return row && toReport(row);
      }),
    listReports: (siteId, limit) => later(() => reports.all(siteId, limit).map(toReport)),
    getValue: (name) =>
      later(() => {
        const row = getValue.get(name);
        return row && String(row['value']);
      }),
    setValue: (name, value) => later(() => void setValue.run(name, value)),
    deleteValue: (name) => later(() => void deleteValue.run(name)),
  };
}
