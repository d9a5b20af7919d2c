import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Condition } from '../condition-schema.ts';
import type { Flow } from '../flow-schema.ts';
import type { FlowNode } from '../node-schema.ts';
import { SHOP, both } from '../visual-ivr.test-support.ts';
import { lintFlow } from './lint-flow.ts';

const found = (flow: Flow): string[] => lintFlow(flow).map(({ ruleId, path }) => `${ruleId} ${path}`);
const withNodes = (nodes: Readonly<Record<string, FlowNode>>): Flow => ({
  ...SHOP,
  nodes: { ...SHOP.nodes, ...nodes },
});

describe('the prover', () => {
  it('[I3] finds nothing wrong with a good flow', () => {
    assert.deepEqual(found(SHOP), []);
  });

  it('[I3] finds contradictions of numbers, days, texts and their parts, and takes none for one that is none', () => {
    const about = (...all: Condition[]): string[] =>
      found(
        withNodes({
          people: {
            ...({ kind: 'condition', otherwise: 'talk' } as const),
            cases: [{ when: { all }, to: 'later' }],
          },
        }),
      );
    const never = ['never-true /nodes/people/cases/0/when'];

    assert.deepEqual(about({ fact: 'cartTotal', atLeast: 10 }, { fact: 'cartTotal', atMost: 9 }), never);
    assert.deepEqual(about({ fact: 'cartTotal', atLeast: 10 }, { fact: 'cartTotal', atMost: 11 }), []);
    assert.deepEqual(about({ fact: 'cartTotal', atLeast: 10 }, { fact: 'cartTotal', isNot: 10 }), []);
    assert.deepEqual(
      about({ fact: 'cartCurrency', is: 'KRW' }, { fact: 'cartCurrency', isNot: 'KRW' }),
      never,
    );
    assert.deepEqual(about({ fact: 'path', startsWith: '/a' }, { fact: 'path', startsWith: '/b' }), never);
    assert.deepEqual(about({ fact: 'path', startsWith: '/a' }, { fact: 'path', contains: 'b' }), []);
    assert.deepEqual(about({ fact: 'path', exists: false }, { fact: 'path', contains: 'b' }), never);
    assert.deepEqual(
      about(
        { fact: 'attribute.day', atLeast: '2026-11-25' },
        { fact: 'attribute.day', atMost: '2026-11-24' },
      ),
      never,
    );
    assert.deepEqual(about({ fact: 'hours', is: 'open' }, { not: { fact: 'hours', is: 'closed' } }), []);
  });

  it('[I3] proves a chat that a condition guards', () => {
    const guarded = (when: Condition): Flow =>
      withNodes({
        people: { kind: 'condition', cases: [{ when, to: 'talk' }], otherwise: 'later' },
        talk: { kind: 'action', action: { do: 'chat' } },
      });

    assert.deepEqual(found(guarded({ fact: 'channel.chat', is: true })), []);
    assert.deepEqual(found(guarded({ not: { fact: 'channel.chat', is: false } })), []);
    assert.deepEqual(found(guarded({ fact: 'hours', is: 'open' })), ['channel-down /nodes/talk']);
  });

  it('[I2] counts levels by the shortest way', () => {
    const menu = (...targets: string[]): FlowNode => ({
      ...({ kind: 'menu', title: both('Menu') } as const),
      choices: targets.map((to, index) => ({ choiceId: `c${String(index)}`, label: both(`To ${to}`), to })),
    });
    const deep = withNodes({
      start: menu('b', 'order', 'returns', 'phone', 'account'),
      b: menu('c'),
      c: menu('d'),
      d: menu('e'),
      e: menu('people'),
    });
    const near = { ...deep, nodes: { ...deep.nodes, b: menu('c', 'd') } };

    assert.deepEqual(found(deep), ['too-deep /nodes/e', 'deep /nodes/d']);
    assert.deepEqual(found(near), ['deep /nodes/e']);
  });

  it('[I3] says what is too much to prove, and is not long about it', () => {
    const facts = Array.from({ length: 18 }, (_, index) => `attribute.a${String(index)}`);
    const cases = facts.flatMap((fact, index) => [
      {
        when: {
          any: [
            { fact, is: 'a' },
            { fact, is: `b${String(index)}` },
          ],
        },
        to: `c${String(index)}`,
      },
    ]);
    const nodes = Object.fromEntries(
      facts.map((_fact, index): [string, FlowNode] => [
        `c${String(index)}`,
        {
          ...({ kind: 'condition' } as const),
          cases: [{ when: cases[index]!.when, to: index === 17 ? 'talk' : `c${String(index + 1)}` }],
          otherwise: index === 17 ? 'later' : `c${String(index + 1)}`,
        },
      ]),
    );
    const startedAt = process.cpuUsage().user;

    const findings = found(
      withNodes({
        ...nodes,
        people: { kind: 'condition', cases: [{ when: cases[0]!.when, to: 'c1' }], otherwise: 'c0' },
      }),
    );

    assert.ok(
      findings.some((finding) => finding.startsWith('unproven ')),
      findings.join(),
    );
    assert.ok(process.cpuUsage().user - startedAt < 20_000_000, 'microseconds');
  });

  it('[I3] [bad_F4] is done with the largest flow in reasonable time', () => {
    const names = Array.from({ length: 480 }, (_, index) => `m${String(index)}`);
    const nodes = Object.fromEntries(
      names.map((name, index): [string, FlowNode] => [
        name,
        {
          ...({ kind: 'menu', title: both(name) } as const),
          choices: Array.from({ length: 12 }, (_, choice) => ({
            ...{ choiceId: `c${String(choice)}`, label: both(`${name} ${String(choice)}`) },
            ...{
              to: names[(index * 12 + choice + 1) % 480] ?? 'start',
              when: { fact: 'cartTotal', atLeast: choice },
            },
          })),
        },
      ]),
    );
    const flow = withNodes(nodes);
    const startedAt = process.cpuUsage().user;

    lintFlow({ ...flow, start: 'm0' });

    assert.ok(process.cpuUsage().user - startedAt < 20_000_000, 'microseconds');
  });
});
