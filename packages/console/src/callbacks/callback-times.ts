import type { CallbackWhen, DeskCallback } from '@beside/protocol';
import { createFormats, type Formats } from '@beside/elements/shared';

import type { ConsoleTerms } from '../console-terms.ts';
import { durationText } from '../shared/text-of-time.ts';
import type { CallbackTerms } from './callback-terms.ts';

/** What times are told with: in the agent's zone, and in the customer's where it says another time. */
export interface TimeTexts {
  readonly words: ConsoleTerms;
  readonly texts: CallbackTerms;
  /** In the agent's zone. */
  readonly formats: Formats;
  /** In a customer's zone; undefined where the browser does not know it. */
  readonly formatsIn: (zone: string) => Formats | undefined;
  /** Name of a zone at an instant, as people say it. */
  readonly zoneName: (zone: string, at: number) => string;
}

/** Makes the texts of one locale; formats of zones are made once. */
export function createTimeTexts(locale: string, words: ConsoleTerms, texts: CallbackTerms): TimeTexts {
  const zones = new Map<string, Formats | undefined>();
  return {
    words,
    texts,
    formats: createFormats(locale),
    formatsIn(zone) {
      if (!zones.has(zone)) zones.set(zone, isZone(zone) ? createFormats(locale, zone) : undefined);
      return zones.get(zone);
    },
    zoneName(zone, at) {
      const options = { timeZone: zone, timeZoneName: 'longGeneric' } as const;
      const parts = new Intl.DateTimeFormat(locale, options).formatToParts(at);
      return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
    },
  };
}

/** When it rings next, or since when it is due, in the agent's zone. */
export function whenText(callback: DeskCallback, now: number, times: TimeTexts): string {
  const { texts, words, formats } = times;
  const { status, dueAt, when } = callback;
  if (status === 'retry-wait' && dueAt !== undefined) return texts.ringsAgain(formats.moment(dueAt, now));
  if (status === 'due' || status === 'offered') {
    const since =
      when.kind === 'scheduled' && !callback.attempts.length ? when.startAt : (dueAt ?? callback.queuedAt);
    return texts.dueFor(durationText(now - since, words));
  }
  return wantedText(when, now, times);
}

/** When a customer wants it, in the agent's zone. */
export function wantedText(when: CallbackWhen, now: number, { texts, formats }: TimeTexts): string {
  if (when.kind === 'scheduled')
    return texts.between(formats.moment(when.startAt, now), formats.time(when.endAt));
  const { promise } = when;
  if (!promise) return texts.asap;
  const [from, to] = [formats.moment(promise.fromAt, now), formats.time(promise.toAt)];
  // A range of a minute begins and ends at one time.
  const isOne = formats.time(promise.fromAt) === to;
  return `${texts.asap}, ${isOne ? texts.promisedAt(from) : texts.promised(from, to)}`;
}

/** The moment that counts in the customer's zone; undefined where it reads the same as the agent's, or there is none. */
export function customerWhenText(callback: DeskCallback, now: number, times: TimeTexts): string | undefined {
  const { when, dueAt, status, zone } = callback;
  const at =
    status === 'retry-wait' ? dueAt : when.kind === 'scheduled' ? when.startAt : when.promise?.fromAt;
  return at === undefined ? undefined : customerMomentText(at, zone, now, times);
}

/** A moment as the customer's clock shows it; undefined where it reads the same as the agent's. */
export function customerMomentText(
  at: number,
  zone: string,
  now: number,
  times: TimeTexts,
): string | undefined {
  const theirs = times.formatsIn(zone);
  if (!theirs) return undefined;
  // With the date on both sides, because the same time of another day is another time.
  const isSame = theirs.time(at) === times.formats.time(at) && theirs.day(at, 0) === times.formats.day(at, 0);
  return isSame ? undefined : times.texts.forCustomer(theirs.moment(at, now), times.zoneName(zone, at));
}

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false; // newer than this browser's zones
  }
}
