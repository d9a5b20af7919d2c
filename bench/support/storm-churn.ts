import type { ServerLine } from '../../e2e/support/server-process.ts';
import { connect, newId, ticketsFor, type WireClient } from '../../e2e/support/wire-client.ts';
import { BENCH_PASSWORD } from './chat-pairs.ts';
import { addressOf, atRate, until } from './storm-socket.ts';

/** What came of some time of coming and going. */
export interface ChurnResult {
  readonly sessions: number;
  /** Sessions in which something was refused, lost or never answered. */
  readonly failed: number;
  /** What went wrong first. */
  readonly firstFailure: string | undefined;
}

const SESSION_WITHIN_MS = 20_000;

/** Customers come at a steady rate, ask, are answered by an agent, end the conversation and go. */
export async function runChurn(how: {
  readonly server: ServerLine;
  readonly agents: number;
  readonly perMinute: number;
  readonly forMs: number;
}): Promise<ChurnResult> {
  const { server } = how;
  const agents = await Promise.all(
    Array.from({ length: how.agents }, (_, index) => openAgent(server, index)),
  );
  const failures: string[] = [];
  let done = 0;
  const sessions = await atRate(how.perMinute / 60, how.forMs, (index) => {
    visit(server, addressOf(index % 20_000))
      .catch((error: unknown) => failures.push(String(error)))
      .finally(() => (done += 1));
  });
  await until(() => done === sessions, SESSION_WITHIN_MS * 2, 'the last sessions');
  for (const agent of agents) agent.close();
  return { sessions, failed: failures.length, firstFailure: failures[0] };
}

async function visit(server: ServerLine, address: string): Promise<void> {
  const customer = await connect(
    server.socket,
    { role: 'customer', siteId: 'bench' },
    address,
    SESSION_WITHIN_MS,
  );
  try {
    const conversationId = newId();
    let messages = 0;
    customer.onFrame(({ entries }) => {
      for (const { type } of entries ?? []) if (type === 'chat.message') messages += 1;
    });
    const say = (text: string): Promise<unknown> =>
      customer.command({ type: 'chat.send', conversationId, content: { kind: 'text', text } });
    await customer.command({ type: 'conversation.start', conversationId, channel: 'chat', locale: 'en' });
    customer.send({ type: 'follow', conversationId });
    await say('Is the lamp there in green?');
    await until(() => messages === 2, SESSION_WITHIN_MS, 'an agent answers');
    await say('고맙습니다.');
    await customer.command({ type: 'conversation.end', conversationId });
  } finally {
    customer.close();
  }
}

/** An agent who takes what rings and greets whoever it is. */
async function openAgent(server: ServerLine, index: number): Promise<WireClient> {
  const login = { email: `agent${index}@bench.example`, password: BENCH_PASSWORD };
  const nextTicket = await ticketsFor(server.url, login);
  const agent = await connect(server.socket, { role: 'agent', ticket: await nextTicket() });
  const taken = new Set<string>();
  agent.onFrame(({ desk }) => {
    for (const { offerId, conversation } of desk?.offers ?? []) {
      if (taken.has(offerId)) continue;
      taken.add(offerId);
      // A customer who left meanwhile is the reason when this is refused; their session says so.
      void takeAndGreet(agent, offerId, conversation.conversationId).catch(() => undefined);
    }
  });
  await agent.command({ type: 'presence.set', presence: 'available' });
  return agent;
}

async function takeAndGreet(agent: WireClient, offerId: string, conversationId: string): Promise<void> {
  await agent.command({ type: 'offer.accept', conversationId, offerId });
  const content = { kind: 'text', text: 'Yes, in two greens.' };
  await agent.command({ type: 'chat.send', conversationId, content });
}
