import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createRandom } from './random.ts';
import { planFaults, type Capability, type FaultKind } from './schedule.ts';

const ALL = new Set<Capability>(['network-namespace', 'small-disk', 'strace', 'faketime', 'postgres']);
const KINDS: FaultKind[] = ['kill', 'pause', 'link', 'disk', 'fsync', 'clock', 'delay'].map((kind) => ({
  kind,
  needs: kind === 'link' ? ['network-namespace'] : [],
  draw: (random) => ({ forMs: random.between(100, 2_000), parameters: { byte: random.between(0, 255) } }),
}));

test('the same seed gives the same numbers, another seed others', () => {
  const draw = (seed: number): number[] => {
    const random = createRandom(seed);
    return Array.from({ length: 5 }, () => random.between(0, 1_000_000));
  };

  assert.deepEqual(draw(7), draw(7));
  assert.notDeepEqual(draw(7), draw(8));
});

test('numbers stay inside of what is asked for, and every order is a permutation', () => {
  const random = createRandom(3);

  for (let round = 0; round < 1_000; round += 1) {
    const number = random.between(-2, 2);
    assert.ok(Number.isInteger(number) && number >= -2 && number <= 2);
  }
  assert.deepEqual(random.shuffle([1, 2, 3, 4]).sort(), [1, 2, 3, 4]);
  assert.throws(() => random.pick([]), RangeError);
});

test('a seed is a schedule: drawn again it is the same', () => {
  assert.deepEqual(planFaults(17, KINDS, ALL), planFaults(17, KINDS, ALL));
  assert.notDeepEqual(planFaults(17, KINDS, ALL), planFaults(18, KINDS, ALL));
});

test('a few neighbouring seeds meet every kind', () => {
  for (const first of [0, 3, 300]) {
    const met = [0, 1, 2].flatMap((next) => planFaults(first + next, KINDS, ALL).faults);

    assert.deepEqual([...new Set(met.map(({ kind }) => kind))].sort(), KINDS.map(({ kind }) => kind).sort());
  }
});

test('what this machine cannot do is named, and the rest of the seed stays as it is', () => {
  const less = new Set([...ALL].filter((capability) => capability !== 'network-namespace'));

  for (let seed = 0; seed < 20; seed += 1) {
    const whole = planFaults(seed, KINDS, ALL);
    const part = planFaults(seed, KINDS, less);
    const had = whole.faults.filter(({ kind }) => kind === 'link').length;

    assert.deepEqual(whole.leftOut, []);
    assert.deepEqual(
      part.faults,
      whole.faults.filter(({ kind }) => kind !== 'link'),
    );
    assert.deepEqual(part.leftOut, Array(had).fill({ kind: 'link', missing: ['network-namespace'] }));
  }
});
