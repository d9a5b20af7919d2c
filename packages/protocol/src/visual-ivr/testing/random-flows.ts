import fc from 'fast-check';
import type { Condition } from '../condition-schema.ts';
import type { FlowFacts } from '../facts.ts';
import type { Flow } from '../flow-schema.ts';
import type { FlowNode } from '../node-schema.ts';
import type { FlowMove } from '../steps.ts';
import { both } from '../visual-ivr.test-support.ts';

/** Variables of every random flow. */
const VARIABLES = ['name', 'kind', 'day'] as const;

const comparisons: fc.Arbitrary<Condition> = fc.constantFrom<Condition>(
  { fact: 'hours', is: 'closed' },
  { fact: 'hours', isNot: 'open' },
  { fact: 'channel.chat', is: true },
  { fact: 'channel.callback', is: false },
  { fact: 'waitingMinutes', atMost: 5 },
  { fact: 'cartTotal', atLeast: 100_000 },
  { fact: 'identified', is: true },
  { fact: 'path', startsWith: '/cart' },
  { fact: 'attribute.plan', is: 'gold' },
  { fact: 'variable.kind', is: 'a' },
  { fact: 'variable.name', exists: true },
  { fact: 'variable.day', atLeast: '2026-11-25' },
);
const conditions: fc.Arbitrary<Condition> = fc.oneof(
  comparisons,
  fc.record({ all: fc.array(comparisons, { minLength: 1, maxLength: 3 }) }),
  fc.record({ any: fc.array(comparisons, { minLength: 1, maxLength: 3 }) }),
  fc.record({ not: comparisons }),
);

const nodeName = (index: number): string => (index === 0 ? 'start' : `n${String(index)}`);

/** A node that leads to any of the given ones. */
function nodes(targets: fc.Arbitrary<string>): fc.Arbitrary<FlowNode> {
  const title = both('Title');
  const maybe = fc.option(targets, { nil: undefined });
  const withMaybe = <Node extends object>(node: Node, key: string, to: string | undefined) =>
    to === undefined ? node : { ...node, [key]: to };
  const fields = fc
    .subarray([...VARIABLES], { minLength: 1 })
    .map((chosen) =>
      chosen.map((variable) =>
        variable === 'kind'
          ? { variable, required: false, options: ['a', 'b'].map((value) => ({ value, label: title })) }
          : { variable, required: variable === 'name', maxLength: 20 },
      ),
    );
  return fc.oneof(
    fc
      .array(fc.tuple(targets, fc.option(conditions, { nil: undefined })), { minLength: 1, maxLength: 4 })
      .map((choices): FlowNode => ({
        ...({ kind: 'menu', title } as const),
        choices: choices.map(([to, when], index) => ({
          ...{ choiceId: `c${String(index)}`, label: title, to },
          ...(when && { when }),
        })),
      })),
    fc.tuple(fields, targets).map(([asked, to]): FlowNode => ({ kind: 'form', title, fields: asked, to })),
    fc
      .tuple(fc.boolean(), maybe)
      .map(([askSolved, to]) =>
        withMaybe<FlowNode>({ kind: 'article', title, body: title, askSolved }, 'to', to),
      ),
    fc
      .tuple(fc.array(fc.record({ when: conditions, to: targets }), { minLength: 1, maxLength: 3 }), targets)
      .map(([cases, otherwise]): FlowNode => ({ kind: 'condition', cases, otherwise })),
    fc
      .tuple(fc.constantFrom('chat' as const, 'callback' as const), maybe)
      .map(([does, to]) => withMaybe<FlowNode>({ kind: 'action', action: { do: does } }, 'otherwise', to)),
    fc.constantFrom<FlowNode>(
      { kind: 'action', action: { do: 'phone', number: '1588-1234' } },
      { kind: 'action', action: { do: 'page', address: '/faq', label: title } },
      { kind: 'end', title, outcome: 'done' },
      { kind: 'end', title, outcome: 'solved' },
    ),
  );
}

/** Any flow that the schema lets through and whose names lead somewhere; good or bad. */
export const randomFlows: fc.Arbitrary<Flow> = fc.integer({ min: 1, max: 12 }).chain((count) => {
  const names = Array.from({ length: count }, (_, index) => nodeName(index));
  const targets = fc.constantFrom(...names);
  return fc
    .tuple(
      fc.array(nodes(targets), { minLength: count, maxLength: count }),
      fc.option(targets, { nil: undefined }),
    )
    .map(([made, human]) => ({
      ...({ version: 1, flowId: 'random', locales: ['en', 'ko'], start: 'start' } as const),
      ...(human === undefined ? {} : { human }),
      variables: {
        name: { input: 'text' as const, label: both('Name') },
        kind: { input: 'select' as const, label: both('Kind') },
        day: { input: 'date' as const, label: both('Day') },
      },
      nodes: Object.fromEntries(names.map((name, index) => [name, made[index]] as [string, FlowNode])), // as many
    }));
});

const maybe = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(values, { nil: undefined, freq: 4 });

/** Any facts. */
export const randomFacts: fc.Arbitrary<FlowFacts> = fc.record({
  live: maybe(
    fc.record({
      availability: fc.record({
        status: fc.constantFrom('open' as const, 'unattended' as const, 'closed' as const),
        zone: fc.constant('Asia/Seoul'),
      }),
      waiting: maybe(fc.record({ fromMinutes: fc.constant(1), toMinutes: fc.integer({ min: 1, max: 20 }) })),
      channels: fc.record({ chat: fc.boolean(), callback: fc.boolean() }),
    }),
  ),
  page: maybe(fc.record({ url: fc.constantFrom('https://a.example/', 'https://a.example/cart/2') })),
  cart: maybe(
    fc.record({
      total: fc.integer({ min: 0, max: 200_000 }),
      count: fc.nat(5),
      currency: fc.constant('KRW'),
    }),
  ),
  isIdentified: fc.boolean(),
  locale: fc.constantFrom('en', 'ko'),
  attributes: maybe(fc.record({ plan: fc.constantFrom('gold', 'plain') })),
});

const texts = fc.constantFrom('', 'a', 'b', 'Kim', '2026-11-25', '2026-11-31', '__proto__');

/** Any move, sensible or not. */
export const randomMoves: fc.Arbitrary<FlowMove> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.nat(4).map((index) => ({ type: 'choose', choiceId: `c${String(index)}` }) as const),
  },
  {
    weight: 4,
    arbitrary: fc
      .record({ name: texts, kind: texts, day: texts }, { requiredKeys: [] })
      .map((values) => ({ type: 'submit', values: values }) as const),
  },
  { weight: 3, arbitrary: fc.constant({ type: 'continue' } as const) },
  {
    weight: 3,
    arbitrary: fc.integer({ min: 0, max: 3 }).map((levels) => ({ type: 'back', levels }) as const),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'start' } as const) },
  { weight: 1, arbitrary: fc.constant({ type: 'human' } as const) },
  { weight: 2, arbitrary: fc.boolean().map((helped) => ({ type: 'solved', helped }) as const) },
  {
    weight: 1,
    arbitrary: fc
      .record({ nodeId: fc.nat(13).map(nodeName), choiceId: maybe(fc.constant('c0')) })
      .map((more) => ({ type: 'go', ...more }) as const),
  },
);
