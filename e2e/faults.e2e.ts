/**
 * Real servers under load meet every kind of fault once, and keep what they promised. `FAULT_SEEDS=200` for the long run.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { explain, PROVEN_STORES, runSeeds } from './faults/run-seeds.ts';

const seeds = Number(process.env['FAULT_SEEDS'] ?? 4);

for (const store of PROVEN_STORES) {
  test(`${seeds} schedules of faults on ${store} break no promise`, async (t) => {
    const outcomes = await runSeeds(store, 0, seeds);

    for (const { seed, faults, leftOut, acknowledged } of outcomes) {
      t.diagnostic(`${seed}: ${faults.map(({ kind }) => kind).join(', ')}; ${acknowledged} acknowledged`);
      for (const { kind, missing } of leftOut)
        t.diagnostic(`LEFT OUT of ${seed}: ${kind}, because this machine has no ${missing.join(', ')}`);
    }
    assert.deepEqual(outcomes.filter(({ violations }) => violations.length > 0).map(explain), []);
  });
}
