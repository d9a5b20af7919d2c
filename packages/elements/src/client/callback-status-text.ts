import type { CallbackView } from '@beside/protocol';

import type { Formats } from '../shared/formats.ts';
import { enCallbackStatus } from '../shared/terms/callback-status.ts';
import type { CallbackTerms } from '../shared/terms/texts.ts';

/** What is said about a callback: where it stands, what that means, and the moment to look forward to. */
export interface StatusText {
  readonly title: string;
  readonly detail: string;
  /** Begin of what was promised, for a countdown. */
  readonly aimAt?: number | undefined;
}

/** What a customer may do about it. */
export interface StatusActions {
  /** Ring now: at once where it rings again anyway, as a new request where that is known. */
  readonly again: boolean;
  readonly move: boolean;
  readonly cancel: boolean;
  /** It is over. */
  readonly anew: boolean;
}

const BEFORE_CALL: readonly CallbackView['status'][] = [
  'verifying',
  'waiting',
  'scheduled',
  'due',
  'offered',
  'previewing',
  'retry-wait',
];

/** Where a callback stands, in words. Pure. */
export function statusText(
  given: CallbackTerms,
  formats: Formats,
  view: CallbackView,
  now: number,
): StatusText {
  const terms = { ...enCallbackStatus, ...given };
  const { status, when, agentName, attempts, retryAt } = view;
  const calledAt = attempts.at(-1)?.startedAt;
  const called = calledAt === undefined ? '' : formats.moment(calledAt, now);
  // A title breaks between times, not inside of one.
  const time = (at: number): string => formats.time(at).replaceAll(/\s/g, '\u00A0');
  const said = (title: string, detail = '', aimAt?: number): StatusText => ({ title, detail, aimAt });
  switch (status) {
    case 'verifying':
      return said(terms.statusVerifying, terms.codeHint(view.numberEnding ?? ''));
    case 'waiting':
    case 'scheduled': {
      if (when.kind === 'asap') {
        const { promise } = when;
        const from = promise && time(promise.fromAt);
        const to = promise && time(promise.toAt);
        return from && to
          ? said(
              from === to ? terms.statusWaitingAbout(to) : terms.statusWaiting(from, to),
              '',
              promise.fromAt,
            )
          : said(terms.statusWaitingUnknown);
      }
      const { startAt, endAt } = when;
      const title = terms.statusScheduled(formats.day(startAt, now), time(startAt), time(endAt));
      return said(title, '', startAt);
    }
    case 'due':
    case 'offered':
      return said(terms.statusDue);
    case 'previewing':
      return said(agentName === undefined ? terms.statusDue : terms.statusPreviewing(agentName));
    case 'dialing':
      return said(terms.statusDialing);
    case 'holding':
      return said(terms.statusHolding);
    case 'connected':
      return said(agentName === undefined ? terms.statusConnected : terms.statusConnectedName(agentName));
    case 'wrapping':
      return said(terms.statusWrapping);
    case 'retry-wait':
      return said(
        called ? terms.statusRetry(called) : terms.statusNotReached,
        retryAt === undefined ? '' : terms.statusRetryDetail(formats.moment(retryAt, now)),
        retryAt,
      );
    case 'needs-review':
      return said(terms.statusReview, terms.statusReviewDetail);
    case 'completed':
      return said(terms.statusCompleted);
    case 'cancelled':
      return said(terms.statusCancelled);
    case 'superseded':
      return said(terms.statusSuperseded, terms.statusSupersededDetail);
    case 'exhausted':
      return said(
        called ? terms.statusExhausted(called) : terms.statusNotReached,
        terms.statusExhaustedDetail,
      );
    case 'expired':
      return said(terms.statusExpired, terms.statusExpiredDetail);
    case 'rejected':
      return said(terms.statusRejected, terms.statusRejectedDetail);
    default:
      return status satisfies never;
  }
}

/** What may be done about it now. Pure. */
export function findActions({ status, endedAt, attempts }: CallbackView, canRetry: boolean): StatusActions {
  const isBefore = BEFORE_CALL.includes(status);
  // Whom nobody reached is called again; who has talked, took it back or gave a number that is none, asks anew.
  const isUnreached = status === 'retry-wait' || status === 'exhausted' || status === 'expired';
  return {
    again: isUnreached && canRetry && attempts.at(-1)?.outcome !== 'invalid-number',
    move: isBefore && status !== 'verifying',
    cancel: isBefore || status === 'needs-review',
    anew: endedAt !== undefined,
  };
}
