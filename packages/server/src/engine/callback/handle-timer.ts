import {
  decideCallback,
  findDueStep,
  type AgentId,
  type Callback,
  type CallbackCommand,
  type Decision,
} from '@beside/protocol';
import {
  attemptIdSchema,
  callbackIdSchema,
  conversationIdSchema,
  offerIdSchema,
} from '@beside/protocol/schema';
import * as z from 'zod/mini';
import { CALLBACK_RULES } from '../../ports/callback-rules.ts';
import { changeConversation } from '../change-conversation.ts';
import { keepPresence } from '../kept-presence.ts';
import { openingStatus } from '../opening-hours.ts';
import type { Engine } from '../parts.ts';
import { dialCallback } from './dial.ts';
import { keepsHeld } from './hold.ts';
import { ignoreGone } from './ignore-gone.ts';
import { rejectBlocked } from './reject-blocked.ts';
import { reviewSilence } from './reconcile.ts';
import { givenUpAt, wantedTimers } from './wanted-timers.ts';

const shape = { callbackId: callbackIdSchema, conversationId: conversationIdSchema } as const;

/** What timers of callbacks say is to be done. */
export const callbackTimerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('callback-due'), ...shape }),
  z.object({ kind: z.literal('callback-offer'), ...shape, offerId: offerIdSchema }),
  z.object({ kind: z.literal('callback-preview'), ...shape }),
  z.object({ kind: z.literal('callback-expiry'), ...shape }),
  z.object({ kind: z.literal('callback-reconcile'), ...shape, attemptId: attemptIdSchema }),
  z.object({ kind: z.literal('callback-wrap-up'), ...shape }),
  z.object({ kind: z.literal('callback-unown'), ...shape }),
  z.object({ kind: z.literal('callback-supersede'), ...shape, by: conversationIdSchema }),
]);
/** One of them. */
export type CallbackTimer = z.infer<typeof callbackTimerSchema>;

/** Does what was put off, if it still is to be done: every one is decided anew by the state it finds. */
export async function handleCallbackTimer(engine: Engine, timer: CallbackTimer): Promise<void> {
  switch (timer.kind) {
    case 'callback-offer':
      return missOffer(engine, timer);
    case 'callback-preview':
      return endPreview(engine, timer);
    case 'callback-reconcile':
      return reviewSilence(engine, timer);
    case 'callback-due':
      if ((await keepsHeld(engine, timer)) || (await rejectBlocked(engine, timer))) return;
      return decideTimer(engine, timer, (...found) => commandOf(engine, timer, ...found));
    default:
      return decideTimer(engine, timer, (...found) => commandOf(engine, timer, ...found));
  }
}

type Simple = Exclude<CallbackTimer, { kind: 'callback-offer' | 'callback-preview' | 'callback-reconcile' }>;

/** Pure but for the site's opening hours. `undefined`: nothing, or not yet. */
function commandOf(
  engine: Engine,
  timer: Simple,
  callback: Callback,
  now: number,
  siteId: string,
): CallbackCommand | undefined {
  const { callbackId, revision } = callback;
  switch (timer.kind) {
    case 'callback-due': {
      const step = findDueStep(callback, now);
      if (step === 'late') return { type: 'expire', callbackId, revision, reason: 'too-late' };
      return step === 'due' ? { type: 'fall-due', callbackId, revision } : undefined;
    }
    case 'callback-expiry': {
      const { rules = CALLBACK_RULES } = engine.sites.get(siteId)?.callback ?? {};
      if (now < givenUpAt(callback, rules)) return undefined;
      return { type: 'expire', callbackId, revision, reason: expiryReason(engine, callback, now, siteId) };
    }
    case 'callback-wrap-up':
      return { type: 'wrap-up-over', callbackId };
    case 'callback-unown':
      if (!callback.owner || now < callback.owner.untilAt) return undefined;
      return { type: 'unown', callbackId, by: { role: 'system' }, reason: 'expired' };
    case 'callback-supersede':
      return { type: 'supersede', callbackId, channel: 'chat', conversationId: timer.by };
    default:
      return timer satisfies never;
  }
}

function expiryReason(
  { hours: book }: Engine,
  { status, when }: Callback,
  now: number,
  siteId: string,
): 'too-late' | 'closed' | 'not-verified' {
  if (status === 'verifying') return 'not-verified';
  const hours = book.of(siteId);
  return hours && when.kind === 'asap' && !openingStatus(hours, now).isOpen ? 'closed' : 'too-late';
}

/**
 * Decides by the callback as it is; what is too early, because a clock was set back, is put off again. What does not fit
 * any more is nothing.
 */
async function decideTimer(
  engine: Engine,
  { conversationId, callbackId }: CallbackTimer,
  toCommand: (callback: Callback, now: number, siteId: string) => CallbackCommand | undefined,
): Promise<void> {
  await ignoreGone(
    changeConversation(engine, {
      conversationId,
      decide({ record, callback: state }): Decision {
        const { callback } = state;
        const now = engine.clock.now();
        const command =
          callback?.callbackId === callbackId ? toCommand(callback, now, record.siteId) : undefined;
        return command ? decideCallback(state, command, now) : { entries: [] };
      },
      async also(transaction, { record, callback: { callback }, entries }) {
        if (entries.length > 0 || callback?.callbackId !== callbackId) return;
        const rules = engine.sites.get(record.siteId)?.callback?.rules;
        for (const timer of wantedTimers(callback, record, rules)) await transaction.setTimer(timer);
      },
    }),
  );
}

/** Not answered in time (Q4): the next one is asked; two in a row make an agent away. */
async function missOffer(
  engine: Engine,
  timer: Extract<CallbackTimer, { kind: 'callback-offer' }>,
): Promise<void> {
  const { conversationId, callbackId, offerId } = timer;
  let agentId: AgentId | undefined;
  let isAway = false;
  await ignoreGone(
    changeConversation(engine, {
      conversationId,
      decide({ callback }) {
        agentId = callback.callback?.offer?.agentId;
        return decideCallback(
          callback,
          { type: 'end-offer', callbackId, offerId, reason: 'timeout' },
          engine.clock.now(),
        );
      },
      // Before the queue is looked at again, or it would ring once more at somebody who is away.
      afterwards() {
        isAway = agentId !== undefined && engine.agents.missed(agentId);
      },
    }),
  );
  const missing = agentId;
  if (!isAway || missing === undefined) return;
  await engine.store.transact((transaction) =>
    keepPresence(transaction, missing, { presence: 'away', reason: 'missed-offers' }),
  );
  engine.bus.publish({ kind: 'desk', agentId: missing });
}

/** The time for reading is over: it is dialed, or goes back. */
async function endPreview(engine: Engine, timer: CallbackTimer): Promise<void> {
  const { conversationId, callbackId } = timer;
  const callback = await engine.store.read(async (transaction) => {
    const record = await transaction.findConversation(conversationId);
    return record && (await engine.timeline.callbackOf(transaction, record)).callback;
  });
  const { preview, agent, revision } = callback ?? {};
  if (callback?.callbackId !== callbackId || !preview || !agent || revision === undefined) return;
  const { agentId } = agent;
  if (engine.clock.now() >= preview.endsAt && preview.isDialedAtEnd)
    return ignoreGone(dialCallback(engine, { conversationId, callbackId, revision, agentId }));
  return decideTimer(engine, timer, ({ preview: now }, at) =>
    now && at >= now.endsAt ? { type: 'end-preview', callbackId, agentId, reason: 'timeout' } : undefined,
  );
}
