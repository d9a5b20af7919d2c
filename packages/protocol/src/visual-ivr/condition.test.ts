import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Condition, FactName } from './condition-schema.ts';
import { evaluate } from './condition.ts';
import type { FlowFacts } from './facts.ts';
import { CLOSED, OPEN } from './visual-ivr.test-support.ts';

const NOTHING: FlowFacts = { isIdentified: false, locale: 'en' };
const holds = (condition: Condition, facts = OPEN, variables = {}): boolean =>
  evaluate(condition, facts, variables);

describe('conditions', () => {
  it('[I1] compare every fact of the moment', () => {
    const expected: [Condition, boolean, boolean][] = [
      [{ fact: 'hours', is: 'open' }, true, false],
      [{ fact: 'waitingMinutes', atMost: 5 }, true, false],
      [{ fact: 'freeAgents', atLeast: 3 }, false, false],
      [{ fact: 'channel.chat', is: true }, true, false],
      [{ fact: 'channel.callback', is: true }, true, true],
      [{ fact: 'page', startsWith: 'https://shop.example/' }, true, true],
      [{ fact: 'path', is: '/cart' }, true, true],
      [{ fact: 'pageTitle', contains: 'ar' }, true, true],
      [{ fact: 'cartTotal', atLeast: 120_000 }, true, true],
      [{ fact: 'cartTotal', atMost: 119_999 }, false, false],
      [{ fact: 'cartCount', is: 2 }, true, true],
      [{ fact: 'cartCurrency', isNot: 'USD' }, true, true],
      [{ fact: 'identified', is: false }, true, true],
      [{ fact: 'locale', startsWith: 'en' }, true, true],
      [{ fact: 'attribute.plan', is: 'gold' }, true, true],
      [{ fact: 'attribute.plan', exists: false }, false, false],
    ];

    assert.deepEqual(
      expected.map(([condition]) => [condition, holds(condition), holds(condition, CLOSED)]),
      expected,
    );
  });

  it('[IV1] are false about what is not known, isNot too', () => {
    const about = (fact: FactName): Condition[] => [
      { fact, is: 'x' },
      { fact, isNot: 'x' },
      { fact, atLeast: 0 },
      { fact, atMost: 0 },
      { fact, startsWith: '' },
      { fact, contains: '' },
      { fact, exists: true },
    ];
    const unknown: FactName[] = [
      'hours',
      'waitingMinutes',
      'page',
      'path',
      'cartTotal',
      'attribute.a',
      'variable.a',
    ];

    for (const condition of unknown.flatMap(about)) assert.equal(holds(condition, NOTHING), false);
    assert.equal(holds({ fact: 'hours', exists: false }, NOTHING), true);
    assert.equal(holds({ not: { fact: 'hours', is: 'open' } }, NOTHING), true);
  });

  it('[IV1] compare numbers and days that were filled in as such, and nothing else', () => {
    const compare = (value: string, bound: string | number): boolean =>
      holds({ fact: 'variable.v', atLeast: bound }, OPEN, { v: value });

    assert.deepEqual(
      [compare('9', 10), compare('10', 10), compare('10.5', 10), compare('1e9', 10), compare('', 0)],
      [false, true, true, false, false],
    );
    assert.deepEqual(
      [compare('2026-11-25', '2026-11-25'), compare('2026-11-24', '2026-11-25'), compare('2026-11-25', 1)],
      [true, false, false],
    );
    assert.equal(holds({ fact: 'variable.v', is: 3 }, OPEN, { v: '3' }), true);
  });

  it('[IV1] join by all, any and not', () => {
    const yes: Condition = { fact: 'locale', is: 'en' };
    const no: Condition = { fact: 'locale', is: 'ko' };

    assert.deepEqual(
      [{ all: [yes, no] }, { all: [yes, yes] }, { any: [no, yes] }, { any: [no, no] }, { not: no }].map(
        (one) => holds(one),
      ),
      [false, true, true, false, true],
    );
  });

  it('[bad_F5] execute nothing: code and templates are text', () => {
    const code = "constructor.constructor('return process')()";

    assert.equal(holds({ fact: 'variable.v', is: code }, OPEN, { v: code }), true);
    assert.equal(holds({ fact: 'variable.v', is: 49 }, OPEN, { v: '{{7*7}}' }), false);
  });

  it('[bad_F9] read no variable off a prototype', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'length'])
      assert.equal(holds({ fact: `variable.${name}`, exists: true }), false, name);
    assert.equal(holds({ fact: 'variable.toString', is: 'x' }, OPEN, { toString: 'x' }), true);
  });

  it('[IV1] never throw, whatever is compared', () => {
    const value = fc.oneof(fc.string(), fc.double(), fc.boolean());
    fc.assert(
      fc.property(fc.string(), value, fc.string(), (name, wanted, known) => {
        const fact = `variable.${name}`;
        const variables = { [name]: known };
        for (const operator of ['is', 'isNot', 'atLeast', 'atMost', 'startsWith', 'contains'])
          assert.equal(typeof holds({ fact, [operator]: wanted } as Condition, OPEN, variables), 'boolean');
      }),
    );
  });
});
