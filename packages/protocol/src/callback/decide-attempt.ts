import type { EntryDraft } from '../conversation/schema.ts';
import type { Decision } from '../conversation/state.ts';
import type { CallbackCommand } from './commands.ts';
import { drafts, isOneOf, leaveAgent, refuseStatus } from './decisions.ts';
import { findOpenAttempt, isInCall, type Callback } from './state.ts';

type AboutAttempts = Extract<
  CallbackCommand,
  { type: 'dial' | 'hold' | 'connect' | 'end-attempt' | 'review' | 'complete' | 'wrap-up-over' }
>;

/** Ringing, talking, and how it ended (C2, C5, C6, CB9–CB11). Pure. */
export function decideAttempt(callback: Callback, command: AboutAttempts, now: number): Decision {
  const { callbackId, status } = callback;
  switch (command.type) {
    case 'dial':
      return dial(callback, command, now);
    case 'hold':
      if (status !== 'dialing' || callback.request.mode !== 'customer-first') return refuseStatus(callback);
      if (!isOpen(callback, command.attemptId)) return { refusal: 'not_found' };
      return drafts({ type: 'callback.holding', body: { callbackId, attemptId: command.attemptId } });
    case 'connect': {
      if (!isOneOf(status, ['dialing', 'holding', 'needs-review'])) return refuseStatus(callback);
      if (!isOpen(callback, command.attemptId)) return { refusal: 'not_found' };
      const { attemptId, agentId, name } = command;
      return drafts(...leaveAgent(callback), {
        type: 'callback.connected',
        body: { callbackId, attemptId, agentId, name },
      });
    }
    case 'end-attempt':
      return endAttempt(callback, command);
    case 'review':
      if (!isOneOf(status, ['dialing', 'holding', 'connected'])) return refuseStatus(callback);
      if (!isOpen(callback, command.attemptId)) return { refusal: 'not_found' };
      return drafts(...leaveAgent(callback), {
        type: 'callback.review-needed',
        body: { callbackId, attemptId: command.attemptId, reason: command.reason },
      });
    case 'complete':
      return complete(callback, command);
    case 'wrap-up-over': {
      const attemptId = callback.attempts.at(-1)?.attemptId;
      if (status !== 'wrapping' || attemptId === undefined) return refuseStatus(callback);
      return drafts({ type: 'callback.completed', body: { callbackId, attemptId, by: { role: 'system' } } });
    }
    default:
      return command satisfies never;
  }
}

/** The fence of C5: under the conversation's lock only one dial can follow a revision, a count and a free line. */
function dial(callback: Callback, command: Extract<AboutAttempts, { type: 'dial' }>, now: number): Decision {
  const { callbackId, status, revision, attempts, agent, expiresAt, request } = callback;
  const { attemptId, number, agentId, callerNumber } = command;
  const isKnown = attempts.some((attempt) => attempt.attemptId === attemptId);
  if (isKnown || isInCall(status) || status === 'needs-review') return { refusal: 'dial_in_flight' };
  if (command.revision !== revision || number !== attempts.length + 1)
    return { refusal: 'callback_stale', details: { revision, attempts: attempts.length } };
  const isAgentFirst = request.mode === 'agent-first';
  if (status !== (isAgentFirst ? 'previewing' : 'due')) return refuseStatus(callback);
  if (isAgentFirst && agent?.agentId !== agentId) return { refusal: 'forbidden' };
  if (now > expiresAt) return refuseStatus(callback, { expiresAt });
  return drafts({
    type: 'callback.dialing',
    body: {
      ...{ callbackId, attemptId, number },
      ...(isAgentFirst && agentId !== undefined ? { agentId } : {}),
      ...(callerNumber === undefined ? {} : { callerNumber }),
    },
  });
}

function endAttempt(callback: Callback, command: Extract<AboutAttempts, { type: 'end-attempt' }>): Decision {
  const { callbackId, status, expiresAt } = callback;
  const { attemptId, outcome, by } = command;
  // After the call the agent may still say that it was a machine that answered: voicemail is no success (C2).
  const isCorrection = status === 'wrapping' && outcome !== 'talked' && by.role !== 'system';
  if (!isCorrection && !isOneOf(status, ['dialing', 'holding', 'connected', 'needs-review']))
    return refuseStatus(callback);
  const last = callback.attempts.at(-1);
  if (last?.attemptId !== attemptId) return { refusal: 'not_found' };
  if (by.role === 'agent' && (callback.agent?.agentId ?? last.agentId) !== by.agentId)
    return { refusal: 'forbidden' };
  const mayRetry = outcome !== 'talked' && outcome !== 'invalid-number';
  const retryAt =
    mayRetry && command.retryAt !== undefined && command.retryAt <= expiresAt ? command.retryAt : undefined;
  const ended: EntryDraft = {
    type: 'callback.attempt-ended',
    body: { callbackId, attemptId, outcome, by, ...(retryAt === undefined ? {} : { retryAt }) },
  };
  if (outcome === 'talked' || retryAt !== undefined) return drafts(...leaveAgent(callback), ended);
  return drafts(...leaveAgent(callback), ended, {
    type: 'callback.exhausted',
    body: { callbackId, outcome },
  });
}

function complete(callback: Callback, command: Extract<AboutAttempts, { type: 'complete' }>): Decision {
  const { callbackId, status, agent } = callback;
  const { by, disposition, note } = command;
  const attempt = callback.attempts.at(-1);
  if (!isOneOf(status, ['connected', 'wrapping']) || !attempt) return refuseStatus(callback);
  if (by.role === 'agent' && agent?.agentId !== by.agentId) return { refusal: 'forbidden' };
  const { attemptId } = attempt;
  const hungUp: EntryDraft = {
    type: 'callback.attempt-ended',
    body: { callbackId, attemptId, outcome: 'talked', by },
  };
  return drafts(
    ...(status === 'connected' ? [hungUp] : []),
    {
      type: 'callback.noted',
      body: { callbackId, agentId: by.agentId, disposition, ...(note === undefined ? {} : { note }) },
    },
    { type: 'callback.completed', body: { callbackId, attemptId, by } },
  );
}

const isOpen = (callback: Callback, attemptId: string): boolean =>
  findOpenAttempt(callback)?.attemptId === attemptId;
