import type { Formats } from '../shared/formats.ts';
import type { CallbackStatusTerms } from '../shared/terms/texts.ts';

const MINUTE_MS = 60_000;

/** How far away a moment is, no more exact than it can be kept; `undefined` when it has passed. */
export function countdownText(
  texts: Pick<CallbackStatusTerms, 'countdown' | 'countdownHours' | 'countdownDays' | 'countdownSoon'>,
  formats: Formats,
  at: number,
  now: number,
): string | undefined {
  const minutes = Math.ceil((at - now) / MINUTE_MS);
  if (minutes <= 0) return undefined;
  if (minutes === 1) return texts.countdownSoon;
  if (minutes < 90) return texts.countdown(formats.number(minutes));
  const hours = Math.round(minutes / 60);
  return hours < 36
    ? texts.countdownHours(formats.number(hours))
    : texts.countdownDays(formats.number(Math.round(hours / 24)));
}
