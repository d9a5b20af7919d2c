import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSystemClock } from '@beside/protocol';
import { createLog } from '../config/log.ts';
import type { DialRequest, DialSafety } from '../ports/telephony.ts';
import { newKey } from './conformance/telephony-harness.ts';
import { serveTelephony, type TelephonyCalls } from './create-telephony.ts';
import { startExchange } from './testing/exchange-process.ts';

const CALLS = 200;
const AT_ONCE = 20;

/** Dials as the engine has to: what is unclear is reconciled, what is certainly not there gets a new attempt. */
async function dialUntilClear(calls: TelephonyCalls, to: string, keys: string[]): Promise<string> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const request: DialRequest = { callKey: newKey(), to, from: '+82215880000', ringTimeoutMs: 200 };
    keys.push(request.callKey);
    const outcome = await calls.dial(request);
    if (outcome.kind === 'done') return 'dialled';
    const after = outcome.kind === 'failed' ? 'not_dialled' : await calls.reconcile(request);
    if (after !== 'not_dialled') return after;
  }
  return 'exhausted';
}

describe('a storm of faults', () => {
  for (const mode of ['idempotent', 'lookup', 'none'] as const satisfies readonly DialSafety[])
    it(`[TP5] [bad_A4] rings nobody twice for one call and loses none, ${mode}`, async (t) => {
      const exchange = await startExchange({ mode, scenario: 'storm', seed: 42, paceMs: 10 });
      t.after(() => exchange.remove());
      const telephony = serveTelephony(exchange.provider({ timeoutMs: 500 }), {
        clock: createSystemClock(),
        log: createLog('silent'),
        timeoutMs: 1_500,
      });
      const endings: { readonly ending: string; readonly keys: readonly string[] }[] = [];
      let next = 0;
      const worker = async (): Promise<void> => {
        while ((next += 1) <= CALLS) {
          const keys: string[] = [];
          const to = `+8210${String(20_000_000 + next)}`;
          endings.push({ ending: await dialUntilClear(telephony.calls!, to, keys), keys }); // the exchange has them
        }
      };

      await Promise.all(Array.from({ length: AT_ONCE }, worker));

      const book = exchange.records().flatMap(({ kind, callKey }) => (kind === 'accepted' ? [callKey] : []));
      const ringsOf = (keys: readonly string[]): number =>
        book.filter((key) => key !== undefined && keys.includes(key)).length;
      for (const { ending, keys } of endings) {
        const rings = ringsOf(keys);
        // Who needs a review rang once or not at all: that is what the review is for.
        assert.ok(ending === 'needs_review' ? rings <= 1 : rings === (ending === 'dialled' ? 1 : 0), ending);
      }
      const counts = (wanted: string): number => endings.filter(({ ending }) => ending === wanted).length;
      assert.equal(endings.length, CALLS);
      assert.equal(counts('needs_review') > 0, mode === 'none');
      assert.ok(counts('dialled') > 0);
      await telephony.stop();
    });
});
