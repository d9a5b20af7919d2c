import {
  BesideError,
  decideConversation,
  type AgentId,
  type ConversationId,
  type OfferId,
} from '@beside/protocol';
import { agentIdSchema, conversationIdSchema, offerIdSchema } from '@beside/protocol/schema';
import * as z from 'zod/mini';
import type { ClaimedTimer } from '../ports/store-work.ts';
import { returnCallbacks } from './callback/agent-gone.ts';
import { codeTimerSchema, forgetCodes } from './callback/codes.ts';
import { callbackTimerSchema, handleCallbackTimer } from './callback/handle-timer.ts';
import { messageTimerSchema } from './callback/messages/keep-messages.ts';
import { sendMessage } from './callback/messages/send-message.ts';
import { changeConversation } from './change-conversation.ts';
import { codeOf } from './code-of.ts';
import { keepPresence } from './kept-presence.ts';
import { ownSiteIds, type Engine } from './parts.ts';
import { countSolvedAlone, solvedTimerSchema } from './visual-ivr/solved-alone.ts';

/** The worker that does what was put off. */
export interface Timers {
  stop(): Promise<void>;
}

/** What timers of this engine say is to be done. */
const payloadSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('offer'),
    conversationId: conversationIdSchema,
    offerId: offerIdSchema,
    agentId: agentIdSchema,
  }),
  z.object({ kind: z.literal('agent-lost'), agentId: agentIdSchema }),
  messageTimerSchema,
  codeTimerSchema,
  solvedTimerSchema,
  callbackTimerSchema,
]);

// What a process that died had claimed is claimed again in time for “2 s late at most” (G10); handlers guard themselves by their rules.
const LEASE_MS = 1_500;
const BATCH = 50;
/** Of a batch so many are done beside each other and share their commits: whole slots fall due in one moment. */
const TOGETHER = 10;
const MAX_SLEEP_MS = 500;

/**
 * Starts the worker: claims due timers with a lease and completes them with their fence. Sleeps until the next one is
 * due, but looks at least every half second: another node may have set an earlier one.
 */
export function startTimers(engine: Engine): Timers {
  let isStopped = false;
  let cancelSleep: () => void = () => undefined;
  let round: Promise<void> = Promise.resolve();

  /** @returns how long to sleep */
  async function runDue(): Promise<number> {
    const { store, clock } = engine;
    if (!store.isWritable) return MAX_SLEEP_MS;
    const next = await store.read((transaction) => transaction.findNextTimerAt());
    if (next === undefined) return MAX_SLEEP_MS;
    if (next > clock.now()) return Math.min(next - clock.now(), MAX_SLEEP_MS);
    const claimed = await store.transact((transaction) =>
      transaction.claimTimers(clock.now(), LEASE_MS, BATCH),
    );
    for (let from = 0; from < claimed.length; from += TOGETHER)
      await Promise.all(
        claimed
          .slice(from, from + TOGETHER)
          .map((timer) => runOne(timer).catch((error: unknown) => say(error, timer))),
      );
    return 0;
  }

  async function runOne(timer: ClaimedTimer): Promise<void> {
    await handleTimer(engine, timer);
    await engine.store.transact((transaction) => transaction.completeTimer(timer.timerId, timer.fence));
  }

  function say(error: unknown, timer?: ClaimedTimer): void {
    const kind = timer?.payload['kind'];
    engine.log.error(
      { code: codeOf(error), ...(kind === undefined ? {} : { kind }) },
      'a timer failed; it is tried again after its lease',
    );
  }

  function sleep(delayMs: number): void {
    if (!isStopped) cancelSleep = engine.clock.after(delayMs, look);
  }

  function look(): void {
    round = runDue()
      .catch((error: unknown) => {
        say(error);
        return MAX_SLEEP_MS;
      })
      .then(sleep);
  }

  look();
  return {
    stop: async () => {
      isStopped = true;
      cancelSleep();
      await round;
    },
  };
}

async function handleTimer(engine: Engine, timer: ClaimedTimer): Promise<void> {
  // One that a newer version has set is not this one's to complete: it fails here, and stays.
  const due = payloadSchema.parse(timer.payload);
  switch (due.kind) {
    case 'offer':
      return endOffer(engine, due.conversationId, due.offerId, due.agentId);
    case 'agent-lost':
      await returnAssigned(engine, due.agentId);
      return returnCallbacks(engine, due.agentId);
    case 'callback-message':
      return sendMessage(engine, due);
    case 'callback-code-over':
      return forgetCodes(engine, due.name);
    case 'flow-solved':
      return countSolvedAlone(engine, timer, due);
    default:
      return handleCallbackTimer(engine, due);
  }
}

/** The offer was not answered in time (Q4): the next one is asked; two in a row make an agent away. */
async function endOffer(
  engine: Engine,
  conversationId: ConversationId,
  offerId: OfferId,
  agentId: AgentId,
): Promise<void> {
  let isAway = false;
  await ignoreGone(
    changeConversation(engine, {
      conversationId,
      decide: ({ state }) => decideConversation(state, { type: 'end-offer', offerId, reason: 'timeout' }),
      // Before the queue is looked at again, or it would ring once more at somebody who is away.
      afterwards: () => {
        isAway = engine.agents.missed(agentId);
      },
    }),
  );
  if (!isAway) return;
  await engine.store.transact((transaction) =>
    keepPresence(transaction, agentId, { presence: 'away', reason: 'missed-offers' }),
  );
  engine.bus.publish({ kind: 'desk', agentId });
}

/** Gives back what was offered to an agent, at once. */
export async function withdrawOffers(engine: Engine, agentId: AgentId): Promise<void> {
  const offered = await engine.store.read((transaction) =>
    transaction.listConversations({
      siteIds: ownSiteIds(engine),
      statuses: ['offered'],
      agentId,
      limit: BATCH,
    }),
  );
  for (const { conversationId } of offered) {
    if (engine.agents.presence(agentId).presence !== 'offline') return; // back already
    await ignoreGone(
      changeConversation(engine, {
        conversationId,
        decide: ({ state }) =>
          state.offer?.agentId === agentId
            ? decideConversation(state, {
                type: 'end-offer',
                offerId: state.offer.offerId,
                reason: 'disconnected',
              })
            : { refusal: 'offer_gone' },
      }),
    );
  }
}

/** Gives back what was assigned to an agent who stayed away (Q4); customers are told by the entry. */
async function returnAssigned(engine: Engine, agentId: AgentId): Promise<void> {
  if (engine.agents.presence(agentId).presence !== 'offline') return;
  for (;;) {
    const assigned = await engine.store.read((transaction) =>
      transaction.listConversations({
        siteIds: ownSiteIds(engine),
        statuses: ['assigned'],
        agentId,
        limit: BATCH,
      }),
    );
    if (assigned.length === 0) return;
    let changed = 0;
    for (const { conversationId } of assigned) {
      const isGone = await ignoreGone(
        changeConversation(engine, {
          conversationId,
          decide: ({ state }) =>
            decideConversation(state, { type: 'return', agentId, reason: 'disconnected' }),
        }),
      );
      if (!isGone) changed += 1;
    }
    if (changed === 0) return;
  }
}

/** @returns whether it had changed in the meantime, so that there was nothing to do any more */
async function ignoreGone(change: Promise<unknown>): Promise<boolean> {
  try {
    await change;
    return false;
  } catch (error) {
    if (
      error instanceof BesideError &&
      ['offer_gone', 'conversation_closed', 'forbidden'].includes(error.code)
    )
      return true;
    throw error;
  }
}
