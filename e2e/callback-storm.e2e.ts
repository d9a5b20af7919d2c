/**
 * Callbacks through every fault of the simulated exchange, while server and exchange are killed (SIGKILL) at random: no
 * attempt is accepted twice, no telephone rings twice at once, and every callback comes to an end. The exchange's own log is
 * the judge. `CALLBACKS=500` for the long run; a few in CI.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { judgeLog } from '../demo/exchange/judge.ts';
import { createCallbackCustomer, startCallbackAgent } from './support/callback-people.ts';
import { EXCHANGE_SECRETS, exchangeConfig, findFreePort, startExchange } from './support/exchange-process.ts';
import { startConfigured } from './support/start-configured.ts';

const count = Number(process.env['CALLBACKS'] ?? 30);
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
            silentMs: 60_000,
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

test(`[C5] [G9] ${count} callbacks through every fault of the exchange and kill -9: no double dial, and all end`, async (t) => {
  const port = await findFreePort();
  const server = await startConfigured(
    { ...config, ...exchangeConfig(port) },
    { env: { ...EXCHANGE_SECRETS, STORM_PASSWORD: PASSWORD } },
  );
  const exchange = await startExchange(port, server.line.url, [
    ...['--scenario', 'storm', '--seed', '7', '--pace', '40'],
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

    const statuses = customers.map(({ view }) => view?.status ?? 'none');
    const told: Record<string, number> = {};
    for (const status of statuses) told[status] = (told[status] ?? 0) + 1;
    t.diagnostic(JSON.stringify(told));
    assert.ok(isOver(), `not all came to an end: ${JSON.stringify(told)}`);
    const { accepted, doubled, overlapping } = judgeLog(await exchange.records());
    t.diagnostic(`${accepted} calls accepted, ${kills} kills`);
    assert.deepEqual({ doubled, overlapping }, { doubled: [], overlapping: [] });
    assert.ok(accepted >= count / 2, 'too few calls to prove anything');
  } finally {
    for (const person of [...customers, ...agents]) person.stop();
    await exchange.stop();
    await server.stop();
  }
});
