import type { DeskHours, OpenInterval } from '@beside/protocol';

import type { CallbackTerms } from './callback-terms.ts';
import type { TimeTexts } from './callback-times.ts';

/** One day of a site's hours, as the desk tells it. */
export type HoursDay = DeskHours['days'][number];

/** Open from one midnight to the next. */
export const WHOLE_DAY: OpenInterval = { from: '00:00', to: '24:00' };

/** What a supervisor may want a day to be. */
export type DayWish = 'open' | 'closed' | 'configured';

/** The time of day where the centre is: `14:05`. */
export function wallTimeIn(zone: string, at: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).format(at);
}

/** A day that closes at a time of day: what has begun by then ends there, what has not falls away. Pure. */
export function closeAt(open: readonly OpenInterval[], time: string): readonly OpenInterval[] {
  return open.flatMap(({ from, to }) => {
    if (time <= from) return [];
    const isOver = to > from && to <= time;
    return [{ from, to: isOver ? to : time }];
  });
}

/** What is wrong with times that were typed; `undefined`: nothing. Pure. */
export function findTimeProblem(open: readonly OpenInterval[]): 'missing' | 'empty' | 'overlap' | undefined {
  if (open.some(({ from, to }) => !from || !to)) return 'missing';
  if (open.some(({ from, to }) => from === to)) return 'empty';
  const sorted = sortTimes(open);
  // Only the last one of a day may go past midnight.
  const isCrossing = sorted.some(({ from, to }, index) => {
    const next = sorted[index + 1];
    return next !== undefined && (to < from || next.from < to);
  });
  return isCrossing ? 'overlap' : undefined;
}

/** By their beginnings. */
export function sortTimes(open: readonly OpenInterval[]): readonly OpenInterval[] {
  return open.toSorted((one, other) => one.from.localeCompare(other.from));
}

/** A day's times in words. Pure. */
export function openText(open: readonly OpenInterval[], texts: CallbackTerms): string {
  if (open.length === 0) return texts.closedAllDay;
  return open
    .map(({ from, to }) => {
      if (from === WHOLE_DAY.from && to === WHOLE_DAY.to) return texts.openAllDay;
      return to < from ? texts.openOvernight(from, to) : texts.between(from, to);
    })
    .join(', ');
}

/** A day as people call it, seen from the centre's today. */
export function dayText(date: string, today: string, times: TimeTexts): string {
  return times.formatsIn('UTC')?.day(Date.parse(date), Date.parse(today)) ?? date;
}

/** Whether a site is open now, and until when that stays so. */
export function statusText(
  { isOpen, opensAt, closesAt }: DeskHours,
  now: number,
  { texts, formats }: TimeTexts,
): string {
  if (isOpen) return closesAt === undefined ? texts.openNow : texts.openUntil(formats.moment(closesAt, now));
  return opensAt === undefined ? texts.closedNow : texts.closedUntil(formats.moment(opensAt, now));
}

/** Days to look at first: today, what a supervisor set, and where callbacks lie outside. The others follow. Pure. */
export function sortDays({ days, today }: DeskHours): {
  readonly first: readonly HoursDay[];
  readonly others: readonly HoursDay[];
} {
  const isFirst = ({ date, set, outside }: HoursDay): boolean =>
    date === today || set !== undefined || outside > 0;
  return { first: days.filter(isFirst), others: days.filter((day) => !isFirst(day)) };
}
