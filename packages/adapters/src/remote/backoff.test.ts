import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '@beside/protocol';
import fc from 'fast-check';
import { retryDelayMs } from './backoff.ts';

const attempts = fc.nat(10_000);
const randoms = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test('a delay is a whole number of milliseconds below a bound that doubles up to the last', () => {
  fc.assert(
    fc.property(attempts, randoms, (attempt, random) => {
      const delayMs = retryDelayMs(attempt, random);

      const bound = Math.min(LIMITS.reconnectLastMs, LIMITS.reconnectFirstMs * 2 ** attempt);
      assert.ok(Number.isInteger(delayMs) && delayMs >= 0 && delayMs < bound, `${delayMs} of ${bound}`);
    }),
  );
});

test('a later attempt with the same luck never waits less', () => {
  fc.assert(
    fc.property(attempts, randoms, (attempt, random) => {
      assert.ok(retryDelayMs(attempt + 1, random) >= retryDelayMs(attempt, random));
    }),
  );
});

test('what the server asked for is waited at least, within reason', () => {
  fc.assert(
    fc.property(attempts, randoms, fc.nat(1e9), (attempt, random, retryAfterMs) => {
      const delayMs = retryDelayMs(attempt, random, retryAfterMs);

      assert.ok(delayMs >= Math.min(retryAfterMs, LIMITS.reconnectLastMs * 4));
      assert.ok(delayMs <= Math.max(LIMITS.reconnectLastMs * 4, LIMITS.reconnectLastMs));
    }),
  );
});

test('luck spreads the delays over the whole of the bound', () => {
  assert.deepEqual(
    [0, 0.25, 0.5, 0.999].map((random) => retryDelayMs(1, random)),
    [0, 250, 500, 999],
  );
});
