import type { Decision } from '../conversation/state.ts';
import { decideAttempt } from './decide-attempt.ts';
import { decideOffer } from './decide-offer.ts';
import type { CallbackCommand, RequestCallback } from './commands.ts';
import { drafts, endedDraft, findDueStep, isOneOf, leaveAgent, refuseStatus, PRE_CALL } from './decisions.ts';
import { hasCallbackEnded, type Callback, type CallbackState } from './state.ts';

/**
 * What a command to a conversation's callback makes happen (SPEC.md). Pure; the caller has checked who is asking, and
 * appends the entries under the conversation's lock.
 *
 * @param now epoch ms by the server's clock
 */
export function decideCallback(state: CallbackState, command: CallbackCommand, now: number): Decision {
  if (command.type === 'request') return decideRequest(state, command, now);
  const { callback } = state;
  if (callback?.callbackId !== command.callbackId) return { refusal: 'not_found' };
  if (hasCallbackEnded(callback.status))
    return { refusal: 'callback_closed', details: { status: callback.status } };
  switch (command.type) {
    case 'offer':
    case 'end-offer':
    case 'accept':
    case 'decline':
    case 'release':
    case 'end-preview':
    case 'own':
    case 'unown':
      return decideOffer(callback, command, now);
    case 'dial':
    case 'hold':
    case 'connect':
    case 'end-attempt':
    case 'review':
    case 'complete':
    case 'wrap-up-over':
      return decideAttempt(callback, command, now);
    default:
      return decideCourse(callback, command, now);
  }
}

function decideRequest({ callback }: CallbackState, command: RequestCallback, now: number): Decision {
  if (callback && !hasCallbackEnded(callback.status))
    return { refusal: 'callback_open', details: { callbackId: callback.callbackId } };
  if (callback?.callbackId === command.callbackId) return { refusal: 'callback_closed' };
  const missing = command.consents.find(({ kind, isGiven }) => kind === 'required' && !isGiven);
  if (missing) return { refusal: 'consent_required', details: { consent: missing.consentId } };
  if (command.when.kind === 'scheduled' && command.when.startAt <= now)
    return { refusal: 'slot_not_offered' };
  const { type: _type, context, ...body } = command;
  return drafts(
    { type: 'callback.requested', body },
    ...(context ? [{ type: 'conversation.context-changed', body: { context } } as const] : []),
  );
}

type Course = Extract<
  CallbackCommand,
  { type: 'reschedule' | 'cancel' | 'transfer' | 'verify' | 'fall-due' | 'supersede' | 'expire' | 'reject' }
>;

/** Everything that moves a callback outside its calls: only before one, and of the ends only cancelling in doubt. */
function decideCourse(callback: Callback, command: Course, now: number): Decision {
  const { callbackId, status, revision } = callback;
  const mayCancel = command.type === 'cancel' && status === 'needs-review';
  if (!isOneOf(status, PRE_CALL) && !mayCancel) return refuseStatus(callback);
  if ('revision' in command && command.revision !== revision)
    return { refusal: 'callback_stale', details: { revision } };
  switch (command.type) {
    case 'reschedule': {
      const { by, reason, when, target, expiresAt } = command;
      if (when.kind === 'scheduled' && when.startAt <= now) return { refusal: 'slot_not_offered' };
      return drafts(...leaveAgent(callback), {
        type: 'callback.rescheduled',
        body: {
          ...{ callbackId, by, reason, when, expiresAt },
          revision: revision + 1,
          target: target ?? callback.target,
        },
      });
    }
    case 'transfer':
      if (command.queueId === callback.queueId) return drafts();
      return drafts(...leaveAgent(callback), {
        type: 'callback.transferred',
        body: { callbackId, by: command.by, queueId: command.queueId },
      });
    case 'verify':
      if (status !== 'verifying') return refuseStatus(callback);
      return drafts({ type: 'callback.verified', body: { callbackId } });
    case 'fall-due':
      return fallDue(callback, now);
    case 'expire':
      if (command.reason === 'too-late' && now < callback.expiresAt && findDueStep(callback, now) !== 'late')
        return refuseStatus(callback, { expiresAt: callback.expiresAt });
      if (command.reason === 'not-verified' && status !== 'verifying') return refuseStatus(callback);
      return drafts(...leaveAgent(callback), endedDraft(callback, command));
    case 'cancel':
    case 'supersede':
    case 'reject':
      return drafts(...leaveAgent(callback), endedDraft(callback, command));
    default:
      return command satisfies never;
  }
}

/** Never early and never late (G10): a timer that fires at another time, because a clock was set, is refused. */
function fallDue(callback: Callback, now: number): Decision {
  const { callbackId, status, dueAt } = callback;
  if (!isOneOf(status, ['waiting', 'scheduled', 'retry-wait']) || dueAt === undefined)
    return refuseStatus(callback);
  const step = findDueStep(callback, now);
  if (step !== 'due') return refuseStatus(callback, { dueAt, isLate: step === 'late' });
  return drafts({ type: 'callback.due', body: { callbackId } });
}
