import { findOpenAttempt, isInCall, hasCallbackEnded, type Callback } from '@beside/protocol';
import { CALLBACK_RULES, type CallbackRules } from '../../ports/callback-rules.ts';
import type { TimerRecord } from '../../ports/store-work.ts';
import type { ConversationRecord } from '../../ports/store.ts';

/** What a callback's timers are about. */
export type CallbackTimerKind =
  | 'callback-due'
  | 'callback-offer'
  | 'callback-preview'
  | 'callback-expiry'
  | 'callback-reconcile'
  | 'callback-wrap-up'
  | 'callback-unown';

type Rules = Pick<CallbackRules, 'verifyMs' | 'silentMs' | 'maxCallMs' | 'wrapUpMs'>;

/**
 * Every timer a callback needs as it stands, so that each change sets and cancels by comparing. What one does is decided
 * when it fires, by the state of then; they say only when to look. Pure.
 *
 * @param dialsItself whether events of an exchange are to be expected soon after dialing
 */
export function wantedTimers(
  callback: Callback,
  { conversationId, customerId }: Pick<ConversationRecord, 'conversationId' | 'customerId'>,
  rules: Rules = CALLBACK_RULES,
  dialsItself = true,
): TimerRecord[] {
  const { callbackId, status, dueAt, offer, preview, owner, revision } = callback;
  if (hasCallbackEnded(status)) return [];
  const timer = (kind: CallbackTimerKind, at: number | undefined, more: Record<string, string> = {}) =>
    at === undefined
      ? []
      : [
          {
            timerId: `${kind}:${callbackId}`,
            dueAt: at,
            payload: { kind, callbackId, conversationId, customerId, revision: String(revision), ...more },
          },
        ];
  const isBefore = !isInCall(status) && status !== 'needs-review';
  const attempt = findOpenAttempt(callback);
  const last = callback.attempts.at(-1);
  return [
    ...timer('callback-due', isBefore ? dueAt : undefined),
    ...timer('callback-offer', offer?.expiresAt, { offerId: offer?.offerId ?? '' }),
    ...timer('callback-preview', preview?.endsAt),
    ...timer('callback-expiry', isBefore ? givenUpAt(callback, rules) : undefined),
    ...timer(
      'callback-reconcile',
      status !== 'needs-review' && attempt ? whenSilent(callback, rules, dialsItself) : undefined,
      { attemptId: attempt?.attemptId ?? '' },
    ),
    ...timer(
      'callback-wrap-up',
      status === 'wrapping' && last?.endedAt ? last.endedAt + rules.wrapUpMs : undefined,
    ),
    ...timer('callback-unown', isBefore ? owner?.untilAt : undefined),
  ];
}

/** When nothing comes of it any more: a number that nobody proves keeps no place for long. */
export function givenUpAt(
  { status, expiresAt, requestedAt }: Callback,
  { verifyMs }: Pick<CallbackRules, 'verifyMs'>,
): number {
  return status === 'verifying' ? Math.min(expiresAt, requestedAt + verifyMs) : expiresAt;
}

/** Ringing is short where an exchange tells of it; talking, waiting on the line and dialing by hand are not. */
function whenSilent(callback: Callback, rules: Rules, dialsItself: boolean): number | undefined {
  const attempt = findOpenAttempt(callback);
  if (!attempt) return undefined;
  const isRinging = callback.status === 'dialing' && dialsItself;
  return (attempt.connectedAt ?? attempt.startedAt) + (isRinging ? rules.silentMs : rules.maxCallMs);
}
