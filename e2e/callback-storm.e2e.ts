/**
 * Callbacks through every fault of the simulated exchange, while server and exchange are killed (SIGKILL) at random: no
 * attempt is accepted twice, no telephone rings twice at once, every callback comes to an end, and none falls due early. The
 * exchange's own log is the judge. `CALLBACKS=500` for the long run; a few in CI.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { runCallbackStorm } from './support/callback-storm.ts';

const count = Number(process.env['CALLBACKS'] ?? 30);

test(`[C5] ${count} callbacks through every fault of the exchange and kill -9: no double dial, and all end`, async (t) => {
  const { told, kills, accepted, violations, lateMs } = await runCallbackStorm(count, 7);

  t.diagnostic(`${JSON.stringify(told)}, ${accepted} calls accepted, ${kills} kills`);
  t.diagnostic(`late by at most ${Math.max(0, ...lateMs)} ms, ${lateMs.length} times`);
  assert.deepEqual(violations, []);
  assert.ok(accepted >= count / 2, 'too few calls to prove anything');
});
