import { startConfigured } from '../e2e/support/start-configured.ts';
import { startBareRelay } from './support/bare-relay.ts';
import { measureShown } from './support/chat-shown.ts';
import { BENCH_LIMITS, BENCH_PASSWORD, benchConfig, openPairs } from './support/chat-pairs.ts';
import { WINDOW, acksOf, pairLanes, throughputOf, type Lane } from './support/chat-load.ts';
import { median, percentile, rateRow, timingRow, type Benchmark, type Row } from './support/row.ts';

const ROUNDS = 5;
const PAIRS = 40;
const SENDS = 300;

/** One message from press to disk and to the other's eyes, and how many a second; two cores shared by server and load. */
export const chatBenchmark: Benchmark = {
  prefixes: ['chat.'],
  run: async () => [...(await wireRows()), ...(await shownRows())],
};

async function wireRows(): Promise<Row[]> {
  const server = await startConfigured(benchConfig(PAIRS), { env: { BENCH_PASSWORD } });
  const relay = await startBareRelay();
  try {
    const pairs = pairLanes(await openPairs(server.line, PAIRS));
    const bare = await relay.openLanes(PAIRS);
    const acks = await acksOf(firstOf(pairs), SENDS);
    const bareAcks = await acksOf(firstOf(bare), SENDS);
    const rates: number[] = [];
    const bareRates: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rates.push(await throughputOf(pairs));
      bareRates.push(await throughputOf(bare));
    }
    const ack = (share: number) => ({
      value: percentile(acks, share),
      baseline: percentile(bareAcks, share),
      unit: 'ms',
    });
    return [
      timingRow(
        'chat.ack.p50',
        ack(0.5),
        { budget: 2, factor: 10 },
        `${SENDS} messages, fsynced; baseline: bare ws, no store`,
      ),
      timingRow('chat.ack.p99', ack(0.99), { budget: 15, factor: 10 }),
      rateRow(
        'chat.durable',
        { value: median(rates), baseline: median(bareRates), unit: 'messages/s' },
        { budget: 10_000, share: 0.35 },
        `${PAIRS} conversations with ${WINDOW} messages each on the way, fsynced, acknowledged and delivered to one agent each; plain frames, no SDK; baseline: bare ws relay, no store`,
      ),
    ];
  } finally {
    relay.stop();
    await server.stop();
  }
}

async function shownRows(): Promise<Row[]> {
  const server = await startConfigured({ limits: BENCH_LIMITS });
  try {
    const { shown, bare } = await measureShown(server.line);
    const at = (share: number) => ({
      value: percentile(shown, share),
      baseline: percentile(bare, share),
      unit: 'ms',
    });
    return [
      timingRow(
        'chat.shown.p50',
        at(0.5),
        { budget: 10, factor: 4 },
        `${shown.length} messages, key press → text in the agent's page; baseline: broadcast channel between two pages`,
      ),
      timingRow('chat.shown.p99', at(0.99), { budget: 40, factor: 4 }),
    ];
  } finally {
    await server.stop();
  }
}

function firstOf(lanes: readonly Lane[]): Lane {
  const [lane] = lanes;
  if (!lane) throw new Error('no lane was opened');
  return lane;
}
