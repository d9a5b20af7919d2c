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

/** A time of being open, epoch ms; `toAt` is the first instant of being closed again. */
export interface OpenSpan {
  readonly fromAt: number;
  readonly toAt: number;
}

const DAYS_AHEAD = 14;
const DAY_MS = 86_400_000;

/** The status of opening hours at an instant (Q7). Wall times are of the centre's zone, exact on days when clocks change. Pure. */
export function openingStatus(hours: OpeningHours, nowMs: number): OpeningStatus {
  if (isAlwaysOpen(hours)) return { isOpen: true };
  const spans = openSpans(hours, nowMs, nowMs + (DAYS_AHEAD - 1) * DAY_MS);
  const current = spans.find(({ fromAt, toAt }) => fromAt <= nowMs && nowMs < toAt);
  if (current) return { isOpen: true, closesAt: current.toAt };
  const next = spans.find(({ fromAt }) => fromAt > nowMs);
  return next ? { isOpen: false, opensAt: next.fromAt } : { isOpen: false };
}

/** Whether nothing ever closes it, so that there is no closing to tell or to keep away from. */
export const isAlwaysOpen = ({ week, exceptions }: OpeningHours): boolean =>
  week === 'always' && Object.keys(exceptions).length === 0;

/**
 * The times of being open on all days that two instants and what lies between touch, in order, without overlaps; they may
 * begin before and end after the instants. Pure.
 */
export function openSpans(hours: OpeningHours, fromAt: number, toAt: number): OpenSpan[] {
  // The day before, because its last interval may go past midnight.
  const first = dateOf(fromAt, hours.zone).subtract({ days: 1 });
  const days = first.until(dateOf(toAt, hours.zone), { largestUnit: 'days' }).days + 1;
  return merge(Array.from({ length: days }, (_, index) => spansOf(hours, first.add({ days: index }))).flat());
}

const dateOf = (at: number, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();

/** The intervals of one day of the centre's calendar, in wall time; empty: closed. Pure. */
export function intervalsOf(
  hours: OpeningHours,
  date: Temporal.PlainDate,
): OpeningHours['exceptions'][string] {
  const always = [{ from: '00:00', to: '24:00' }];
  const weekday = String(date.dayOfWeek) as '1'; // ISO days are 1 to 7, the keys of the table
  return (
    hours.exceptions[date.toString()] ?? (hours.week === 'always' ? always : (hours.week[weekday] ?? []))
  );
}

function spansOf(hours: OpeningHours, date: Temporal.PlainDate): OpenSpan[] {
  return intervalsOf(hours, date).map(({ from, to }) => ({
    fromAt: instantOf(date, from, hours.zone),
    toAt: instantOf(to !== '24:00' && to <= from ? date.add({ days: 1 }) : date, to, hours.zone),
  }));
}

function instantOf(date: Temporal.PlainDate, time: string, zone: string): number {
  const day = time === '24:00' ? date.add({ days: 1 }) : date;
  const plainTime = Temporal.PlainTime.from(time === '24:00' ? '00:00' : time);
  return day.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
}

function merge(spans: readonly OpenSpan[]): OpenSpan[] {
  const merged: OpenSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.fromAt - b.fromAt)) {
    // A day on which the clocks jump over a whole interval has an empty one.
    if (span.toAt <= span.fromAt) continue;
    const last = merged.at(-1);
    if (last && span.fromAt <= last.toAt)
      merged[merged.length - 1] = { fromAt: last.fromAt, toAt: Math.max(last.toAt, span.toAt) };
    else merged.push(span);
  }
  return merged;
}
