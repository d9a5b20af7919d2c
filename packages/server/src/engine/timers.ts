import {
  BesideError,
  decideConversation,
  type AgentId,
  type ConversationId,
  type OfferId,
} from '@beside/protocol';
import type { ClaimedTimer } from '../ports/store-work.ts';
import { changeConversation } from './change-conversation.ts';
import type { Engine } from './parts.ts';

/** The worker that does what was put off. */
export interface Timers {
  /** Looks again now: an earlier timer was set. */
  wake(): void;
  stop(): Promise<void>;
}

const LEASE_MS = 10_000;
const BATCH = 50;
const MAX_SLEEP_MS = 500;

/** Starts the worker: claims due timers with a lease and completes them with their fence. Never early; late by ≤ 0.5 s. */
export function startTimers(engine: Engine): Timers {
  let isStopped = false;
  let cancelSleep: () => void = () => undefined;
  let round: Promise<void> = Promise.resolve();

  async function runDue(): Promise<void> {
    const { store, clock } = engine;
    if (!store.isWritable) return;
    const next = await store.read((transaction) => transaction.findNextTimerAt());
    if (next === undefined || next > clock.now()) return;
    const claimed = await store.transact((transaction) =>
      transaction.claimTimers(clock.now(), LEASE_MS, BATCH),
    );
    for (const timer of claimed) {
      await handleTimer(engine, timer);
      await store.transact((transaction) => transaction.completeTimer(timer.timerId, timer.fence));
    }
  }

  function sleep(): void {
    if (isStopped) return;
    cancelSleep = engine.clock.after(MAX_SLEEP_MS, look);
  }

  function look(): void {
    round = runDue()
      .catch((error: unknown) => {
        engine.log.error(
          { error: error instanceof BesideError ? error.code : String(error) },
          'a timer failed; it is tried again after its lease',
        );
      })
      .then(sleep);
  }

  sleep();
  return {
    wake: () => {
      cancelSleep();
      sleep();
    },
    stop: async () => {
      isStopped = true;
      cancelSleep();
      await round;
    },
  };
}

async function handleTimer(engine: Engine, { payload }: ClaimedTimer): Promise<void> {
  // Payloads are written by this engine only; the ids in them are its own.
  if (payload['kind'] === 'offer') {
    await endOffer(
      engine,
      payload['conversationId'] as ConversationId,
      payload['offerId'] as OfferId,
      payload['agentId'] as AgentId,
    );
  }
  if (payload['kind'] === 'agent-lost') await returnAssigned(engine, payload['agentId'] as AgentId);
}

/** The offer was not answered in time (Q4): the next one is asked; two in a row make an agent away. */
async function endOffer(
  engine: Engine,
  conversationId: ConversationId,
  offerId: OfferId,
  agentId: AgentId,
): Promise<void> {
  const isGone = await ignoreGone(
    changeConversation(engine, {
      conversationId,
      decide: ({ state }) => decideConversation(state, { type: 'end-offer', offerId, reason: 'timeout' }),
    }),
  );
  if (isGone) return;
  engine.agents.missed(agentId);
  engine.bus.publish({ kind: 'desk', agentId });
}

/** Gives back what was offered to an agent, at once. */
export async function withdrawOffers(engine: Engine, agentId: AgentId): Promise<void> {
  const offered = await engine.store.read((transaction) =>
    transaction.listConversations({
      siteIds: [...engine.sites.keys()],
      statuses: ['offered'],
      agentId,
      limit: BATCH,
    }),
  );
  for (const { conversationId } of offered) {
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
        siteIds: [...engine.sites.keys()],
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
