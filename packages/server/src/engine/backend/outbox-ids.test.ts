import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUuidV7 } from '@beside/protocol';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { createOutboxIds, findSeqOf, madeAt } from './outbox-ids.ts';

test('[X2] ids of one millisecond sort in the order they were made, however many', () => {
  const create = createOutboxIds(createFakeClock());
  const ids = Array.from({ length: 10_000 }, (_, index) => create(index));

  assert.deepEqual([...ids].sort(), ids);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.every(isUuidV7));
});

test('[X2] ids go on sorting when the clock goes back', () => {
  const clock = createFakeClock();
  let offsetMs = 0;
  const create = createOutboxIds({ ...clock, now: () => clock.now() + offsetMs });
  const before = create(1);
  offsetMs = -60_000;

  assert.ok(create(2) > before);
});

test('[X8] an id remembers the number it is about, and when it was made', () => {
  const clock = createFakeClock();
  const create = createOutboxIds(clock);
  const seqs = [0, 1, 15, 16, 255, 65_536, 4_294_967_295];

  const ids = seqs.map(create);

  assert.deepEqual(ids.map(findSeqOf), seqs);
  assert.equal(madeAt(ids[0]!), clock.now());
  assert.equal(findSeqOf('not-one-of-ours'), undefined);
});
