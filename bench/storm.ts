import { loadavg } from 'node:os';

import { startConfigured } from '../e2e/support/start-configured.ts';
import type { ServerProcess } from '../e2e/support/server-process.ts';
import { residentBytes } from './server.ts';
import { BENCH_LIMITS, BENCH_PASSWORD, benchConfig } from './support/chat-pairs.ts';
import { exactRow, timingRow, type Benchmark, type Row } from './support/row.ts';
import { openFilesOf, peakOf, sampleWhile, slopePerMinute } from './support/storm-memory.ts';
import { startStormProcess, type StormProcess } from './support/storm-process.ts';
import { wait } from './support/storm-socket.ts';

/** How large the storm is. */
export interface StormSize {
  /** Idle customers, and those who come back after a kill. */
  readonly clients: number;
  /** How long customers come and go; the first third is warm-up. */
  readonly soakMinutes: number;
}

/** What `npm run bench` measures unless told otherwise. */
export const STORM_SIZE: StormSize = { clients: 5_000, soakMinutes: 1 };

const PAIRS = 20;
const MESSAGES_PER_SECOND = 500;
const TALK_MS = 15_000;
const ROOMS = 5;
const STALLED_READERS = 100;
/** Of 4 KiB each, read by every reader of a room. Quickly, until the kernel's buffers of a stalled reader are full; then slowly. */
const FILL_PER_SECOND = 400;
const FILL_MS = 14_000;
const ROOM_MESSAGES_PER_SECOND = 50;
const HEALTHY_PER_SECOND = 200;
/** Long enough for the server to give up on a stalled reader (10 s), before its client notices and comes anew (35 s). */
const STALLED_MS = 15_000;
const SOAK_AGENTS = 8;
/** As many as the guarantee against leaks (G24) names. */
const SESSIONS_PER_MINUTE = 200;
/** As long as it names. Until a heap has grown to its working size, which takes some four minutes, a slope says nothing. */
const JUDGED_FROM_MINUTES = 30;
const MEBIBYTE = 1_048_576;
const SAMPLE_MS = 200;
/** Sockets that were closed are gone after this. */
const SETTLE_MS = 2_000;

/** What the server does when everybody comes at once, when readers stall, and after long coming and going. */
export function createStormBenchmark(size: StormSize): Benchmark {
  const parts: Readonly<Record<string, () => Promise<Row[]>>> = {
    'storm.load': () => loadRows(size.clients),
    'storm.reconnect': () => reconnectRows(size.clients),
    'storm.stalled': stalledRows,
    'storm.soak': () => soakRows(size.soakMinutes),
  };
  return {
    prefixes: ['storm.'],
    async run(only) {
      const rows: Row[] = [];
      for (const [name, measure] of Object.entries(parts))
        if (name.startsWith(only) || only.startsWith(name)) rows.push(...(await measure()));
      return rows;
    },
  };
}

/** Idle customers beside a steady talk; baseline: the same talk before they came. */
function loadRows(clients: number): Promise<Row[]> {
  return withServer({ agents: PAIRS }, async (server, startClients) => {
    const talkers = startClients();
    const crowd = startClients();
    await talkers.call('talk.open', { server: server.line, pairs: PAIRS });
    const talk = { perSecond: MESSAGES_PER_SECOND, forMs: TALK_MS };
    await talkers.call('talk.run', { ...talk, forMs: TALK_MS / 5 }); // warm-up
    const alone = await talkers.call('talk.run', talk);
    const emptyBytes = residentBytes(server.pid);
    await crowd.call('crowd.open', { server: server.line, count: clients });
    const loaded = await talkers.call('talk.run', talk);
    const fullBytes = residentBytes(server.pid);
    const missing = loaded.sent - loaded.delivered;
    return [
      timingRow(
        'storm.load',
        { value: loaded.ackP99Ms, baseline: alone.ackP99Ms, unit: 'ms' },
        { budget: 15, factor: 3 },
        `p99 of the acknowledgement at ${MESSAGES_PER_SECOND} messages/s beside ${clients} idle customers, p50 ${tenth(loaded.ackP50Ms)}; baseline: without them; ${load()}`,
      ),
      exactRow(
        'storm.load.missing',
        missing,
        'messages',
        0,
        `of ${loaded.sent} sent, ${loaded.acknowledged} acknowledged`,
      ),
      {
        name: 'storm.load.memory',
        value: tenth(fullBytes / MEBIBYTE),
        baseline: tenth(emptyBytes / MEBIBYTE),
        ratio: tenth(fullBytes / emptyBytes),
        unit: 'MiB',
        ok: true,
        detail: `resident, with ${clients} idle customers; baseline: before they came`,
      },
    ];
  });
}

