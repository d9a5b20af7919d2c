import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatWon } from './price.js';

test('Korean prices end in 원, English ones begin with the sign', () => {
  assert.equal(formatWon(189000, 'ko'), '189,000원');
  assert.equal(formatWon(189000, 'en'), '₩189,000');
});

test('a discount carries its minus', () => {
  assert.equal(formatWon(-5000, 'ko'), '-5,000원');
  assert.equal(formatWon(-5000, 'en'), '-₩5,000');
});
