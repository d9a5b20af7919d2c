import type { EntryDraft } from '../conversation/schema.ts';
import type { Decision } from '../conversation/state.ts';
import type { ErrorDetails } from '../errors.ts';
import { LIMITS } from '../limits.ts';
import type { CallbackCommand } from './commands.ts';
import { isInCall, type Callback, type CallbackStatus } from './state.ts';

/** Where a callback may still be moved, given to somebody else or ended: nobody's telephone rings. */
export const PRE_CALL: readonly CallbackStatus[] = [
  'verifying',
  'waiting',
  'scheduled',
  'due',
  'offered',
  'previewing',
  'retry-wait',
];

/** Whether a status is one of some. */
export const isOneOf = (status: CallbackStatus, some: readonly CallbackStatus[]): boolean =>
  some.includes(status);

/** What a callback that waits for a moment needs now: `early` wait on, `due` let it fall due, `late` let it expire. */
export type DueStep = 'early' | 'due' | 'late';

/**
 * Where a callback that waits for a moment stands (CB4); `undefined` when it waits for none. Whoever sets timers asks
 * this when one fires, whatever the clock did in between. Pure.
 */
export function findDueStep({ dueAt, expiresAt }: Callback, now: number): DueStep | undefined {
  if (dueAt === undefined) return undefined;
  if (now < dueAt) return now >= expiresAt ? 'late' : 'early';
  return now > Math.min(expiresAt, dueAt + LIMITS.callbackLatenessMs) ? 'late' : 'due';
}

/** A decision to append. */
export const drafts = (...entries: readonly EntryDraft[]): Decision => ({ entries });

/** Why a command does not fit where the callback stands. */
export function refuseStatus({ status }: Callback, details: ErrorDetails = {}): Decision {
  const refusal =
    isInCall(status) || status === 'needs-review' ? 'callback_in_progress' : 'callback_not_ready';
  return { refusal, details: { status, ...details } };
}

/** Takes it away from whoever it rings at or who previews it, so that their hands are free. */
export function leaveAgent({ callbackId, offer, preview, agent }: Callback): EntryDraft[] {
  if (offer) {
    const { offerId, agentId } = offer;
    return [{ type: 'callback.offer-ended', body: { callbackId, offerId, agentId, reason: 'withdrawn' } }];
  }
  if (!preview || !agent) return [];
  return [
    { type: 'callback.preview-ended', body: { callbackId, agentId: agent.agentId, reason: 'withdrawn' } },
  ];
}

type Ending = Extract<CallbackCommand, { type: 'cancel' | 'supersede' | 'expire' | 'reject' }>;

/** The entry that ends a callback that was not talked. */
export function endedDraft({ callbackId }: Callback, command: Ending): EntryDraft {
  switch (command.type) {
    case 'cancel':
      return { type: 'callback.cancelled', body: { callbackId, by: command.by, reason: command.reason } };
    case 'supersede': {
      const { channel, conversationId } = command;
      const by = conversationId === undefined ? { channel } : { channel, conversationId };
      return { type: 'callback.superseded', body: { callbackId, by } };
    }
    case 'expire':
      return { type: 'callback.expired', body: { callbackId, reason: command.reason } };
    case 'reject':
      return { type: 'callback.rejected', body: { callbackId, code: command.code } };
    default:
      return command satisfies never;
  }
}
