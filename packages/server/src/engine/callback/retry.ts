import type { Attempt, AttemptOutcome, CallbackWhen } from '@beside/protocol';
import type { OpeningStatus } from '../opening-hours.ts';
import type { CallbackRules } from '../../ports/callback-rules.ts';
import { wallOf } from './zones.ts';

/** What is known when an attempt has ended. */
export interface RetryFacts {
  readonly now: number;
  readonly outcome: AttemptOutcome;
  readonly when: CallbackWhen;
  /** Those of the present revision, the one that just ended among them. */
  readonly attempts: readonly Pick<Attempt, 'outcome'>[];
  /** The customer's chosen zone. */
  readonly zone: string;
  readonly opening: OpeningStatus;
  readonly expiresAt: number;
}

/** When it rings again, or why not. */
export type RetryDecision =
  | { readonly retryAt: number }
  | {
      readonly retryAt?: undefined;
      readonly reason: 'talked' | 'invalid-number' | 'enough' | 'quiet-hours' | 'closing' | 'expiry';
    };

type Rules = Pick<
  CallbackRules,
  'retryAsapMs' | 'retryScheduledMs' | 'closingMarginMs' | 'quietFrom' | 'quietTo'
>;

/** Times an agent may be lost before it counts like any other failure: the customer's telephone rang each time. */
const FORGIVEN_LOSSES = 2;

/** Whether and when it rings again after an attempt (C6). What comes too late is not moved to another day: a new slot is offered. Pure. */
export function decideRetry(facts: RetryFacts, rules: Rules): RetryDecision {
  const { now, outcome, when, zone, opening, expiresAt } = facts;
  if (outcome === 'talked' || outcome === 'invalid-number') return { reason: outcome };
  const delayMs = delayOf(facts, rules);
  if (delayMs === undefined) return { reason: 'enough' };
  const retryAt = now + delayMs;
  if (retryAt > expiresAt) return { reason: 'expiry' };
  const isClosing = opening.closesAt !== undefined && retryAt > opening.closesAt - rules.closingMarginMs;
  if (!opening.isOpen || isClosing) return { reason: 'closing' };
  const isChosen = when.kind === 'scheduled' && isQuiet(when.startAt, zone, rules);
  if (isQuiet(retryAt, zone, rules) && !isChosen) return { reason: 'quiet-hours' };
  return { retryAt };
}

/** Whether an instant lies in the hours at which a customer is not rung without having chosen them (C6). Pure. */
export function isQuiet(at: number, zone: string, rules: Pick<Rules, 'quietFrom' | 'quietTo'>): boolean {
  const time = wallOf(at, zone).time.slice(11);
  const { quietFrom, quietTo } = rules;
  return quietFrom <= quietTo ? time >= quietFrom && time < quietTo : time >= quietFrom || time < quietTo;
}

function delayOf({ attempts, outcome, when }: RetryFacts, rules: Rules): number | undefined {
  const losses = attempts.filter((attempt) => attempt.outcome === 'agent-lost').length;
  if (outcome === 'agent-lost' && losses <= FORGIVEN_LOSSES) return 0;
  const failures = attempts.length - Math.min(losses, FORGIVEN_LOSSES);
  return (when.kind === 'asap' ? rules.retryAsapMs : rules.retryScheduledMs)[failures - 1];
}
