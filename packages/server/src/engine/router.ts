import {
  BesideError,
  decideConversation,
  newId,
  type AgentId,
  type ConversationId,
  type OfferId,
} from '@beside/protocol';
import { offerCallback } from './callback/offer.ts';
import { changeConversation } from './change-conversation.ts';
import { codeOf } from './code-of.ts';
import { matchOffers, type Waiting } from './routing.ts';
import type { Engine } from './parts.ts';
import { offerTimerId } from './timer-ids.ts';
import { countExpecting, listWaiting, toCandidate } from './waiting-list.ts';

/** Looks at queues and rings conversations at agents. */
export interface Router {
  /** Something changed at a site: looks at it soon; many calls are one look. */
  route(siteId: string): void;
  /** Looks at every site; for the start. */
  routeAll(): void;
  /** Finishes the look that is going on. */
  stop(): Promise<void>;
}

const SWEEP_MS = 10_000;

/** A chat and at whom it rings. */
interface Offered {
  readonly conversationId: ConversationId;
  readonly agentId: AgentId;
}

/**
 * Starts the router of a node. Sites are looked at one after another, so an agent is never matched twice at a time. A
 * slow sweep finds what a look missed because it failed.
 */
export function startRouter(engine: Engine): Router {
  /** Site id → whether something changed, which others are told of. */
  const wanted = new Map<string, boolean>();
  let looking: Promise<void> | undefined;
  let isStopped = false;
  let cancelSweep = engine.clock.after(SWEEP_MS, sweep);
  /** Site id → how to take back the look at what rests. */
  const rests = new Map<string, () => void>();

  function want(siteId: string, hasChanged: boolean): void {
    if (isStopped || !engine.sites.has(siteId)) return; // of an agent, but no longer of the configuration
    wanted.set(siteId, hasChanged || wanted.get(siteId) === true);
    looking ??= look();
  }

  function sweep(): void {
    for (const siteId of engine.sites.keys()) want(siteId, false);
    cancelSweep = engine.clock.after(SWEEP_MS, sweep);
  }

  async function look(): Promise<void> {
    for (let [next] = wanted; next !== undefined; [next] = wanted) {
      const [siteId, hasChanged] = next;
      wanted.delete(siteId);
      try {
        await offerWaiting(siteId);
      } catch (error) {
        engine.log.error({ siteId, code: codeOf(error) }, 'routing failed; the sweep tries again');
      }
      if (hasChanged) engine.bus.publish({ kind: 'site', siteId });
    }
    looking = undefined;
  }

  async function offerWaiting(siteId: string): Promise<void> {
    if (engine.sites.get(siteId)?.backend !== undefined) return; // a vendor's own agents serve it
    const records = await engine.store.read((transaction) => transaction.listAgents());
    const available = records.filter(
      (agent) =>
        !agent.isDisabled &&
        agent.queues[siteId] &&
        engine.agents.presence(agent.agentId).presence === 'available',
    );
    const candidates = await Promise.all(available.map((agent) => toCandidate(engine, agent)));
    const served = new Set(
      candidates
        .filter(({ freeSlots, isRinging }) => freeSlots > 0 && !isRinging)
        .flatMap(({ queues }) => queues[siteId] ?? []),
    );
    if (served.size === 0) return;
    const waiting = await listWaiting(engine, siteId, served);
    lookAfterRest(siteId, waiting);
    // Who is being rung already will need an agent in a moment: one of the free ones is theirs.
    let expecting = waiting.some(({ callback }) => callback?.isDialedFirst)
      ? await countExpecting(engine, siteId)
      : 0;
    for (const { item, agentId } of matchOffers(waiting, candidates)) {
      if (!item.callback) await offer({ ...item, agentId });
      else if (item.callback.isDialedFirst && expecting > 0) expecting -= 1;
      else await offerCallback(engine, { ...item, callback: item.callback }, agentId);
    }
  }

  /** Those who passed and are alone are asked again when their rest is over, not at the next sweep. */
  function lookAfterRest(siteId: string, waiting: readonly Waiting[]): void {
    rests.get(siteId)?.();
    rests.delete(siteId);
    const ends = waiting.flatMap(({ restsUntilAt }) => restsUntilAt ?? []);
    if (ends.length === 0 || isStopped) return;
    const delayMs = Math.min(...ends) - engine.clock.now();
    rests.set(
      siteId,
      engine.clock.after(delayMs, () => want(siteId, false)),
    );
  }

  async function offer({ conversationId, agentId }: Offered): Promise<void> {
    const expiresAt = engine.clock.now() + engine.limits.offerTimeoutMs;
    const offerId = newId<OfferId>(engine.clock);
    try {
      await changeConversation(engine, {
        conversationId,
        decide: ({ state }) => decideConversation(state, { type: 'offer', offerId, agentId, expiresAt }),
        also: (transaction) =>
          transaction.setTimer({
            timerId: offerTimerId(conversationId),
            dueAt: expiresAt,
            payload: { kind: 'offer', conversationId, offerId, agentId },
          }),
      });
    } catch (error) {
      // It was ended or taken in the meantime: nothing to offer any more.
      if (!(error instanceof BesideError) || !['offer_gone', 'conversation_closed'].includes(error.code))
        throw error;
    }
  }

  return {
    route: (siteId) => want(siteId, true),
    routeAll: () => {
      for (const siteId of engine.sites.keys()) want(siteId, true);
    },
    stop: async () => {
      isStopped = true;
      cancelSweep();
      for (const cancel of rests.values()) cancel();
      wanted.clear();
      await looking;
    },
  };
}
