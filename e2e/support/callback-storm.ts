import { judgeLog } from '../../demo/exchange/judge.ts';
import { createCallbackCustomer, startCallbackAgent, type CallbackCustomer } from './callback-people.ts';
import { EXCHANGE_SECRETS, exchangeConfig, findFreePort, startExchange } from './exchange-process.ts';
import { startConfigured } from './start-configured.ts';

const AGENTS = 6;
const MANY = 1_000_000;
const SETTLE_MS = 150_000;
const PASSWORD = 'a password of the storm';

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
  /** Whether all ended, or wait for a person to review them. */
  readonly isOver: boolean;
  readonly kills: number;
  /** Calls that the exchange accepted, attempts among them that were accepted twice, and telephones that rang twice at once. */
  readonly accepted: number;
  readonly doubled: readonly string[];
  readonly overlapping: readonly (readonly [string, string])[];
  /** How long after its moment every second attempt fell due, in ms, the server's absences included. */
  readonly lateMs: readonly number[];
}

/** Callbacks through every fault of the simulated exchange, while server and exchange are killed at random. */
export async function runCallbackStorm(count: number, seed: number): Promise<CallbackStorm> {
  const port = await findFreePort();
  const server = await startConfigured(
    { ...config, ...exchangeConfig(port) },
    { env: { ...EXCHANGE_SECRETS, STORM_PASSWORD: PASSWORD } },
  );
  const exchange = await startExchange(port, server.line.url, [
    ...['--scenario', 'storm', '--seed', String(seed), '--pace', '40'],
  ]);
  const { socket, url } = server.line;
  const customers = Array.from({ length: count }, (_, index) =>
    createCallbackCustomer(socket, {
      siteId: 'shop',
      number: `010${String(23_450_000 + index * 37)}`,
      address: `127.0.${1 + (index >> 6)}.${1 + (index & 63)}`,
    }),
  );
  const agents = await Promise.all(
    config.agents.map(({ email }) => startCallbackAgent(socket, url, { email, password: PASSWORD })),
  );
  try {
    const kills = Math.max(3, Math.round(count / 25));
    for (let kill = 0; kill < kills; kill += 1) {
      await new Promise((resolve) => setTimeout(resolve, 800 + Math.random() * 1_500));
      const victim = kill % 3 === 2 ? exchange : server;
      await victim.kill();
      await victim.restart();
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
    const { accepted, doubled, overlapping } = judgeLog(await exchange.records());
    const lateMs = (await Promise.all(customers.map(latenessOf))).flat();
    return { told, isOver: isOver(), kills, accepted, doubled, overlapping, lateMs };
  } finally {
    for (const person of [...customers, ...agents]) person.stop();
    await exchange.stop();
    await server.stop();
  }
}

async function latenessOf(customer: CallbackCustomer): Promise<number[]> {
  const entries = await customer.readTimeline();
  return entries.flatMap(({ type, body }, index) => {
    const { retryAt } = body as { retryAt?: number };
    if (type !== 'callback.attempt-ended' || retryAt === undefined) return [];
    const due = entries.slice(index + 1).find((entry) => entry.type === 'callback.due');
    return due?.at === undefined ? [] : [due.at - retryAt];
  });
}
