import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideCaps, type CallbackCounts } from './caps.ts';
import { CALLBACK_RULES } from '../../ports/callback-rules.ts';

const none: CallbackCounts = {
  numberOpen: 0,
  numberDay: 0,
  numberMonth: 0,
  sessionHour: 0,
  addressHour: 0,
  siteMinute: 0,
  prefixNumbers: 0,
  isBlocked: false,
  spent: 0,
  maxSpent: 100,
};
const decide = (counts: Partial<CallbackCounts>): unknown =>
  decideCaps({ ...none, ...counts }, CALLBACK_RULES);

test('[C8] a request under all caps is taken', () => {
  assert.deepEqual(
    decide({
      numberDay: 2,
      numberMonth: 9,
      sessionHour: 1,
      addressHour: 4,
      siteMinute: 59,
      prefixNumbers: 4,
      spent: 99,
    }),
    { kind: 'take' },
  );
});

test('[C8] one number has one open callback, three a day, ten in thirty days', () => {
  assert.deepEqual(decide({ numberOpen: 1 }), { refusal: 'callback_open' });
  assert.deepEqual(decide({ numberDay: 3 }), {
    refusal: 'rate_limited',
    details: { cap: 'number_day', retryAfterMs: 86_400_000 },
  });
  assert.deepEqual(decide({ numberMonth: 10 }), {
    refusal: 'rate_limited',
    details: { cap: 'number_month', retryAfterMs: 2_592_000_000 },
  });
});

test('[C8] sessions, addresses and sites have caps of their own', () => {
  const caps = [{ sessionHour: 2 }, { addressHour: 5 }, { siteMinute: 60 }].map(
    (counts) => (decide(counts) as { details: { cap: string } }).details.cap,
  );

  assert.deepEqual(caps, ['session_hour', 'address_hour', 'site_minute']);
});

test('[C8] many numbers of one block are held for a person to look at', () => {
  assert.deepEqual(decide({ prefixNumbers: 5 }), { kind: 'hold', reason: 'prefix_burst' });
  assert.deepEqual(decide({ prefixNumbers: 5, siteMinute: 60 }), {
    refusal: 'rate_limited',
    details: { cap: 'site_minute', retryAfterMs: 60_000 },
  });
});

test('[C8] nothing is called once the money of the day is spent, nor a number whose owner said “not me”', () => {
  assert.deepEqual(decide({ spent: 100 }), { refusal: 'capacity', details: { cap: 'spend_day' } });
  assert.deepEqual(decide({ isBlocked: true, spent: 100 }), {
    refusal: 'number_not_allowed',
    details: { reason: 'blocked' },
  });
});
