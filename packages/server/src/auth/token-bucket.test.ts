import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BucketMap, createTokenBucket } from './token-bucket.ts';

describe('createTokenBucket', () => {
  it('allows a burst, then says how long to wait', () => {
    const bucket = createTokenBucket(2, 4);

    assert.deepEqual([bucket.take(0), bucket.take(0), bucket.take(0)], [0, 0, 250]);
    assert.equal(bucket.take(250), 0);
  });

  it('is not filled by a clock that goes back', () => {
    const bucket = createTokenBucket(1, 1);

    bucket.take(10_000);

    assert.equal(bucket.take(5_000) > 0, true);
  });
});

describe('BucketMap', () => {
  it('keeps people apart and gives back what was not used', () => {
    const buckets = new BucketMap(1, 1);

    assert.deepEqual([buckets.take('a', 0), buckets.take('b', 0)], [0, 0]);
    assert.equal(buckets.take('a', 0) > 0, true);
    buckets.giveBack('a');
    assert.equal(buckets.take('a', 0), 0);
  });
});
