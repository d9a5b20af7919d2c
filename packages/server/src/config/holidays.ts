import {
  y2018,
  y2019,
  y2020,
  y2021,
  y2022,
  y2023,
  y2024,
  y2025,
  y2026,
  y2027,
} from '@hyunbinseo/holidays-kr/all';
import type { OpeningHours } from '../ports/site.ts';

/** Dates (`2026-09-25`) on which a centre is closed, with what the day is called. */
export type Holidays = Readonly<Record<string, string>>;

/** A country's holidays as far as they are known. */
export interface HolidayPack {
  readonly days: Holidays;
  /** Last date the pack speaks of; what comes later has to be brought up to date. */
  readonly knownUntil: string;
}

/**
 * Public holidays of Korea by the almanac (월력요항) that the government announces each year in its gazette: substitute
 * holidays, election days and other single decisions included, which is why they are data and no rule.
 */
export function koreanHolidays(): HolidayPack {
  const years = [y2018, y2019, y2020, y2021, y2022, y2023, y2024, y2025, y2026, y2027];
  const named: Readonly<Record<string, readonly string[]>> = Object.assign({}, ...years) as Record<
    string,
    readonly string[]
  >; // every year is a table of dates and names
  const days = Object.fromEntries(Object.entries(named).map(([date, names]) => [date, names.join(', ')]));
  const lastYear = Object.keys(days).sort().at(-1)?.slice(0, 4) ?? '1970';
  return { days, knownUntil: `${lastYear}-12-31` };
}

/** Opening hours that are closed on holidays too (Q7); an exception the site made itself for such a day stays. Pure. */
export function withHolidays(hours: OpeningHours, ...holidays: readonly Holidays[]): OpeningHours {
  const closed = holidays.flatMap((days) => Object.keys(days).map((date) => [date, []] as const));
  return { ...hours, exceptions: { ...Object.fromEntries(closed), ...hours.exceptions } };
}
