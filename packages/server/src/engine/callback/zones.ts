import type { CallbackWhen } from '@beside/protocol';
import { Temporal } from 'temporal-polyfill';
import type { Refusal } from './refusal.ts';

type Scheduled = Extract<CallbackWhen, { kind: 'scheduled' }>;

/** What a wall time of a zone is as an instant (C4). */
export type ResolvedWall =
  | { readonly kind: 'instant'; readonly at: number; readonly offsetMinutes: number }
  /** The clocks jump over it; `next` is the first time after the jump. */
  | { readonly kind: 'gap'; readonly nextAt: number; readonly nextTime: string }
  /** The clocks go back over it; it happens twice. */
  | { readonly kind: 'overlap'; readonly earlierAt: number; readonly laterAt: number };

const WALL_TIME = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$/;

/** Zones that ICU still gives their old name (CLDR never renames), with the name in the IANA list of today. */
const RENAMED: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/**
 * The canonical name of a zone, whatever its case or alias; `undefined` for everything that is no place: offsets know no
 * daylight saving, abbreviations (KST) are ambiguous.
 */
export function findZone(text: string): string | undefined {
  if (text.length > 64 || (text !== 'UTC' && !/^[A-Za-z][A-Za-z0-9_+-]*\//.test(text))) return undefined;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions();
    return RENAMED[timeZone] ?? timeZone;
  } catch {
    return undefined; // the documented answer for an unknown zone
  }
}

/**
 * What a wall time is in a zone (C4). Refuses what is no zone (`zone_unknown`) and no time (`wall_time_missing`): ISO
 * digits only, so that no locale's digits or calendar come in. Pure but for the runtime's zone rules.
 *
 * @param time `2027-03-14T13:00`
 */
export function resolveWall(time: string, zone: string): ResolvedWall | Refusal {
  if (findZone(zone) === undefined) return { refusal: 'zone_unknown' };
  const wall = parseWall(time);
  if (!wall) return { refusal: 'wall_time_missing' };
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  const earlierAt = earlier.epochMilliseconds;
  const laterAt = later.epochMilliseconds;
  if (earlierAt === laterAt)
    return { kind: 'instant', at: earlierAt, offsetMinutes: earlier.offsetNanoseconds / 60e9 };
  if (earlier.toPlainDateTime().equals(wall)) return { kind: 'overlap', earlierAt, laterAt };
  // "Earlier" lies before the jump, so the next change of the clocks is the jump itself.
  const jump = earlier.getTimeZoneTransition('next') ?? later;
  return { kind: 'gap', nextAt: jump.epochMilliseconds, nextTime: wallText(jump) };
}

/**
 * The instant a person means by a wall time: a gap is refused with the next valid time, an overlap with both instants
 * until the person has said which.
 */
export function chooseInstant(
  time: string,
  zone: string,
  which?: 'earlier' | 'later',
): { readonly at: number } | Refusal {
  const resolved = resolveWall(time, zone);
  if ('refusal' in resolved) return resolved;
  switch (resolved.kind) {
    case 'instant':
      return { at: resolved.at };
    case 'gap': {
      const { nextAt, nextTime } = resolved;
      return { refusal: 'wall_time_missing', details: { nextAt, nextTime } };
    }
    case 'overlap': {
      const { earlierAt, laterAt } = resolved;
      if (which) return { at: which === 'earlier' ? earlierAt : laterAt };
      return { refusal: 'wall_time_ambiguous', details: { earlierAt, laterAt } };
    }
    default:
      return resolved satisfies never;
  }
}

/** The wall time of an instant in a zone, to the minute. */
export function wallOf(at: number, zone: string): { readonly time: string; readonly offsetMinutes: number } {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return { time: wallText(zoned), offsetMinutes: Math.round(zoned.offsetNanoseconds / 60e9) };
}

/** When the day of an instant began in a zone: what is counted per day is counted by the centre's, also when clocks change. */
export function startOfDay(at: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).startOfDay().epochMilliseconds;
}

/** A slot as a callback keeps it: instant, wall time, zone, offset and the version of the rules. */
export function scheduledAt(startAt: number, slotMs: number, zone: string, rules: string): Scheduled {
  return {
    kind: 'scheduled',
    startAt,
    endAt: startAt + slotMs,
    wall: { ...wallOf(startAt, zone), zone, rules },
  };
}

/**
 * The same callback by the zone rules of today: what was promised is the wall time, so the instant may move when a
 * country changes its rules. `undefined`: it has not moved. The customer is told when it has.
 */
export function recompute(when: Scheduled, rules: string): Scheduled | undefined {
  const { wall, startAt, endAt } = when;
  const resolved = resolveWall(wall.time, wall.zone);
  if ('refusal' in resolved) return undefined; // a zone that is gone: the instant is all there is
  const at = instantOf(resolved, wall.offsetMinutes, wall.zone);
  return at === startAt ? undefined : scheduledAt(at, endAt - startAt, wall.zone, rules);
}

function instantOf(resolved: ResolvedWall, offsetMinutes: number, zone: string): number {
  if (resolved.kind === 'instant') return resolved.at;
  if (resolved.kind === 'gap') return resolved.nextAt;
  const isLater = wallOf(resolved.laterAt, zone).offsetMinutes === offsetMinutes;
  return isLater ? resolved.laterAt : resolved.earlierAt;
}

function parseWall(time: string): Temporal.PlainDateTime | undefined {
  if (!WALL_TIME.test(time)) return undefined;
  try {
    return Temporal.PlainDateTime.from(time, { overflow: 'reject' });
  } catch {
    return undefined; // the documented answer for 30 February and 24:00
  }
}

const wallText = (zoned: Temporal.ZonedDateTime): string =>
  zoned.toPlainDateTime().toString({ smallestUnit: 'minute' });
