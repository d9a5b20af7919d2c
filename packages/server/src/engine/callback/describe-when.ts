import type { CallbackWhen } from '@beside/protocol';

/** When a callback rings, in words. */
export interface WhenText {
  /** In the customer's zone; with its name where the centre's clock says something else. */
  readonly own: string;
  /** The same in the centre's zone, where that says something else. */
  readonly centre?: string;
}

/**
 * Says when it rings, in a language and in both zones where they differ; `undefined` when nothing was promised. Pure.
 *
 * @param zones IANA names
 */
export function describeWhen(
  when: CallbackWhen,
  zones: { readonly customer: string; readonly centre: string },
  locale: string,
): WhenText | undefined {
  const range = rangeOf(when);
  if (!range) return undefined;
  const own = formatRange(range, zones.customer, locale);
  const centre = formatRange(range, zones.centre, locale);
  if (own === centre) return { own };
  const named = (text: string, zone: string): string => `${text} (${zoneName(range.fromAt, zone, locale)})`;
  return { own: named(own, zones.customer), centre: named(centre, zones.centre) };
}

/** One moment with its day. */
export function describeMoment(at: number, zone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { ...DAY_AND_TIME, timeZone: zone }).format(at);
}

const DAY_AND_TIME = {
  weekday: 'long',
  month: 'long',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
} as const;

interface Range {
  readonly fromAt: number;
  readonly toAt: number;
}

function rangeOf(when: CallbackWhen): Range | undefined {
  return when.kind === 'scheduled' ? { fromAt: when.startAt, toAt: when.endAt } : when.promise;
}

function formatRange({ fromAt, toAt }: Range, zone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { ...DAY_AND_TIME, timeZone: zone }).formatRange(fromAt, toAt);
}

/** A zone as people call it, such as “Korean Standard Time”. */
function zoneName(at: number, zone: string, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'long' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}
