import { createRequire } from 'node:module';
import { BesideError } from '@beside/protocol';
import type ICAL from 'ical.js';
import type { Holidays } from './holidays.ts';

/** Loaded for those who name calendars only: it would be megabytes of every server's memory. Its CommonJS build is the same. */
const loadIcal = (): typeof ICAL => createRequire(import.meta.url)('ical.js') as typeof ICAL;

const MAX_BYTES = 1_048_576;
const MAX_DAYS = 5_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The whole days of an iCalendar text (RFC 5545), as governments publish their holidays, within two dates; repeated ones
 * are written out. Events with times are no holidays and are left out, and so are cancelled ones. Throws `config_invalid`
 * for what is no calendar or far too large: the operator wrote it into the configuration.
 *
 * @param fromDate `2026-01-01`, included
 * @param toDate `2027-12-31`, included
 */
export function readHolidayCalendar(text: string, fromDate: string, toDate: string): Holidays {
  if (text.length > MAX_BYTES) throw invalid('the calendar is larger than 1 MiB');
  if (!DATE.test(fromDate) || !DATE.test(toDate)) throw invalid('write dates as 2026-01-01');
  const ical = loadIcal();
  const days: Record<string, string> = {};
  for (const component of parse(ical, text).getAllSubcomponents('vevent')) {
    const event = new ical.Event(component);
    // ical.js knows no type for what may be missing in a broken event.
    const start = event.startDate as ICAL.Time | null;
    if (!start?.isDate || component.getFirstPropertyValue('status') === 'CANCELLED') continue;
    if (event.isRecurrenceException()) continue;
    for (const date of datesOf(event, start, fromDate, toDate)) {
      if (Object.keys(days).length >= MAX_DAYS) throw invalid(`the calendar has more than ${MAX_DAYS} days`);
      days[date] = event.summary;
    }
  }
  return days;
}

function parse(ical: typeof ICAL, text: string): ICAL.Component {
  try {
    const calendar = new ical.Component(ical.parse(text) as unknown[]);
    if (calendar.name === 'vcalendar') return calendar;
  } catch (error) {
    throw invalid('this is no iCalendar text', error);
  }
  throw invalid('this is no iCalendar text');
}

function datesOf(event: ICAL.Event, start: ICAL.Time, fromDate: string, toDate: string): string[] {
  const lengthDays = Math.max(1, Math.min(366, event.duration.toSeconds() / 86_400));
  const dates: string[] = [];
  const addDaysFrom = (first: ICAL.Time): void => {
    const day = first.clone();
    for (let index = 0; index < lengthDays; index += 1) {
      const date = day.toString().slice(0, 10);
      if (date >= fromDate && date <= toDate) dates.push(date);
      day.adjust(1, 0, 0, 0);
    }
  };
  if (!event.isRecurring()) addDaysFrom(start);
  else {
    const occurrences = event.iterator();
    for (let count = 0; ; count += 1) {
      const next = occurrences.next() as ICAL.Time | undefined; // nothing after the last one
      if (!next || next.toString().slice(0, 10) > toDate) break;
      if (count >= MAX_DAYS) throw invalid(`an event of the calendar happens more than ${MAX_DAYS} times`);
      addDaysFrom(next);
    }
  }
  return dates;
}

const invalid = (problem: string, cause?: unknown): BesideError =>
  new BesideError('config_invalid', { cause, details: { field: 'hours.holidays', problem } });
