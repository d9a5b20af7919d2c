import type { Pair } from './chat-pairs.ts';

/** A way for messages from one side to the other: ours, or the bare baseline's. */
export interface Lane {
  /** Sends one message; resolves when its sender has the answer. */
  send(text: string): Promise<void>;
  /** How many messages reached the other side so far. */
  delivered(): number;
}

const TEXT = 'Hello, I have a question about the lamp in my cart. 안녕하세요, 장바구니에 대해 문의드립니다.';
/** So many messages of a lane are on the way at once when throughput is measured. */
export const WINDOW = 24;
const ROUND_MS = 2_000;
const PAUSE_MS = 5;

/** Our pairs as lanes from customer to agent. */
export function pairLanes(pairs: readonly Pair[]): Lane[] {
  return pairs.map(({ customer, agent, conversationId }) => {
    let delivered = 0;
    agent.onFrame((frame) => {
      if (frame.conversationId !== conversationId) return;
      for (const entry of frame.entries ?? []) if (entry.type === 'chat.message') delivered += 1;
    });
    return {
      send: async (text) => {
        await customer.command({ type: 'chat.send', conversationId, content: { kind: 'text', text } });
      },
      delivered: () => delivered,
    };
  });
}

/** How long each of `count` single messages took to its answer, in ms. */
export async function acksOf(lane: Lane, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const startedAt = performance.now();
    await lane.send(TEXT);
    times.push(performance.now() - startedAt);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return times;
}

/** Messages a second that were answered and delivered, every lane keeping a window of them on the way. */
export async function throughputOf(lanes: readonly Lane[]): Promise<number> {
  const deliveredBefore = sumDelivered(lanes);
  const startedAt = performance.now();
  const endAt = startedAt + ROUND_MS;
  let answered = 0;
  const keepSending = async (lane: Lane): Promise<void> => {
    while (performance.now() < endAt) {
      await lane.send(TEXT);
      answered += 1;
    }
  };
  await Promise.all(lanes.flatMap((lane) => Array.from({ length: WINDOW }, () => keepSending(lane))));
  const goal = deliveredBefore + answered;
  const patienceEndsAt = performance.now() + 5_000;
  while (sumDelivered(lanes) < goal) {
    if (performance.now() > patienceEndsAt)
      throw new Error(`${goal - sumDelivered(lanes)} messages were answered but not delivered`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return (answered / (performance.now() - startedAt)) * 1000;
}

function sumDelivered(lanes: readonly Lane[]): number {
  return lanes.reduce((sum, lane) => sum + lane.delivered(), 0);
}
