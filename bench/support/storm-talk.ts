import { LIMITS } from '@beside/protocol';

import type { ServerLine } from '../../e2e/support/server-process.ts';
import { openPairs, type Pair } from './chat-pairs.ts';
import { percentile } from './row.ts';
import { atRate, until } from './storm-socket.ts';

/** What came of some time of talking. */
export interface TalkResult {
  readonly sent: number;
  /** Answered: on disk. */
  readonly acknowledged: number;
  /** Seen by the agent, each counted once. */
  readonly delivered: number;
  /** From sending to the answer. */
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
}

/** Customers and agents who talk. */
export interface Talk {
  run(how: { readonly perSecond: number; readonly forMs: number }): Promise<TalkResult>;
}

const TEXT = 'Hello, I have a question about the lamp in my cart. 안녕하세요, 장바구니에 대해 문의드립니다.';
const SETTLE_MS = 20_000;

/** Opens the pairs. */
export async function openTalk(server: ServerLine, count: number): Promise<Talk> {
  const pairs: Pair[] = await openPairs(server, count);
  const seen = new Set<string>();
  for (const { agent, conversationId } of pairs)
    agent.onFrame((frame) => {
      if (frame.conversationId !== conversationId) return;
      for (const { type, id } of frame.entries ?? [])
        if (type === 'chat.message' && id !== undefined) seen.add(id);
    });

  // Agents only read here; a server takes who says nothing for long as dead.
  const heartbeat = (): void => {
    for (const { agent, customer } of pairs)
      for (const client of [agent, customer])
        if (client.isOpen) client.send({ type: 'ping', at: Date.now() });
  };
  setInterval(heartbeat, LIMITS.heartbeatMs);

  return {
    async run({ perSecond, forMs }) {
      const times: number[] = [];
      const failures: unknown[] = [];
      seen.clear();
      const sent = await atRate(perSecond, forMs, (index) => {
        const { customer, conversationId } = pairs[index % pairs.length]!; // there is at least one
        const startedAt = performance.now();
        customer.command({ type: 'chat.send', conversationId, content: { kind: 'text', text: TEXT } }).then(
          () => times.push(performance.now() - startedAt),
          (error: unknown) => failures.push(error),
        );
      });
      await until(
        () => times.length + failures.length === sent && seen.size >= times.length,
        SETTLE_MS,
        'everything is answered and delivered',
      );
      return {
        sent,
        acknowledged: times.length,
        delivered: seen.size,
        ackP50Ms: percentile(times, 0.5),
        ackP99Ms: percentile(times, 0.99),
      };
    },
  };
}
