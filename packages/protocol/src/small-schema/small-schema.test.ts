import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as real from '../schema.ts';
import { loadSmall } from './load-small.test-support.ts';
import { SAMPLES } from './samples.test-support.ts';

const small = await loadSmall<typeof real>('../schema.ts');

/** What comes out of both engines, in one form. */
const outcome = (engine: typeof real, name: keyof typeof SAMPLES, value: unknown): unknown => {
  const result = engine[name].safeParse(value);
  return result.success ? { data: result.data } : 'refused';
};
const sameOutcome = (name: keyof typeof SAMPLES, value: unknown): void =>
  assert.deepEqual(
    outcome(small, name, value),
    outcome(real, name, value),
    `${name} ${JSON.stringify(value)}`,
  );

const names = Object.keys(SAMPLES) as (keyof typeof SAMPLES)[]; // own keys of exactly this object

test('the engine under test is not zod', () => {
  assert.notEqual(small.contextSchema, real.contextSchema);
  assert.equal('_zod' in small.contextSchema, false);
});

for (const name of names) {
  test(`${name}: every sample is accepted by both engines and comes out the same`, () => {
    for (const sample of SAMPLES[name]) {
      assert.notEqual(outcome(real, name, sample), 'refused', JSON.stringify(sample));
      sameOutcome(name, sample);
    }
  });

  test(`${name}: damaged samples are accepted, refused and read the same by both engines`, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SAMPLES[name]),
        fc.infiniteStream(fc.nat()),
        fc.oneof(
          fc.jsonValue(),
          fc.constantFrom(undefined, NaN, -1, 1.5, 2 ** 60, '', '\u0000', '\u202e', '\ud83d', [], {}, null),
        ),
        (sample, choices, junk) => sameOutcome(name, damage(sample, choices, junk)),
      ),
      { numRuns: 400 },
    );
  });
}

test('keys that would reach a prototype are treated alike', () => {
  const hostile = JSON.parse(
    '{"attributes":{"__proto__":"x","constructor":"y","ok":"z"},"__proto__":{"page":{"url":"https://a.example/"}}}',
  ) as unknown;
  sameOutcome('contextSchema', hostile);
  sameOutcome('contextSchema', (hostile as { attributes: unknown }).attributes);
});

test('what a page has put on every object is not taken for a part of the message', (t) => {
  const prototype = Object.prototype as { extend?: unknown };
  prototype.extend = () => undefined;
  t.after(() => delete prototype.extend);

  assert.equal(small.contextSchema.safeParse({ customerName: 'Kim' }).success, true);
});

test('an issue names where it is wrong', () => {
  const { error } = small.contextSchema.safeParse({
    cart: { items: [{ id: 1 }], total: 1, currency: 'KRW' },
  });

  assert.deepEqual(error?.issues[0]?.path, ['cart', 'items', 0, 'id']);
});

/** A copy with one place replaced, removed or added to, chosen by the numbers. */
function damage(sample: unknown, choices: fc.Stream<number>, junk: unknown): unknown {
  const next = (count: number): number => (choices.next().value ?? 0) % count;
  const go = (value: unknown): unknown => {
    const isContainer = typeof value === 'object' && value !== null;
    if (!isContainer || next(4) === 0) return junk;
    if (Array.isArray(value)) {
      if (value.length === 0 || next(4) === 0) return [...(value as unknown[]), junk];
      const at = next(value.length);
      return value.map((one: unknown, index) => (index === at ? go(one) : one));
    }
    const entries = Object.entries(value);
    const kind = next(4);
    if (kind === 0 || entries.length === 0) return { ...value, extra: junk };
    const at = next(entries.length);
    if (kind === 1) return Object.fromEntries(entries.filter((_entry, index) => index !== at));
    return Object.fromEntries(entries.map(([key, one], index) => [key, index === at ? go(one) : one]));
  };
  return go(sample);
}
