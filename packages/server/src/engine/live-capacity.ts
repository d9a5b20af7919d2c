import type { Engine } from './parts.ts';
import { openingStatus } from './opening-hours.ts';
import { listWaiting, toCandidate } from './waiting-list.ts';

/** How much help a site has to give at this moment. */
export interface LiveCapacity {
  readonly isOpen: boolean;
  /** Conversations that available agents could take besides what waits already; never negative. */
  readonly freeSlots: number;
}

/** What could be taken now, after whoever waits already. Of a vendor's agents nothing is known: 0. */
export async function liveCapacity(engine: Engine, siteId: string): Promise<LiveCapacity> {
  const site = engine.sites.get(siteId);
  if (!site) return { isOpen: false, freeSlots: 0 };
  const { isOpen } = openingStatus(engine.hours.of(siteId) ?? site.hours, engine.clock.now());
  if (!isOpen || site.backend !== undefined) return { isOpen, freeSlots: 0 };
  const records = await engine.store.read((transaction) => transaction.listAgents());
  const available = records.filter(
    ({ agentId, isDisabled, queues }) =>
      !isDisabled && queues[siteId] && engine.agents.presence(agentId).presence === 'available',
  );
  const candidates = await Promise.all(available.map((agent) => toCandidate(engine, agent)));
  const free = candidates.reduce((sum, { freeSlots }) => sum + Math.max(0, freeSlots), 0);
  const waiting = await listWaiting(engine, siteId, new Set(site.queues.map(({ queueId }) => queueId)));
  return { isOpen, freeSlots: Math.max(0, free - waiting.length) };
}
