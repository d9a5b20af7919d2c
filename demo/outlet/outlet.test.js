import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OFFERS, percentOff } from './offers.js';
import { TERMS } from './terms.js';

test('Korean says everything English says, and every offer has its words', () => {
  assert.deepEqual(Object.keys(TERMS.ko), Object.keys(TERMS.en));
  for (const terms of Object.values(TERMS)) {
    assert.deepEqual(
      Object.keys(terms.offers),
      OFFERS.map(({ id }) => id),
    );
  }
});

test('what is saved is told in whole per cent', () => {
  assert.deepEqual(OFFERS.map(percentOff), [41, 37, 39]);
});
