import { connect, newId, ticketsFor, type WireClient } from '../../e2e/support/wire-client.ts';
import type { ServerLine } from '../../e2e/support/server-process.ts';

/** One customer and the agent who has their conversation. */
export interface Pair {
  readonly customer: WireClient;
  readonly agent: WireClient;
  readonly conversationId: string;
}

/** Password of every agent of the benchmark's configuration; the servers are on loopback and live for seconds. */
export const BENCH_PASSWORD = 'bench-password-of-a-throwaway-server';

/** Configuration of a server with `count` agents of so many conversations each, and limits that do not slow a load generator. */
export function benchConfig(count: number, capacity = 1): Record<string, unknown> {
  return {
    demo: false,
    limits: BENCH_LIMITS,
    sites: [{ siteId: 'bench', name: 'Bench', origins: ['https://bench.example'], allowNoOrigin: true }],
    agents: Array.from({ length: count }, (_, index) => ({
      email: `agent${index}@bench.example`,
      name: `Agent ${index}`,
      passwordEnv: 'BENCH_PASSWORD',
      queues: { bench: ['general'] },
      capacity,
    })),
  };
}

/** Limits of senders and sockets, out of the way of measurements. */
export const BENCH_LIMITS = {
  messageBurst: 10_000_000,
  messagesPerMinute: 100_000_000,
  framesPerSecond: 10_000_000,
  failedLoginsPerAddress: 1_000,
} as const;

/** Brings `count` customers and agents together; every pair follows its conversation on both sides. */
export async function openPairs(server: ServerLine, count: number): Promise<Pair[]> {
  const agents: WireClient[] = [];
  const waiting = new Map<string, (agent: WireClient) => void>();
  for (let index = 0; index < count; index += 1) {
    const nextTicket = await ticketsFor(server.url, {
      email: `agent${index}@bench.example`,
      password: BENCH_PASSWORD,
    });
    const agent = await connect(server.socket, { role: 'agent', ticket: await nextTicket() });
    const taken = new Set<string>();
    agent.onFrame(({ desk }) => {
      for (const { offerId, conversation } of desk?.offers ?? []) {
        if (taken.has(offerId)) continue;
        taken.add(offerId);
        const { conversationId } = conversation;
        void agent
          .command({ type: 'offer.accept', conversationId, offerId })
          .then(() => waiting.get(conversationId)?.(agent));
      }
    });
    await agent.command({ type: 'presence.set', presence: 'available' });
    agents.push(agent);
  }

  const pairs: Pair[] = [];
  for (let index = 0; index < count; index += 1) {
    const conversationId = newId();
    const answered = new Promise<WireClient>((resolve) => waiting.set(conversationId, resolve));
    const customer = await connect(server.socket, { role: 'customer', siteId: 'bench' });
    await customer.command({ type: 'conversation.start', conversationId, channel: 'chat', locale: 'en' });
    const agent = await answered;
    customer.send({ type: 'follow', conversationId });
    agent.send({ type: 'follow', conversationId });
    pairs.push({ customer, agent, conversationId });
  }
  return pairs;
}
