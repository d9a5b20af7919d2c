import type { Refusal } from './refusal.ts';
import type { CallbackRules } from '../../ports/callback-rules.ts';

/** What was counted for one request, in sliding windows that end now; the request itself is not among it. */
export interface CallbackCounts {
  /** Open callbacks of the number, and requests in 24 h and 30 days. */
  readonly numberOpen: number;
  readonly numberDay: number;
  readonly numberMonth: number;
  /** Requests of the customer's session in an hour. */
  readonly sessionHour: number;
  /** Requests from the network address in an hour. */
  readonly addressHour: number;
  /** Requests at the site in a minute. */
  readonly siteMinute: number;
  /** Different other numbers that share the leading digits, in ten minutes. */
  readonly prefixNumbers: number;
  /** Whether the number's owner said “not me”. */
  readonly isBlocked: boolean;
  /** Spent on calls today, and what may be; any unit. */
  readonly spent: number;
  readonly maxSpent: number;
}

/** Taken, refused, or taken but not rung before a person has looked at it. */
export type CapDecision =
  { readonly kind: 'take' } | { readonly kind: 'hold'; readonly reason: 'prefix_burst' } | Refusal;

const MINUTE_MS = 60_000;

/** Whether one more request is taken (C8). The first cap that is reached answers, the narrowest first. Pure. */
export function decideCaps(
  counts: CallbackCounts,
  rules: Pick<
    CallbackRules,
    | 'perNumberDay'
    | 'perNumberMonth'
    | 'perSessionHour'
    | 'perAddressHour'
    | 'perSiteMinute'
    | 'prefixNumbers'
  >,
): CapDecision {
  if (counts.isBlocked) return { refusal: 'number_not_allowed', details: { reason: 'blocked' } };
  if (counts.numberOpen > 0) return { refusal: 'callback_open' };
  if (counts.spent >= counts.maxSpent) return { refusal: 'capacity', details: { cap: 'spend_day' } };
  const caps = [
    ['number_day', counts.numberDay, rules.perNumberDay, 24 * 60],
    ['number_month', counts.numberMonth, rules.perNumberMonth, 30 * 24 * 60],
    ['session_hour', counts.sessionHour, rules.perSessionHour, 60],
    ['address_hour', counts.addressHour, rules.perAddressHour, 60],
    ['site_minute', counts.siteMinute, rules.perSiteMinute, 1],
  ] as const;
  for (const [cap, count, most, minutes] of caps)
    if (count >= most)
      // The window slides, so the whole of it is the longest that can be needed.
      return { refusal: 'rate_limited', details: { cap, retryAfterMs: minutes * MINUTE_MS } };
  return counts.prefixNumbers >= rules.prefixNumbers
    ? { kind: 'hold', reason: 'prefix_burst' }
    : { kind: 'take' };
}