/** From the kill until the last customer is greeted again. The server is started anew at once. */
function reconnectRows(clients: number): Promise<Row[]> {
  return withServer({ agents: 0 }, async (server, startClients) => {
    const crowd = startClients();
    await crowd.call('crowd.open', { server: server.line, count: clients });
    await wait(2_000);
    const idleBytes = residentBytes(server.pid);
    await crowd.call('crowd.watch', null);
    const killedAt = Date.now();
    await server.kill();
    await server.restart();
    const downMs = Date.now() - killedAt;
    const { value, samples } = await sampleWhile(
      () => residentBytes(server.pid),
      SAMPLE_MS,
      () => crowd.call('crowd.back', null),
    );
    const { backAt, connectP99Ms, attempts, strangers } = value;
    const detail = `${clients} customers with the product's client, a tenth in a conversation; down ${tenth(downMs / 1000)} s; ${attempts} attempts, p99 of those that succeeded ${tenth(connectP99Ms / 1000)} s`;
    return [
      exactRow('storm.reconnect', (backAt - killedAt) / 1_000, 's', 30, `${detail}; ${load()}`),
      exactRow(
        'storm.reconnect.strangers',
        strangers,
        'customers',
        0,
        'came back as somebody else, or without their conversation',
      ),
      exactRow(
        'storm.reconnect.memory',
        peakOf(samples) / idleBytes,
        '× idle',
        2,
        `peak resident memory while they come back; idle ${tenth(idleBytes / MEBIBYTE)} MiB`,
      ),
    ];
  });
}

/**
 * The same talk and the same readers, first reading, then stalled. Before them as much is written with nobody reading it,
 * because a heap grows with what is written, too.
 */
function stalledRows(): Promise<Row[]> {
  return withServer({ agents: PAIRS }, async (server, startClients) => {
    const [talkers, readers, unreadWriters] = [startClients(), startClients(), startClients()];
    const sample = <Value>(work: () => Promise<Value>) =>
      sampleWhile(() => residentBytes(server.pid), SAMPLE_MS, work);
    await talkers.call('talk.open', { server: server.line, pairs: PAIRS });
    await unreadWriters.call('rooms.open', { server: server.line, rooms: ROOMS, readers: 0 });
    await unreadWriters.call('rooms.write', { perSecond: FILL_PER_SECOND });
    const { samples: unread } = await sample(() => wait(FILL_MS));
    unreadWriters.stop();
    await readers.call('rooms.open', { server: server.line, rooms: ROOMS, readers: STALLED_READERS });
    await readers.call('rooms.write', { perSecond: ROOM_MESSAGES_PER_SECOND });
    const talkFor = (forMs: number) => talkers.call('talk.run', { perSecond: HEALTHY_PER_SECOND, forMs });
    await talkFor(STALLED_MS / 5); // warm-up
    const { value: healthy, samples: before } = await sample(() => talkFor(STALLED_MS));
    await readers.call('rooms.stall', null);
    await readers.call('rooms.write', { perSecond: FILL_PER_SECOND });
    const { samples: filling } = await sample(() => wait(FILL_MS));
    await readers.call('rooms.write', { perSecond: ROOM_MESSAGES_PER_SECOND });
    const { value: stalled, samples: during } = await sample(() => talkFor(STALLED_MS));
    const cutOff = await tooSlow(server);
    const { written } = await readers.call('rooms.settle', null);
    const ratio = stalled.ackP99Ms / healthy.ackP99Ms;
    return [
      {
        ...exactRow(
          'storm.stalled',
          ratio,
          '×',
          2,
          `p99 of healthy acknowledgements with ${STALLED_READERS} stalled readers (${tenth(stalled.ackP99Ms)} ms) to the same readers reading (${tenth(healthy.ackP99Ms)} ms); ${cutOff} cut off as too slow; all resumed and read all of ${written} messages; ${load()}`,
        ),
      },
      exactRow(
        'storm.stalled.memory',
        Math.max(0, peakOf([...filling, ...during]) - peakOf([...unread, ...before])) / MEBIBYTE,
        'MiB',
        128,
        `resident, peak to peak, added by the stalled readers; ${tenth(peakOf(unread) / MEBIBYTE)} MiB with as much written and nobody reading it`,
      ),
    ];
  });
}

