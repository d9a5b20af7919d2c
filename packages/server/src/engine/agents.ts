import type { AgentId, Clock, Presence } from '@beside/protocol';
import type { AgentRecord } from '../ports/store-accounts.ts';
import type { KeptPresence } from './kept-presence.ts';

/** An agent who has been seen since the server started. */
interface Live {
  connections: number;
  /** What they chose; `offline` follows from having no connection. */
  chosen: Exclude<Presence, 'offline'>;
  reason: 'missed-offers' | undefined;
  missedOffers: number;
  idleSinceAt: number;
}

/** Who is there, on this node. Connections die with the process; what was chosen is kept in the store besides. */
export interface Agents {
  presence(agentId: AgentId): { readonly presence: Presence; readonly reason?: 'missed-offers' };
  /** @returns whether it is the first connection */
  connected(agentId: AgentId): boolean;
  /** @returns whether it was the last connection */
  disconnected(agentId: AgentId): boolean;
  choose(agentId: AgentId, presence: Exclude<Presence, 'offline'>): void;
  /** What was chosen before the process started. */
  restore(agentId: AgentId, kept: KeptPresence): void;
  /** Counts a missed offer (Q4). @returns whether the agent became away by it */
  missed(agentId: AgentId): boolean;
  /** The agent did something with an offer or got a conversation. */
  active(agentId: AgentId): void;
  idleSinceAt(agentId: AgentId): number;
  /** Connected agents among the given records. */
  online(records: readonly AgentRecord[]): AgentRecord[];
}

/** Makes the book of agents of one node. */
export function createAgents(clock: Clock, missedOffersUntilAway: number): Agents {
  const live = new Map<AgentId, Live>();
  const of = (agentId: AgentId): Live => {
    const known = live.get(agentId);
    if (known) return known;
    const fresh: Live = {
      connections: 0,
      chosen: 'away',
      reason: undefined,
      missedOffers: 0,
      idleSinceAt: clock.now(),
    };
    live.set(agentId, fresh);
    return fresh;
  };
  return {
    presence(agentId) {
      const { connections, chosen, reason } = of(agentId);
      if (connections === 0) return { presence: 'offline' };
      return reason === undefined ? { presence: chosen } : { presence: chosen, reason };
    },
    connected(agentId) {
      const agent = of(agentId);
      agent.connections += 1;
      return agent.connections === 1;
    },
    disconnected(agentId) {
      const agent = of(agentId);
      agent.connections = Math.max(0, agent.connections - 1);
      return agent.connections === 0;
    },
    choose(agentId, presence) {
      const agent = of(agentId);
      if (presence === 'available' && agent.chosen !== 'available') agent.idleSinceAt = clock.now();
      agent.chosen = presence;
      agent.reason = undefined;
      agent.missedOffers = 0;
    },
    restore(agentId, { presence, reason }) {
      const agent = of(agentId);
      agent.chosen = presence;
      agent.reason = reason;
    },
    missed(agentId) {
      const agent = of(agentId);
      agent.missedOffers += 1;
      if (agent.missedOffers < missedOffersUntilAway) return false;
      agent.chosen = 'away';
      agent.reason = 'missed-offers';
      agent.missedOffers = 0;
      return true;
    },
    active(agentId) {
      const agent = of(agentId);
      agent.missedOffers = 0;
      agent.idleSinceAt = clock.now();
    },
    idleSinceAt: (agentId) => of(agentId).idleSinceAt,
    online: (records) => records.filter(({ agentId }) => of(agentId).connections > 0),
  };
}
