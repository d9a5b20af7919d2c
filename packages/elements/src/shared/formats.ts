/** Times and days as a person reads them, in one locale and zone. Instants are epoch milliseconds. */
export interface Formats {
  /** Time of day: `14:05`, `2:05 PM`, `오후 2:05`. */
  time(at: number): string;
  /** Heading of a day seen from `now`: today, yesterday, else weekday and date (with the year when it differs). */
  day(at: number, now: number): string;
  /** Day and time of a moment ahead, as short as it can be: `9:00` today, `tomorrow 9:00`, `Monday 9:00`, else the date. */
  moment(at: number, now: number): string;
  /** A number in the locale's digits. */
  number(value: number): string;
  /** Whether both instants fall on the same calendar day in this zone. */
  sameDay(one: number, other: number): boolean;
}

const maxKeptDates = 1_000;

/**
 * Makes the formats of one locale; an unknown locale falls back to English rather than throwing into a page.
 *
 * @param timeZone IANA zone; the customer's own when left out.
 */
export function createFormats(locale: string, timeZone?: string): Formats {
  const tag = lazily(() => supported(locale));
  const zone = timeZone === undefined ? {} : { timeZone };
  const make = (options: Intl.DateTimeFormatOptions): (() => Intl.DateTimeFormat) =>
    lazily(() => new Intl.DateTimeFormat(tag(), { ...options, ...zone }));
  const timeFormat = make({ hour: 'numeric', minute: '2-digit' });
  const dayFormat = make({ weekday: 'long', month: 'long', day: 'numeric' });
  const yearFormat = make({ year: 'numeric', month: 'long', day: 'numeric' });
  const weekdayFormat = make({ weekday: 'long' });
  const relative = lazily(() => new Intl.RelativeTimeFormat(tag(), { numeric: 'auto' }));
  const numberFormat = lazily(() => new Intl.NumberFormat(tag()));
  const civil = lazily(
    () =>
      new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        ...zone,
      }),
  );

  const dates = new Map<number, { readonly year: number; readonly days: number }>();
  const date = (at: number): { readonly year: number; readonly days: number } => {
    const known = dates.get(at);
    if (known) return known;
    const parts = civil().formatToParts(at);
    const part = (type: string): number =>
      Number(parts.find((candidate) => candidate.type === type)?.value ?? 0);
    const found = { year: part('year'), days: dayNumber(part('year'), part('month'), part('day')) };
    // A list asks for the same instants whenever it is drawn; the clock asks for new ones without end.
    if (dates.size > maxKeptDates) dates.clear();
    dates.set(at, found);
    return found;
  };
  const calendarDay = (at: number, now: number): string =>
    (date(at).year === date(now).year ? dayFormat : yearFormat)().format(at);

  return {
    time: (at) => timeFormat().format(at),
    day(at, now) {
      const days = date(at).days - date(now).days;
      return days === 0 || days === -1
        ? capital(relative().format(days, 'day'), tag())
        : calendarDay(at, now);
    },
    moment(at, now) {
      const days = date(at).days - date(now).days;
      const time = timeFormat().format(at);
      if (days === 0) return time;
      if (days === 1) return `${relative().format(days, 'day')} ${time}`;
      return `${days > 1 && days < 7 ? weekdayFormat().format(at) : calendarDay(at, now)} ${time}`;
    },
    number: (value) => numberFormat().format(value),
    sameDay: (one, other) => date(one).days === date(other).days,
  };
}

/** Made when it is first asked for: each format takes the browser milliseconds, and most panels need one or none. */
function lazily<Value>(make: () => Value): () => Value {
  let value: Value | undefined;
  return () => (value ??= make());
}

function supported(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([locale])[0] ?? 'en';
  } catch {
    // A malformed tag is the site's slip (`ko_KR`), not a reason to show no time at all.
    return 'en';
  }
}

function capital(text: string, locale: string): string {
  const first = text.charAt(0);
  return first.toLocaleUpperCase(locale) + text.slice(1);
}

/** Days since a fixed day of the proleptic Gregorian calendar: counts across months, years and days of 23 or 25 hours. */
function dayNumber(year: number, month: number, day: number): number {
  const shifted = month < 3 ? year - 1 : year;
  const monthFromMarch = (month + 9) % 12;
  return (
    365 * shifted +
    Math.floor(shifted / 4) -
    Math.floor(shifted / 100) +
    Math.floor(shifted / 400) +
    Math.floor((153 * monthFromMarch + 2) / 5) +
    day
  );
}
