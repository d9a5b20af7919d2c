import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expiryOf } from './expiry.ts';
import { CALLBACK_RULES } from '../../ports/callback-rules.ts';
import { scheduledAt } from './zones.ts';

const minute = 60_000;

test('[C6] one as soon as possible is not rung after closing, nor after a working day', () => {
  const asap = { kind: 'asap' } as const;

  assert.equal(expiryOf(asap, { isOpen: true, closesAt: 90 * minute }, 0, CALLBACK_RULES), 90 * minute);
  assert.equal(expiryOf(asap, { isOpen: true }, 5, CALLBACK_RULES), 480 * minute + 5);
});

test('[C6] a scheduled one has time for its slot, for being late and for its retries', () => {
  const when = scheduledAt(60 * minute, 15 * minute, 'Asia/Seoul', '2026c');

  assert.equal(expiryOf(when, { isOpen: false }, 0, CALLBACK_RULES), (60 + 15 + 15 + 5 + 20) * minute);
});
