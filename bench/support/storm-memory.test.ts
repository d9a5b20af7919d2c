import assert from 'node:assert/strict';
import { test } from 'node:test';

import { slopePerMinute } from './storm-memory.ts';

test('the slope is what memory grows by in a minute, whatever it began with', () => {
  const samples = [0, 30_000, 60_000, 120_000].map((atMs) => ({ atMs, bytes: 90e6 + atMs * 10 }));

  assert.equal(Math.round(slopePerMinute(samples)), 600_000);
});

test('what goes up and comes down again is no slope', () => {
  const bytes = [5, 9, 5, 9, 5];

  assert.equal(slopePerMinute(bytes.map((value, index) => ({ atMs: index * 1_000, bytes: value }))), 0);
});

test('one moment has no slope', () => {
  assert.equal(slopePerMinute([{ atMs: 0, bytes: 1 }]), 0);
});
