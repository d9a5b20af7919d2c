import type { Availability } from '@beside/protocol';
import type { LiveFacts } from '@beside/protocol/visual-ivr';
import type { Site } from '../../ports/site.ts';
import type { Transaction } from '../../ports/store.ts';
import { callingSiteOf, countFree, queueOf, readFacts, readWaiting } from '../callback/read-facts.ts';
import { siteOf } from '../commands-of-customer.ts';
import type { Engine } from '../parts.ts';

/** More precisely nobody is told how many agents there are. */
const TOLD_AGENTS = [0, 1, 2, 3, 5, 10, 20, 50];

/** Many pages ask at once, and nobody notices a second. */
const FRESH_MS = 1_000;

/** What choices cost at this moment (I4), for one queue; the first when none is named. */
export type FindLiveFacts = (siteId: string, queueId: string | undefined) => Promise<LiveFacts>;

/** Makes the way to ask; answers are a second old at most. Rejects with `not_found`. */
export function createLiveFacts(
  engine: Engine,
  availabilityOf: (siteId: string) => Promise<Availability>,
): FindLiveFacts {
  const known = new Map<string, { readonly at: number; readonly facts: Promise<LiveFacts> }>();
  return async (siteId, queueId) => {
    const site = siteOf(engine, siteId);
    const queue = queueOf(site, queueId);
    const key = `${siteId} ${queue}`;
    const now = engine.clock.steadyNow();
    const before = known.get(key);
    if (before && now - before.at < FRESH_MS) return before.facts;
    const facts = availabilityOf(siteId).then((availability) =>
      readLiveFacts(engine, site, availability, queue),
    );
    known.set(key, { at: now, facts });
    facts.catch(() => known.delete(key)); // whoever asks next asks anew
    return facts;
  };
}

/** Of a vendor's agents nothing is known. */
async function readLiveFacts(
  engine: Engine,
  site: Site,
  availability: Availability,
  queue: string,
): Promise<LiveFacts> {
  const isOpen = availability.status === 'open';
  if (site.backend !== undefined) return { availability, channels: { chat: isOpen, callback: false } };
  return engine.store.read(async (transaction) => {
    const { agents, freeAgents } = await readAgents(engine, transaction, site.siteId, queue);
    const callback = site.callback
      ? (await readFacts(engine, transaction, callingSiteOf(engine, site.siteId), queue)).availability
      : undefined;
    const counts = { agents, freeAgents, pendingCallbacks: 0 };
    const waiting = callback
      ? callback.waiting
      : await readWaiting(engine, transaction, site.siteId, queue, counts);
    return {
      availability,
      ...(waiting && isOpen ? { waiting } : {}),
      freeAgents: TOLD_AGENTS.findLast((told) => told <= freeAgents) ?? 0,
      channels: {
        chat: isOpen && agents > 0,
        callback: callback !== undefined && ['both', 'asap', 'scheduled'].includes(callback.offer),
      },
    };
  });
}

/** Who serves a queue and is there, and how many of them could take somebody. */
async function readAgents(
  engine: Engine,
  transaction: Transaction,
  siteId: string,
  queueId: string,
): Promise<{ readonly agents: number; readonly freeAgents: number }> {
  const there = (await transaction.listAgents()).filter(
    ({ agentId, queues }) =>
      queues[siteId]?.includes(queueId) &&
      ['available', 'busy'].includes(engine.agents.presence(agentId).presence),
  );
  return { agents: there.length, freeAgents: await countFree(engine, transaction, siteId, there) };
}
