import type { ConsoleTerms } from '../console-terms.ts';

/** How long something lasts, short and rounded down: `now`, `3 min`, `2 h 5 min`. Never negative. */
export function durationText(durationMs: number, words: ConsoleTerms): string {
  const minutes = Math.max(0, Math.floor(durationMs / 60_000));
  if (minutes < 1) return words.underAMinute;
  if (minutes < 60) return words.minutes(minutes);
  return words.hours(Math.floor(minutes / 60), minutes % 60);
}

/** Whole seconds until a moment, rounded up. Never negative. */
export function secondsUntil(at: number, now: number): number {
  return Math.max(0, Math.ceil((at - now) / 1_000));
}
