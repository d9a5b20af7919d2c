import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFakeClock } from '../base/testing/fake-clock.ts';
import type { CallPort, DialOutcome, DialRequest, LookupResult } from '../ports/telephony.ts';
import { reconcileDial } from './reconcile-dial.ts';

const REQUEST: DialRequest = {
  callKey: 'key-1',
  to: '+821012345678',
  from: '+82215880000',
  ringTimeoutMs: 30_000,
};
const never = new AbortController().signal;
const now = { clock: createFakeClock(), signal: never, pausesMs: [] };

/** A provider that answers one thing after the other, and then nothing clear any more. */
function answering(
  dialSafety: CallPort['dialSafety'],
  answers: { dials?: DialOutcome[]; lookups?: LookupResult[] },
): { calls: CallPort; asked: string[] } {
  const asked: string[] = [];
  const { dials = [], lookups } = answers;
  return {
    asked,
    calls: {
      dialSafety,
      async dial({ callKey }) {
        asked.push(`dial ${callKey}`);
        return dials.shift() ?? { kind: 'unknown' };
      },
      ...(lookups
        ? {
            async lookup(callKey) {
              asked.push(`lookup ${callKey}`);
              return lookups.shift() ?? { kind: 'unknown' };
            },
          }
        : {}),
    },
  };
}

describe('finding out what became of a dial', () => {
  it('[TP5] asks nobody where nobody can know', async () => {
    const { calls, asked } = answering('none', {});

    assert.equal(await reconcileDial(calls, REQUEST, now), 'needs_review');
    assert.deepEqual(asked, []);
  });

  it('[TP5] never dials where that could ring twice', async () => {
    for (const [result, decision] of [
      [{ kind: 'found', callRef: 'x-1' }, 'dialled'],
      [{ kind: 'absent' }, 'not_dialled'],
      [{ kind: 'unknown' }, 'needs_review'],
    ] as const) {
      const { calls, asked } = answering('lookup', { lookups: [result] });

      assert.equal(await reconcileDial(calls, REQUEST, now), decision);
      assert.deepEqual(asked, ['lookup key-1']);
    }
  });

  it('[TP5] asks an idempotent provider for the same call again', async () => {
    const { calls, asked } = answering('idempotent', {
      dials: [{ kind: 'done', callRef: 'x-1', replayed: true }],
    });

    assert.equal(await reconcileDial(calls, REQUEST, now), 'dialled');
    assert.deepEqual(asked, ['dial key-1']);
  });

  it('[TP5] asks again while nothing is clear, and gives it to a person after a minute', async () => {
    const clock = createFakeClock();
    const startedAt = clock.now();
    const { calls, asked } = answering('lookup', { lookups: [] });
    const deciding = reconcileDial(calls, REQUEST, { clock, signal: never });
    let decision: string | undefined;
    void deciding.then((one) => (decision = one));

    while (decision === undefined) {
      clock.step(clock.now() + 1_000);
      await new Promise((resolve) => setImmediate(resolve));
    }

    assert.equal(decision, 'needs_review');
    assert.equal(asked.length, 7);
    assert.ok(clock.now() - startedAt >= 60_000);
  });

  it('[TP5] decides nothing when the server stops', async () => {
    const controller = new AbortController();
    const { calls } = answering('lookup', { lookups: [] });
    const deciding = reconcileDial(calls, REQUEST, { clock: createFakeClock(), signal: controller.signal });
    await new Promise((resolve) => setImmediate(resolve));

    controller.abort();

    await assert.rejects(deciding, { code: 'closed' });
  });
});
