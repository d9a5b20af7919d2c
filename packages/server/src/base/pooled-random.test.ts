import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createSystemClock } from '@beside/protocol';
import { withPooledRandom } from './pooled-random.ts';

function countingClock() {
  const asked: number[] = [];
  let next = 0;
  const randomBytes = (count: number): Uint8Array => {
    asked.push(count);
    return Uint8Array.from({ length: count }, () => (next += 1) % 251);
  };
  return { clock: withPooledRandom({ ...createSystemClock(), randomBytes }), asked };
}

it('few bytes are cut from one block, none of them twice', () => {
  const { clock, asked } = countingClock();

  const parts = Array.from({ length: 400 }, () => clock.randomBytes(12));

  assert.deepEqual(asked, [4_096, 4_096]);
  const inOrder = Array.from({ length: 341 * 12 }, (_, index) => (index + 1) % 251);
  assert.deepEqual(
    parts.slice(0, 341).flatMap((part) => [...part]),
    inOrder,
  );
  assert.deepEqual(
    [...(parts[341] ?? [])],
    Array.from({ length: 12 }, (_, index) => (4_096 + index + 1) % 251),
  );
});

it('whoever changes what was handed out changes nothing of what is handed out next', () => {
  const { clock } = countingClock();

  clock.randomBytes(10).fill(0);

  assert.deepEqual([...clock.randomBytes(3)], [11, 12, 13]);
});

it('what may be a key gets bytes of its own', () => {
  const { clock, asked } = countingClock();

  const key = clock.randomBytes(32);

  assert.deepEqual([key.byteLength, key.buffer.byteLength, asked], [32, 32, [32]]);
});