/** Resident memory over churn. */
function soakRows(minutes: number): Promise<Row[]> {
  return withServer({ agents: SOAK_AGENTS, capacity: 20 }, async (server, startClients) => {
    const clients = startClients();
    const churn = (forMs: number) =>
      clients.call('churn.run', {
        ...{ server: server.line, agents: SOAK_AGENTS, perMinute: SESSIONS_PER_MINUTE, forMs },
      });
    const forMs = minutes * 60_000;
    const startBytes = residentBytes(server.pid);
    await churn(forMs / 3);
    await wait(SETTLE_MS);
    const filesBefore = openFilesOf(server.pid);
    const { value, samples } = await sampleWhile(
      () => residentBytes(server.pid),
      SAMPLE_MS,
      () => churn((forMs / 3) * 2),
    );
    const { sessions, failed, firstFailure } = value;
    await wait(SETTLE_MS);
    const files = openFilesOf(server.pid) - filesBefore;
    const [first, last] = [samples[0], samples.at(-1)].map((sample) => (sample?.bytes ?? 0) / MEBIBYTE);
    const detail = [
      `${minutes} min at ${SESSIONS_PER_MINUTE} sessions/min, the first third warm-up; ${sessions} sessions after it`,
      `${tenth(startBytes / MEBIBYTE)} → ${tenth(first ?? 0)} → ${tenth(last ?? 0)} MiB`,
      `${files} more open files`,
      ...(failed > 0 ? [`${failed} sessions failed: ${firstFailure}`] : []),
      load(),
    ];
    const isJudged = minutes >= JUDGED_FROM_MINUTES;
    if (!isJudged) detail.push(`not judged: --minutes ${JUDGED_FROM_MINUTES} is`);
    const slope = slopePerMinute(samples) / MEBIBYTE;
    return [
      isJudged
        ? exactRow('storm.soak', slope, 'MiB/min', 1, detail.join('; '))
        : { name: 'storm.soak', value: tenth(slope), unit: 'MiB/min', ok: true, detail: detail.join('; ') },
      exactRow('storm.soak.failed', failed, 'sessions', 0, `of ${sessions}`),
    ];
  });
}

/** A server with so many agents, and processes of clients that end with it. */
async function withServer(
  { agents, capacity = 1 }: { readonly agents: number; readonly capacity?: number },
  measure: (server: ServerProcess, startClients: () => StormProcess) => Promise<Row[]>,
): Promise<Row[]> {
  // Many readers of a room are one person's sockets, twice as many when they come back.
  const limits = { ...BENCH_LIMITS, socketsPerSession: 100 };
  const server = await startConfigured(
    { ...benchConfig(agents, capacity), limits },
    { env: { BENCH_PASSWORD } },
  );
  const processes: StormProcess[] = [];
  try {
    return await measure(server, () => {
      const clients = startStormProcess();
      processes.push(clients);
      return clients;
    });
  } finally {
    for (const { stop } of processes) stop();
    await server.stop();
  }
}

/** How many readers the server cut off. */
async function tooSlow({ line }: ServerProcess): Promise<number> {
  const text = await (await fetch(new URL('/metrics', line.url))).text();
  return Number(/^beside_sockets_too_slow_total (\d+)$/m.exec(text)?.[1]);
}

function load(): string {
  return `load average ${loadavg()[0]?.toFixed(1)}`;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
