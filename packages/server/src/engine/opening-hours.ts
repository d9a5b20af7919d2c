import { Temporal } from 'temporal-polyfill';
import type { OpeningHours } from '../ports/site.ts';

/** Whether a centre is open at an instant, and when that changes. */
export interface OpeningStatus {
  readonly isOpen: boolean;
  /** Next opening; absent when open, or when none comes within two weeks. */
  readonly opensAt?: number;
  /** End of the current opening; absent when closed or always open. */
  readonly closesAt?: number;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const DAYS_AHEAD = 14;

/** The status of opening hours at an instant (Q7). Wall times are of the centre's zone, exact on days when clocks change. Pure. */
export function openingStatus(hours: OpeningHours, nowMs: number): OpeningStatus {
  if (hours.week === 'always' && Object.keys(hours.exceptions).length === 0) return { isOpen: true };
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(hours.zone).toPlainDate();
  // Yesterday, because its last interval may go past midnight.
  const spans = merge(
    Array.from({ length: DAYS_AHEAD + 1 }, (_, index) =>
      spansOf(hours, today.add({ days: index - 1 })),
    ).flat(),
  );
  const current = spans.find(({ from, to }) => from <= nowMs && nowMs < to);
  if (current) return { isOpen: true, closesAt: current.to };
  const next = spans.find(({ from }) => from > nowMs);
  return next ? { isOpen: false, opensAt: next.from } : { isOpen: false };
}

function spansOf(hours: OpeningHours, date: Temporal.PlainDate): Span[] {
  const always = [{ from: '00:00', to: '24:00' }];
  const weekday = String(date.dayOfWeek) as '1'; // ISO days are 1 to 7, the keys of the table
  const intervals =
    hours.exceptions[date.toString()] ?? (hours.week === 'always' ? always : (hours.week[weekday] ?? []));
  return intervals.map(({ from, to }) => ({
    from: instantOf(date, from, hours.zone),
    to: instantOf(to !== '24:00' && to <= from ? date.add({ days: 1 }) : date, to, hours.zone),
  }));
}

function instantOf(date: Temporal.PlainDate, time: string, zone: string): number {
  const day = time === '24:00' ? date.add({ days: 1 }) : date;
  const plainTime = Temporal.PlainTime.from(time === '24:00' ? '00:00' : time);
  return day.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
}

function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && span.from <= last.to)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else merged.push(span);
  }
  return merged;
}
