/**
 * Callbacks through every fault of the simulated exchange, while server and exchange are killed (SIGKILL) at random: no
 * attempt is accepted twice, no telephone rings twice at once, every callback comes to an end, none falls due early, and
 * none later than two seconds while a server runs. The exchange's own log is the judge, also of whether every fault
 * really happened. `CALLBACKS=500` for the long run; a few in CI, on either store.
 */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';

import { startPostgres } from '@beside/server/testing/postgres';

import { BEHAVIOURS, type Behaviour } from '../demo/exchange/behaviours.ts';
import { runCallbackStorm, type CallbackStormOptions } from './support/callback-storm.ts';

const given = process.env['CALLBACKS'];
const onSqlite = Number(given ?? 30);
const onPostgres = Number(given ?? 20);

async function weather(t: TestContext, options: CallbackStormOptions): Promise<void> {
  const { told, kills, verdict, violations, lateMs } = await runCallbackStorm(options);
  const { accepted, behaviours, repeated, scrambled } = verdict;

  t.diagnostic(`${JSON.stringify(told)}, ${accepted} calls accepted, ${kills} kills`);
  t.diagnostic(`${JSON.stringify(behaviours)}, ${repeated} events twice, ${scrambled} calls out of order`);
  t.diagnostic(`late by at most ${Math.max(0, ...lateMs)} ms, ${lateMs.length} times`);
  assert.deepEqual(violations, []);
  assert.ok(accepted >= options.count / 2, 'too few calls to prove anything');
  const missing = (Object.keys(BEHAVIOURS) as Behaviour[]).filter((behaviour) => !behaviours[behaviour]); // its keys
  assert.deepEqual(missing, [], 'the exchange did not do everything it can');
  assert.ok(repeated > 0, 'no event was told twice');
  assert.ok(scrambled > 0, 'no call was told out of order');
  assert.ok(lateMs.length > 0, 'nothing had a moment to be late for');
}

test(`[C5] ${onSqlite} callbacks through every fault of the exchange and kill -9: no double dial, and all end`, (t) =>
  weather(t, { count: onSqlite, seed: 7 }));

test(`[C5] ${onPostgres} callbacks through every fault of the exchange and kill -9 on PostgreSQL: the same`, async (t) => {
  const postgres = await startPostgres({ fsync: true });
  try {
    await weather(t, { count: onPostgres, seed: 11, databaseUrl: await postgres.createDatabase() });
  } finally {
    await postgres.remove();
  }
});
