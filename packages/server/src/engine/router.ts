import { BesideError, decideConversation, type AgentId } from '@beside/protocol';
import { newOfferId } from '../base/ids.ts';
import type { AgentRecord } from '../ports/store-accounts.ts';
import type { ConversationRecord } from '../ports/store.ts';
import { changeConversation } from './change-conversation.ts';
import { codeOf } from './code-of.ts';
import { matchOffers, type Candidate, type Match } from './routing.ts';
import type { Engine } from './parts.ts';
import { offerTimerId } from './timer-ids.ts';

/** Looks at queues and rings conversations at agents. */
export interface Router {
  /** Looks at a site soon; many calls are one look. */
  route(siteId: string): void;
  /** Looks at every site; for the start. */
  routeAll(): void;
  /** Resolves when no look is going on or asked for. */
  idle(): Promise<void>;
}

const MAX_LOOKED_AT = 200;

/** Starts the router of a node. Sites are looked at one after another, so an agent is never matched twice at a time. */
export function createRouter(engine: Engine): Router {
  const wanted = new Set<string>();
  let looking: Promise<void> | undefined;

  function route(siteId: string): void {
    if (!engine.sites.has(siteId)) return; // of an agent, but no longer of the configuration
    wanted.add(siteId);
    looking ??= look();
  }

  async function look(): Promise<void> {
    for (let [siteId] = wanted; siteId !== undefined; [siteId] = wanted) {
      wanted.delete(siteId);
      try {
        await offerWaiting(siteId);
      } catch (error) {
        engine.log.error(
          { site: siteId, error: codeOf(error) },
          'routing failed; it is tried again at the next change',
        );
      }
      engine.bus.publish({ kind: 'site', siteId });
    }
    looking = undefined;
  }

  async function offerWaiting(siteId: string): Promise<void> {
    if (engine.sites.get(siteId)?.backend !== undefined) return; // a vendor's own agents serve it
    const waiting = await engine.store.read((transaction) =>
      transaction.listConversations({ siteIds: [siteId], statuses: ['queued'], limit: MAX_LOOKED_AT }),
    );
    if (waiting.length === 0) return;
    const records = await engine.store.read((transaction) => transaction.listAgents());
    const available = records.filter(
      (agent) =>
        !agent.isDisabled &&
        agent.queues[siteId] &&
        engine.agents.presence(agent.agentId).presence === 'available',
    );
    const candidates = await Promise.all(available.map(toCandidate));
    if (!candidates.some(({ freeSlots, isRinging }) => freeSlots > 0 && !isRinging)) return;
    const states = await Promise.all(waiting.map(passedByOf));
    for (const match of matchOffers(
      waiting.map((record, index) => ({ ...record, passedBy: states[index] ?? [] })),
      candidates,
    )) {
      await offer(match);
    }
  }

  async function toCandidate(agent: AgentRecord): Promise<Candidate> {
    const { agentId } = agent;
    const load = await engine.store.read((transaction) =>
      transaction.listConversations({
        siteIds: Object.keys(agent.queues),
        statuses: ['offered', 'assigned'],
        agentId,
        limit: agent.capacity + 1,
      }),
    );
    return {
      agentId,
      queues: agent.queues,
      freeSlots: agent.capacity - load.length,
      isRinging: load.some(({ status }) => status === 'offered'),
      idleSince: engine.agents.idleSince(agentId),
    };
  }

  async function passedByOf(record: ConversationRecord): Promise<readonly AgentId[]> {
    return (await engine.store.read((transaction) => engine.timeline.load(transaction, record))).passedBy;
  }

  async function offer({ conversationId, agentId }: Match): Promise<void> {
    const expiresAt = engine.clock.now() + engine.limits.offerTimeoutMs;
    const offerId = newOfferId(engine.clock);
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
    route,
    routeAll: () => {
      for (const siteId of engine.sites.keys()) route(siteId);
    },
    idle: async () => {
      while (looking) await looking;
    },
  };
}
