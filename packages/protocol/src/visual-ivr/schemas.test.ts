import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { loadSmall } from '../small-schema/load-small.test-support.ts';
import * as real from './schemas.ts';
import { startFlow } from './state.ts';
import { randomFlows } from './testing/random-flows.ts';
import { OPEN, SHOP, walk } from './visual-ivr.test-support.ts';

const small = await loadSmall<typeof real>('../visual-ivr/schemas.ts');
type Name = 'publishedFlowSchema' | 'flowStateSchema' | 'liveFactsSchema';

const outcome = (engine: typeof real, name: Name, value: unknown): unknown => {
  const result = engine[name].safeParse(value);
  return result.success ? { data: result.data } : 'refused';
};
const same = (name: Name, value: unknown): unknown => {
  const expected = outcome(real, name, value);
  assert.deepEqual(outcome(small, name, value), expected, JSON.stringify(value));
  return expected;
};
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** A copy with one place replaced or removed. */
function damage(value: unknown, at: number, junk: unknown): unknown {
  const places: (readonly (string | number)[])[] = [];
  const list = (part: unknown, path: readonly (string | number)[]): void => {
    places.push(path);
    if (typeof part !== 'object' || part === null) return;
    for (const [key, inner] of Object.entries(part))
      list(inner, [...path, Array.isArray(part) ? Number(key) : key]);
  };
  list(value, []);
  const path = places[at % places.length] ?? [];
  const copy = asJson({ root: value }) as Record<string | number, unknown>;
  const holder = ['root', ...path].slice(0, -1).reduce((part, key) => part[key] as typeof copy, copy);
  const last = ['root', ...path].at(-1) ?? 'root';
  if (junk === undefined && !Array.isArray(holder)) Reflect.deleteProperty(holder, last);
  else holder[last] = junk;
  return copy['root'];
}

describe('the schemas of flows on both engines', () => {
  it('[I1] let the same flows, states and facts through', () => {
    const { state } = walk(SHOP, [
      { type: 'choose', choiceId: 'delivery' },
      { type: 'submit', values: { orderNumber: 'A-1234' } },
    ]);

    assert.notEqual(same('publishedFlowSchema', { revision: 3, flow: asJson(SHOP) }), 'refused');
    assert.notEqual(same('flowStateSchema', asJson(state)), 'refused');
    assert.notEqual(same('liveFactsSchema', asJson(OPEN.live)), 'refused');
    fc.assert(
      fc.property(randomFlows, (flow) => {
        assert.notEqual(same('publishedFlowSchema', { revision: 1, flow: asJson(flow) }), 'refused');
        assert.notEqual(same('flowStateSchema', asJson(startFlow(flow, 1, OPEN).state)), 'refused');
      }),
    );
  });

  it('[I1] refuse the same damaged ones', () => {
    const junk = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        undefined,
        null,
        -1,
        1.5,
        '',
        '\u202e',
        'x'.repeat(3_000),
        [],
        {},
        { fact: 'hours', is: 'open' },
      ),
    );
    fc.assert(
      fc.property(fc.nat(), junk, (at, value) => {
        same('publishedFlowSchema', damage({ revision: 3, flow: SHOP }, at, value));
      }),
      { numRuns: 1_000 },
    );
  });
});
