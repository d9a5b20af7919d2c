import {
  BesideError,
  LIMITS,
  newId,
  type AgentId,
  type Clock,
  type Presence,
  type SiteId,
} from '@beside/protocol';
import { DEFAULT_AGENT, type MemoryAgent } from './options.ts';

/** An agent with where they stand now. */
export interface Agent {
  readonly agentId: AgentId;
  readonly name: string;
  readonly alias: string;
  readonly role: 'agent' | 'supervisor';
  readonly capacity: number;
  readonly presence: Presence;
  readonly presenceReason?: 'missed-offers';
  /** Since when they have had nothing new to do, epoch ms. */
  readonly idleSinceAt: number;
  serves(siteId: SiteId): boolean;
}

/** Who is there. */
export interface Workforce {
  list(): readonly Agent[];
  /** @throws BesideError `unauthenticated` when there is no such agent */
  get(agentId: AgentId): Agent;
  findByName(name: string): Agent | undefined;
  /** A ticket that is good once. */
  createTicket(agentId: AgentId): string;
  /** @throws BesideError `unauthenticated` */
  redeemTicket(ticket: string): Agent;
  connected(agentId: AgentId): void;
  /** @returns whether it was the last connection */
  disconnected(agentId: AgentId): boolean;
  choose(agentId: AgentId, presence: Exclude<Presence, 'offline'>): void;
  /** Counts a missed offer; too many in a row make an agent away. */
  missed(agentId: AgentId): void;
  /** The agent did something with an offer or got a conversation. */
  active(agentId: AgentId): void;
}

interface Live {
  readonly record: MemoryAgent;
  connections: number;
  chosen: Exclude<Presence, 'offline'>;
  isMissing: boolean;
  missedOffers: number;
  idleSinceAt: number;
}

/** Makes the book of agents; nobody is connected yet. */
export function createWorkforce(clock: Clock, records: readonly MemoryAgent[]): Workforce {
  const tickets = new Map<string, AgentId>();
  const live = new Map<AgentId, Live>(
    records.map((record) => [
      newId<AgentId>(clock),
      {
        record,
        connections: 0,
        chosen: 'away',
        isMissing: false,
        missedOffers: 0,
        idleSinceAt: clock.now(),
      },
    ]),
  );
  const liveOf = (agentId: AgentId): Live => {
    const found = live.get(agentId);
    if (!found) throw new BesideError('unauthenticated');
    return found;
  };
  const viewOf = (agentId: AgentId): Agent => {
    const { record, connections, chosen, isMissing, idleSinceAt } = liveOf(agentId);
    const { name, alias = name, role, capacity, siteIds } = { ...DEFAULT_AGENT, ...record };
    return {
      agentId,
      name,
      alias,
      role,
      capacity,
      presence: connections === 0 ? 'offline' : chosen,
      ...(connections > 0 && isMissing ? { presenceReason: 'missed-offers' } : {}),
      idleSinceAt,
      serves: (siteId) => siteIds?.includes(siteId) ?? true,
    };
  };

  return {
    list: () => [...live.keys()].map(viewOf),
    get: viewOf,
    findByName: (name) => [...live.keys()].map(viewOf).find((agent) => agent.name === name),
    createTicket(agentId) {
      const ticket = newId(clock);
      tickets.set(ticket, agentId);
      return ticket;
    },
    redeemTicket(ticket) {
      const agentId = tickets.get(ticket);
      if (!agentId || !tickets.delete(ticket)) throw new BesideError('unauthenticated');
      return viewOf(agentId);
    },
    connected: (agentId) => void (liveOf(agentId).connections += 1),
    disconnected(agentId) {
      const agent = liveOf(agentId);
      agent.connections = Math.max(0, agent.connections - 1);
      return agent.connections === 0;
    },
    choose(agentId, presence) {
      const agent = liveOf(agentId);
      if (presence === 'available' && agent.chosen !== 'available') agent.idleSinceAt = clock.now();
      Object.assign(agent, { chosen: presence, isMissing: false, missedOffers: 0 });
    },
    missed(agentId) {
      const agent = liveOf(agentId);
      agent.missedOffers += 1;
      if (agent.missedOffers < LIMITS.missedOffersUntilAway) return;
      Object.assign(agent, { chosen: 'away', isMissing: true, missedOffers: 0 });
    },
    active(agentId) {
      Object.assign(liveOf(agentId), { missedOffers: 0, idleSinceAt: clock.now() });
    },
  };
}
