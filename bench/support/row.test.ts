import assert from 'node:assert/strict';
import { test } from 'node:test';

import { exactRow, median, percentile, rateRow, timingRow } from './row.ts';

test('percentiles interpolate between neighbours, and an empty list has none', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([1, 2, 3, 4]), 2.5);
  assert.equal(percentile([0, 10], 0.99), 9.9);
  assert.ok(Number.isNaN(median([])));
});

test('a size over its budget is not ok', () => {
  assert.equal(exactRow('size.x', 101, 'bytes', 100).ok, false);
  assert.equal(exactRow('size.x', 100, 'bytes', 100).ok, true);
});

test('a timing is judged by the budget or by the baseline of the same run, whichever is larger', () => {
  const allowed = { budget: 2, factor: 3 };

  assert.equal(timingRow('t', { value: 5, baseline: 2, unit: 'ms' }, allowed).ok, true);
  assert.equal(timingRow('t', { value: 7, baseline: 2, unit: 'ms' }, allowed).ok, false);
});

test('a rate below both its budget and its share of the baseline is not ok', () => {
  const allowed = { budget: 10_000, share: 0.3 };

  assert.equal(rateRow('r', { value: 9_000, baseline: 20_000, unit: '/s' }, allowed).ok, true);
  assert.equal(rateRow('r', { value: 5_000, baseline: 20_000, unit: '/s' }, allowed).ok, false);
});
