import assert from 'node:assert/strict';
import type { DialSafety, LookupResult } from '../../ports/telephony.ts';
import { decideAfterUnknown, lookupFromRepeat } from '../after-unknown.ts';
import { newKey, patience, type AddTest, type TelephonyBench } from './telephony-harness.ts';

/** TP2 to TP5: what becomes of calls that are asked for. */
export function addDialRules(test: AddTest, dialSafety: DialSafety): void {
  test('[TP2] a call that is accepted is done, and is there once', async (bench) => {
    const request = bench.request(bench.numbers.answers);

    const callRef = await bench.dial(request);

    assert.deepEqual(await bench.accepted(request.callKey), [callRef]);
  });

  test('[TP2] a call that is refused is failed, and is not there', async (bench) => {
    const { refuses } = bench.numbers;
    if (refuses === undefined) return;
    const request = bench.request(refuses);

    const outcome = await bench.calls().dial(request, patience());

    assert.equal(outcome.kind, 'failed');
    assert.deepEqual(await bench.accepted(request.callKey), []);
  });

  test('[TP3] two keys are two calls, also to one number', async (bench) => {
    const refs = [
      await bench.dial(bench.request(bench.numbers.answers)),
      await bench.dial(bench.request(bench.numbers.answers)),
    ];

    assert.equal(new Set(refs).size, 2);
  });

  test('[TP3] who is asked before anybody waits does not dial', async (bench) => {
    const request = bench.request(bench.numbers.answers);

    const outcome = await bench.calls().dial(request, AbortSignal.abort());

    assert.notEqual(outcome.kind, 'done');
    assert.deepEqual(await bench.accepted(request.callKey), []);
  });

  test('[TP4] an answer that is lost is unknown, and the call is there once', async (bench) => {
    const { dropsReply } = bench.numbers;
    if (dropsReply === undefined) return;
    const request = bench.request(dropsReply);

    const outcome = await bench.calls().dial(request, patience());

    assert.deepEqual(outcome, { kind: 'unknown' });
    assert.equal((await bench.accepted(request.callKey)).length, 1);
  });

  test('[TP4] an answer that nobody waits for any more is unknown', async (bench) => {
    const { hangs } = bench.numbers;
    if (hangs === undefined) return;

    assert.deepEqual(await bench.dialImpatiently(bench.request(hangs)), { kind: 'unknown' });
  });

  if (dialSafety !== 'none')
    test('[TP5] after a lost answer the call is found, and is there once', async (bench) => {
      const { dropsReply } = bench.numbers;
      if (dropsReply === undefined) return;
      const request = bench.request(dropsReply);
      await bench.calls().dial(request, patience());

      const result = await ask(bench, request);

      const accepted = await bench.accepted(request.callKey);
      assert.deepEqual(result, { kind: 'found', callRef: accepted[0] });
      assert.equal(accepted.length, 1);
      assert.equal(decideAfterUnknown(dialSafety, result), 'dialled');
    });

  if (dialSafety === 'idempotent') {
    test('[TP3] the same key twice is one call, and says so', async (bench) => {
      const request = bench.request(bench.numbers.answers);
      const callRef = await bench.dial(request);

      const again = await bench.calls().dial(request, patience());

      assert.deepEqual(again, { kind: 'done', callRef, replayed: true });
      assert.deepEqual(await bench.accepted(request.callKey), [callRef]);
    });

    test('[TP3] the same key ten times at once is one call', async (bench) => {
      const request = bench.request(bench.numbers.answers);

      const refs = await Promise.all(Array.from({ length: 10 }, () => bench.dial(request)));

      assert.equal(new Set(refs).size, 1);
      assert.equal((await bench.accepted(request.callKey)).length, 1);
    });

    test('[TP3] a key with another number makes no call', async (bench) => {
      const request = bench.request(bench.numbers.answers);
      await bench.dial(request);

      const other = await bench.calls().dial({ ...request, to: '+82212345678' }, patience());

      assert.equal(other.kind, 'failed');
      assert.equal((await bench.accepted(request.callKey)).length, 1);
    });
  }

  if (dialSafety === 'lookup') {
    test('[TP5] a key that was never used is absent, and stays so', async (bench) => {
      const request = bench.request(bench.numbers.answers);

      assert.deepEqual(await ask(bench, request), { kind: 'absent' });

      const late = await bench.calls().dial(request, patience());
      assert.notEqual(late.kind, 'done');
      assert.deepEqual(await bench.accepted(request.callKey), []);
    });

    test('[TP5] what was not accepted is unknown first and absent when asked', async (bench) => {
      const { unavailable } = bench.numbers;
      if (unavailable === undefined) return;
      const request = bench.request(unavailable);
      assert.deepEqual(await bench.calls().dial(request, patience()), { kind: 'unknown' });

      const result = await ask(bench, request);

      assert.deepEqual(result, { kind: 'absent' });
      assert.equal(decideAfterUnknown('lookup', result), 'not_dialled');
    });

    test('[TP5] a request that is stuck on its way does not ring after it was said to be absent', async (bench) => {
      const { stuck } = bench.numbers;
      if (stuck === undefined) return;
      const request = bench.request(stuck);
      await bench.dialImpatiently(request);

      const result = await ask(bench, request);

      // As long as a stuck request can be stuck: another one goes through whole.
      await bench.calls().dial(bench.request(stuck), patience());
      assert.equal((await bench.accepted(request.callKey)).length, result.kind === 'found' ? 1 : 0);
    });

    test('[TP5] a lookup that nobody answers knows nothing', async (bench) => {
      const result = await bench.calls().lookup?.(newKey(), AbortSignal.abort());

      assert.deepEqual(result, { kind: 'unknown' });
    });
  }
}

async function ask(
  bench: TelephonyBench,
  request: ReturnType<TelephonyBench['request']>,
): Promise<LookupResult> {
  const calls = bench.calls();
  if (calls.dialSafety === 'idempotent') return lookupFromRepeat(await calls.dial(request, patience()));
  return (await calls.lookup?.(request.callKey, patience())) ?? { kind: 'unknown' };
}
