import { BEHAVIOURS } from '../../demo/exchange/behaviours.ts';
import { judgeLog, type Verdict } from '../../demo/exchange/judge.ts';
import { createCallbackCustomer, startCallbackAgent } from './callback-people.ts';
import { EXCHANGE_SECRETS, exchangeConfig, findFreePort, startExchange } from './exchange-process.ts';
import {
  findCallbackViolations,
  latenessOf,
  type Absence,
  type CallbackViolation,
} from './judge-callbacks.ts';
import { startConfigured } from './start-configured.ts';

const AGENTS = 6;
const MANY = 1_000_000;
const SETTLE_MS = 150_000;
/** One in so many chooses a time; the others want to be called as soon as possible. */
const SCHEDULED_EVERY = 5;
const PASSWORD = 'a password of the storm';
/** Numbers that make the exchange do each of its behaviours. */
const CHOOSING_NUMBERS = Object.values(BEHAVIOURS).map(({ digits }) => `010000000${digits}`);

const config = {
  sites: [
    {
      ...{ siteId: 'shop', name: 'Shop', origins: ['http://localhost:1'], allowNoOrigin: true },
      hours: { zone: 'Asia/Seoul', week: 'always' },
      callback: {
        maxSpentPerDay: MANY,
        rules: {
          ...{
            retryAsapMs: [1_000, 1_000],
            retryScheduledMs: [1_000, 1_000],
            // Times that begin with the next minute, with room for everybody; one day of them, because each is a slot.
            slotMs: 60_000,
            leadMs: 0,
            daysAhead: 1,
            share: 1,
            handlingMs: 1_000,
            quietFrom: '00:00',
            quietTo: '00:00',
            wrapUpMs: 3_000,
            silentMs: 25_000,
          },
          ...{ maxPendingAsap: MANY, perSiteMinute: MANY, perAddressHour: MANY, prefixNumbers: MANY },
        },
      },
    },
  ],
  agents: Array.from({ length: AGENTS }, (_, index) => ({
    ...{ email: `agent${index}@storm.example`, name: `Agent ${index}`, passwordEnv: 'STORM_PASSWORD' },
    ...{ queues: { shop: ['general'] }, capacity: 20 },
  })),
  limits: { failedLoginsPerAddress: MANY, framesPerSecond: 10_000 },
};

/** What became of a storm. */
export interface CallbackStorm {
  /** How many ended how. */
  readonly told: Readonly<Record<string, number>>;
  readonly kills: number;
  /** What the exchange's own log says. */
  readonly verdict: Verdict;
  /** Promises that were broken. */
  readonly violations: readonly CallbackViolation[];
  /** How long after their moments callbacks fell due, in ms, less the server's absences. */
  readonly lateMs: readonly number[];
}

/** How a storm is made. */
export interface CallbackStormOptions {
  readonly count: number;
  /** Of what the exchange does to numbers that choose nothing. */
  readonly seed: number;
  /** Of PostgreSQL; the embedded database when absent. */
  readonly databaseUrl?: string;
}

/**
 * Callbacks through every fault of the simulated exchange, while server and exchange are killed at random. The first
 * customers have the numbers that choose a behaviour, so that each happens however small the storm is.
 */
export async function runCallbackStorm({
  count,
  seed,
  databaseUrl,
}: CallbackStormOptions): Promise<CallbackStorm> {
  const port = await findFreePort();
  const server = await startConfigured(
    { ...config, ...exchangeConfig(port) },
    {
      env: {
        ...{ ...EXCHANGE_SECRETS, STORM_PASSWORD: PASSWORD },
        ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      },
    },
  );
  const exchange = await startExchange(port, server.line.url, [
    ...['--scenario', 'storm', '--seed', String(seed), '--pace', '40'],
  ]);
  const { socket, url } = server.line;
  const customers = Array.from({ length: count }, (_, index) =>
    createCallbackCustomer(socket, {
      siteId: 'shop',
      number: CHOOSING_NUMBERS[index] ?? `010${String(23_450_000 + index * 37)}`,
      address: `127.0.${1 + (index >> 6)}.${1 + (index & 63)}`,
      kind: index % SCHEDULED_EVERY === 0 ? 'scheduled' : 'asap',
    }),
  );
  const agents = await Promise.all(
    config.agents.map(({ email }) => startCallbackAgent(socket, url, { email, password: PASSWORD })),
  );
  const absences: Absence[] = [];
  try {
    const kills = Math.max(3, Math.round(count / 25));
    for (let kill = 0; kill < kills; kill += 1) {
      await new Promise((resolve) => setTimeout(resolve, 800 + Math.random() * 1_500));
      const victim = kill % 3 === 2 ? exchange : server;
      const fromAt = Date.now();
      await victim.kill();
      await victim.restart();
      if (victim === server) absences.push({ fromAt, toAt: Date.now() });
    }
    await Promise.all(customers.map(({ asked }) => asked));

    const endings = () => customers.map(({ view }) => (view?.endedAt === undefined ? view?.status : 'ended'));
    const isOver = () => endings().every((ending) => ending === 'ended' || ending === 'needs-review');
    for (const since = Date.now(); !isOver() && Date.now() - since < SETTLE_MS;)
      await new Promise((resolve) => setTimeout(resolve, 250));

    const told: Record<string, number> = {};
    for (const { view } of customers) {
      const status = view?.status ?? 'none';
      told[status] = (told[status] ?? 0) + 1;
    }
    const stories = await Promise.all(
      customers.map(async (customer, index) => {
        const entries = await customer.readTimeline();
        return { name: `customer ${index}`, view: customer.view, entries };
      }),
    );
    const verdict = judgeLog(await exchange.records());
    const violations = findCallbackViolations(verdict, stories, absences);
    const lateMs = stories.flatMap((story) => latenessOf(story, absences));
    return { told, kills, verdict, violations, lateMs };
  } finally {
    for (const person of [...customers, ...agents]) person.stop();
    await exchange.stop();
    await server.stop();
  }
}
