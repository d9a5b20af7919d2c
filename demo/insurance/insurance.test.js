import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PRODUCTS } from './products.js';
import { TERMS } from './terms/index.js';

test('Korean says everything English says, and every cover has its words', () => {
  assert.deepEqual(Object.keys(TERMS.ko), Object.keys(TERMS.en));
  for (const terms of Object.values(TERMS)) {
    assert.deepEqual(
      Object.keys(terms.products),
      PRODUCTS.map(({ id }) => id),
    );
    assert.equal(terms.claims.length, TERMS.en.claims.length);
    for (const { points } of Object.values(terms.products)) assert.equal(points.length, 3);
  }
});
