import {
  BesideError,
  type AgentDesk,
  type Clock,
  type ContactCenter,
  type Interaction,
  type SiteId,
} from '@beside/protocol';
import { openAgentSession } from './agent-session.ts';
import { startAutomaticAgent } from './automatic-agent.ts';
import { createBook } from './book.ts';
import { createReports } from './commands-of-customer.ts';
import { openCustomerSession } from './customer-session.ts';
import { createCustomers } from './customers.ts';
import { pumpAll } from './feeds.ts';
import { createNetwork } from './network.ts';
import { DEFAULT_AGENTS, DEFAULT_SITES, checkOptions, type MemoryCenterOptions } from './options.ts';
import { createWatch } from './watch.ts';
import { createWorkforce } from './workforce.ts';
import type { World } from './world.ts';

/** A contact center in the page: both ports on one state, which lives as long as the page. */
export interface MemoryCenter {
  readonly contactCenter: ContactCenter;
  readonly agentDesk: AgentDesk;
  /** A ticket for `agentDesk`, good once. @throws BesideError `not_found` when nobody has that name */
  createTicket(agentName: string): string;
  /**
   * Takes the network away from one side's sessions, or gives it back; they connect again at once then. Agents who play
   * by themselves are never cut off.
   */
  setOnline(isOnline: boolean, side?: 'customers' | 'agents'): void;
  /** What was reported so far, in order. */
  readonly interactions: readonly Interaction[];
  /** Stops timers and the agents who play by themselves; safe twice. Sessions are closed by whoever opened them. */
  stop(): void;
}

/**
 * Makes a contact center that needs no server: for demonstrations, playgrounds and tests. It keeps the promises of the
 * wire (the same rules, numbers, refusals and resumption), apart from limits of rate.
 *
 * @example
 * const { contactCenter } = createMemoryCenter({ clock });
 * const session = contactCenter.open({ siteId: 'shop', locale: 'en' });
 */
export function createMemoryCenter(options: MemoryCenterOptions): MemoryCenter {
  const { clock, sites = DEFAULT_SITES, agents = DEFAULT_AGENTS, latencyMs = 0, readIdentity } = options;
  checkOptions(sites, agents);
  const networks = {
    customers: createNetwork(clock, latencyMs),
    agents: createNetwork(clock, latencyMs),
    inside: createNetwork(clock, 0),
  };
  const timers = createTimers(clock);
  let isLookDue = false;

  const world: World = {
    clock,
    sites: new Map(sites.map((site) => [site.siteId as SiteId, site])), // checked above
    book: createBook(clock, (conversation) => {
      pumpAll(world, conversation);
      world.changed();
    }),
    customers: createCustomers(clock),
    workforce: createWorkforce(clock, agents),
    peers: new Set(),
    after: timers.after,
    changed() {
      if (isLookDue) return;
      isLookDue = true;
      queueMicrotask(() => {
        isLookDue = false;
        if (!timers.isStopped) watch.look();
      });
    },
  };
  const watch = createWatch(world);
  const reports = createReports(world);
  const shared = { world, watch, onListenerError: options.onListenerError ?? (() => undefined) };

  const createTicket = (agentName: string): string => {
    const agent = world.workforce.findByName(agentName);
    if (!agent) throw new BesideError('not_found', { details: { agent: agentName } });
    return world.workforce.createTicket(agent.agentId);
  };
  const insideDesk: AgentDesk = {
    open: (session) => openAgentSession({ ...shared, network: networks.inside }, session),
  };
  const stops = agents.flatMap(({ name, behaviour }) =>
    behaviour
      ? [
          startAutomaticAgent({
            agentDesk: insideDesk,
            ticket: async () => createTicket(name),
            clock,
            behaviour,
          }),
        ]
      : [],
  );

  return {
    contactCenter: {
      open: (session) =>
        openCustomerSession({ ...shared, network: networks.customers, reports, readIdentity }, session),
    },
    agentDesk: { open: (session) => openAgentSession({ ...shared, network: networks.agents }, session) },
    createTicket,
    setOnline: (isOnline, side = 'customers') => networks[side].set(isOnline),
    get interactions() {
      return reports.interactions;
    },
    stop() {
      for (const stop of stops.splice(0)) stop();
      timers.stop();
    },
  };
}

/** Timers that can all be stopped. */
function createTimers(clock: Clock) {
  const cancels = new Set<() => void>();
  let isStopped = false;
  return {
    get isStopped() {
      return isStopped;
    },
    after(delayMs: number, call: () => void): () => void {
      if (isStopped) return () => undefined;
      const cancel = clock.after(delayMs, () => {
        cancels.delete(forget);
        call();
      });
      const forget = (): void => {
        cancels.delete(forget);
        cancel();
      };
      cancels.add(forget);
      return forget;
    },
    stop() {
      isStopped = true;
      for (const cancel of [...cancels]) cancel();
    },
  };
}
