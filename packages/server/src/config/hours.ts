import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { BesideError } from '@beside/protocol';
import * as z from 'zod';
import type { OpeningHours } from '../ports/site.ts';
import { readHolidayCalendar } from './holiday-calendar.ts';
import { koreanHolidays, withHolidays, type HolidayPack } from './holidays.ts';

const wallTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'write a time as HH:MM');
const interval = z.strictObject({ from: wallTime, to: wallTime });
const dayOfWeek = z.enum(['1', '2', '3', '4', '5', '6', '7']);

/** When a centre is staffed, as the operator writes it (Q7). */
export const hoursSchema = z.strictObject({
  zone: z.string().refine(isZone, 'use a time zone of the IANA list such as Asia/Seoul'),
  week: z.union([z.literal('always'), z.partialRecord(dayOfWeek, z.array(interval))]),
  exceptions: z.record(z.iso.date(), z.array(interval)).default({}),
  /** Countries whose public holidays are closed, by ISO 3166. */
  holidays: z.array(z.enum(['KR'])).default([]),
  /** iCalendar files whose whole days are closed; paths are relative to the configuration. */
  calendars: z.array(z.string().min(1)).default([]),
});

/** When a centre is staffed, checked. */
export type HoursEntry = z.infer<typeof hoursSchema>;

const PACKS: Readonly<Record<HoursEntry['holidays'][number], () => HolidayPack>> = { KR: koreanHolidays };
const DAY_MS = 86_400_000;
/** How long before a pack ends the operator hears about it. */
const WARN_DAYS = 90;
/** Repeated days of calendar files are written out within these dates. */
const CALENDAR_FROM = '2020-01-01';
const CALENDAR_TO = '2099-12-31';

/**
 * Opening hours with their holidays among the exceptions, and what an operator should hear: a country's pack that is not
 * known for much longer. Throws `config_invalid` for a calendar file that cannot be read.
 *
 * @param base folder of the configuration file, and the setting's path for messages
 */
export function configureHours(
  { holidays, calendars, ...hours }: HoursEntry,
  base: { readonly folder: string; readonly field: string; readonly now: number },
): { readonly hours: OpeningHours; readonly warnings: readonly string[] } {
  const packs = holidays.map((country) => ({ country, ...PACKS[country]() }));
  const read = calendars.map((path, index) =>
    readCalendar(resolve(base.folder, path), `${base.field}.calendars.${index}`),
  );
  const ending = packs.filter(({ knownUntil }) => Date.parse(knownUntil) - base.now < WARN_DAYS * DAY_MS);
  return {
    hours: withHolidays(hours, ...packs.map(({ days }) => days), ...read),
    warnings: ending.map(
      ({ country, knownUntil }) =>
        `${base.field}.holidays: those of ${country} are known until ${knownUntil} only; update the server`,
    ),
  };
}

function readCalendar(path: string, field: string): Readonly<Record<string, string>> {
  try {
    return readHolidayCalendar(readFileSync(path, 'utf8'), CALENDAR_FROM, CALENDAR_TO);
  } catch (cause) {
    const problem = cause instanceof BesideError ? cause.details['problem'] : String(cause);
    throw new BesideError('config_invalid', {
      cause,
      details: { field, mend: `give a readable iCalendar file: ${String(problem)}` },
    });
  }
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    return false; // the documented answer for an unknown zone
  }
  // Names of places only: offsets (+09:00) know no daylight saving, abbreviations (KST) are ambiguous.
  return zone === 'UTC' || zone.includes('/');
}
