import type { CallbackWhen } from '@beside/protocol';
import type { OpeningStatus } from '../opening-hours.ts';
import type { CallbackRules } from '../../ports/callback-rules.ts';

type Rules = Pick<CallbackRules, 'retryScheduledMs' | 'latenessMs' | 'maxAsapMs'>;

/**
 * After which moment a callback is not rung any more (C6). As soon as possible: the end of this opening, or of a working
 * day where nothing closes. Scheduled: its slot, what it may be late by, and its retries. Pure.
 */
export function expiryOf(when: CallbackWhen, opening: OpeningStatus, now: number, rules: Rules): number {
  if (when.kind === 'asap') return Math.min(opening.closesAt ?? Infinity, now + rules.maxAsapMs);
  return when.endAt + rules.latenessMs + rules.retryScheduledMs.reduce((sum, delayMs) => sum + delayMs, 0);
}
