import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { flowSchema } from './flow-schema.ts';
import { flowJsonSchema } from './json-schema.ts';
import { randomFlows } from './testing/random-flows.ts';
import { SHOP, both } from './visual-ivr.test-support.ts';

type Validate = (value: unknown) => boolean;
// The validator that the HTTP server brings along; editors have others, which agree on the standard.
const require = createRequire(createRequire(import.meta.url).resolve('fast-json-stringify'));
const Ajv = (
  require('ajv/dist/2020') as { default: new (options: object) => { compile(schema: object): Validate } }
).default;
const isValid = new Ajv({ strict: false }).compile(flowJsonSchema());

describe('the published schema of flows', () => {
  it('[I1] is small enough to be read, and describes every name of a node', () => {
    const schema = flowJsonSchema();
    const text = JSON.stringify(schema);

    assert.ok(text.length < 40_000, String(text.length));
    assert.deepEqual(schema['$schema'], 'https://json-schema.org/draft/2020-12/schema');
    for (const description of ['Above the choices.', 'The first that holds is taken.', 'On the button.'])
      assert.ok(text.includes(description), description);
  });

  it('[I1] lets through what the engine lets through', () => {
    assert.equal(isValid(JSON.parse(JSON.stringify(SHOP))), true);
    fc.assert(
      fc.property(randomFlows, (flow) => isValid(JSON.parse(JSON.stringify(flow)))),
      { numRuns: 100 },
    );
  });

  it('[I1] refuses what the engine refuses', () => {
    const withNode = (node: object) => ({ ...SHOP, nodes: { ...SHOP.nodes, returns: node } });
    const title = both('x');
    const when = (condition: object) =>
      withNode({ kind: 'condition', cases: [{ when: condition, to: 'start' }], otherwise: 'start' });
    const deep = { not: { not: { not: { not: { fact: 'hours', is: 'open' } } } } };
    const bad = [
      {},
      { ...SHOP, version: 2 },
      { ...SHOP, colour: 'red' },
      { ...SHOP, locales: [] },
      withNode({ kind: 'webhook' }),
      withNode({ kind: 'menu', title, choices: [] }),
      withNode({
        kind: 'menu',
        title,
        choices: [{ choiceId: 'a', label: title, to: 'start', icon: 'truk' }],
      }),
      withNode({ kind: 'article' }),
      withNode({ kind: 'article', title }),
      withNode({ kind: 'article', articleId: 'a', body: title }),
      withNode({ kind: 'action', action: { do: 'page', address: 'javascript:alert(1)', label: title } }),
      when({ fact: 'hours' }),
      when({ fact: 'hours', is: 'open', isNot: 'closed' }),
      when({ fact: 'nothing', is: 1 }),
      when(deep),
    ];

    assert.deepEqual(
      bad.map((flow) => [flowSchema.safeParse(flow).success, isValid(flow)]),
      bad.map(() => [false, false]),
    );
    assert.deepEqual([flowSchema.safeParse(when(deep.not)).success, isValid(when(deep.not))], [true, true]);
  });
});
