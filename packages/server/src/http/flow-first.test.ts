import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstLevelSchema } from '@beside/protocol/visual-ivr/schema';
import { FLOW_ICON_SHAPES, type Flow, type FlowNode, type LiveFacts } from '@beside/protocol/visual-ivr';
import { createFlow } from '../engine/visual-ivr/testing/sample-flow.ts';
import { firstLevelOf } from './flow-first.ts';

const live = (status: 'open' | 'closed', more: Partial<LiveFacts> = {}): LiveFacts => ({
  availability: { status, zone: 'Asia/Seoul', ...(status === 'closed' ? { opensAt: 5_000 } : {}) },
  channels: { chat: status === 'open', callback: false },
  ...more,
});

const firstOf = (flow: Flow, facts = live('open'), locale = 'en') => {
  const level = firstLevelOf(flow, { revision: 4, live: facts, locale });
  assert.deepEqual(firstLevelSchema.parse(level), level);
  return level;
};

const withNodes = (nodes: Readonly<Record<string, FlowNode>>, more: Partial<Flow> = {}): Flow => {
  const flow = createFlow(more);
  return { ...flow, nodes: { ...flow.nodes, ...nodes } };
};

const choice = (choiceId: string, to: string, more = {}) => ({
  ...{ choiceId, to, label: { en: choiceId } },
  ...more,
});

test('[I4] the first screen comes with pictures and with what its choices cost now', () => {
  const waiting = { fromMinutes: 2, toMinutes: 5 };

  assert.deepEqual(firstOf(createFlow(), live('open', { waiting }), 'ko'), {
    revision: 4,
    choices: [
      { choiceId: 'delivery', label: '배송', shape: FLOW_ICON_SHAPES.truck },
      { choiceId: 'person', label: '상담원', cost: { isUp: true, waiting } },
    ],
  });
});

test('[I4] calls say their price or number, closed hours when they are over, pages nothing', () => {
  const flow = withNodes({
    start: {
      kind: 'menu',
      title: { en: 'Help' },
      choices: [
        choice('price', 'price'),
        choice('number', 'number'),
        choice('page', 'page'),
        choice('chat', 'only'),
      ],
    },
    price: { kind: 'action', action: { do: 'phone', number: '1588-1234', price: { en: 'Free' } } },
    number: { kind: 'action', action: { do: 'phone', number: '1588-1234' } },
    page: { kind: 'action', action: { do: 'page', address: '/orders', label: { en: 'Orders' } } },
    only: { kind: 'action', action: { do: 'chat' } },
  });

  assert.deepEqual(
    firstOf(flow, live('closed')).choices?.map(({ cost }) => cost),
    [
      { isUp: true, price: 'Free' },
      { isUp: true, price: '1588-1234' },
      undefined,
      { isUp: false, opensAt: 5_000 },
    ],
  );
});

test('the first screen is found behind conditions that the server knows, and left to pages behind others', () => {
  const behind = (fact: 'hours' | 'cartTotal' | 'variable.order') =>
    firstOf(
      withNodes(
        {
          first: {
            kind: 'condition',
            cases: [{ when: { not: { any: [{ fact, exists: false }] } }, to: 'start' }],
            otherwise: 'start',
          },
        },
        { start: 'first' },
      ),
    ).choices?.length;

  assert.deepEqual([behind('hours'), behind('variable.order'), behind('cartTotal')], [2, 2, undefined]);
});

test('choices that only the page can decide about are left to it, and so is what hangs on it', () => {
  const menu = (choices: Extract<FlowNode, { kind: 'menu' }>['choices']): FlowNode => ({
    ...{ kind: 'menu', title: { en: 'Help' }, choices },
  });
  const known = menu([
    choice('shown', 'chat', { when: { fact: 'hours', is: 'open' } }),
    choice('hidden', 'chat', { when: { all: [{ fact: 'hours', is: 'closed' }] } }),
    choice('unsure', 'branch'),
  ]);
  const branch: FlowNode = {
    ...{
      kind: 'condition',
      cases: [{ when: { fact: 'path', is: '/cart' }, to: 'chat' }],
      otherwise: 'delivery',
    },
  };
  const unknown = menu([choice('shown', 'chat', { when: { fact: 'attribute.tier', is: 'gold' } })]);

  assert.deepEqual(firstOf(withNodes({ start: known, branch })).choices, [
    { choiceId: 'shown', label: 'shown', cost: { isUp: true } },
    { choiceId: 'unsure', label: 'unsure' },
  ]);
  assert.deepEqual(firstOf(withNodes({ start: unknown })), { revision: 4 });
});

test('a flow that begins with something else than a menu is left to pages', () => {
  assert.deepEqual(firstOf(createFlow({ start: 'delivery' })), { revision: 4 });
});
