import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contextSchema } from '../session/context-schema.ts';
import { contextOfFlow } from './context.ts';
import type { FlowMove } from './steps.ts';
import { textIn } from './text-in.ts';
import { viewFlow } from './view.ts';
import { CLOSED, OPEN, SHOP, both, walk } from './visual-ivr.test-support.ts';

const choose = (choiceId: string): FlowMove => ({ type: 'choose', choiceId });
const view = (moves: readonly FlowMove[], facts = OPEN, locale = 'en') =>
  viewFlow(SHOP, walk(SHOP, moves, facts).state, facts, locale);

describe('what is drawn of a flow', () => {
  it('[I4] choices with what they cost, by the facts of the moment', () => {
    const shown = view([]);

    assert.ok(shown.kind === 'menu');
    assert.deepEqual(
      shown.choices.map(({ choiceId, cost }) => [choiceId, cost]),
      [
        ['delivery', undefined],
        ['returns', undefined],
        [
          'cart',
          {
            ...{ kind: 'chat', isUp: true, waiting: { fromMinutes: 2, toMinutes: 5 } },
            ...{ opensAt: undefined, closesAt: undefined, zone: 'Asia/Seoul' },
          },
        ],
        ['call', { kind: 'phone', number: '1588-1234', price: '39 won a minute' }],
        ['account', { kind: 'page', isAddress: false }],
      ],
    );
    const closed = view([], CLOSED);
    assert.ok(closed.kind === 'menu');
    assert.deepEqual(closed.choices[2]?.cost, {
      ...{ kind: 'callback', isUp: true, waiting: undefined },
      ...{ opensAt: 1_772_420_400_000, closesAt: undefined, zone: 'Asia/Seoul' },
    });
  });

  it('[I1] a menu in the wanted language, without what is not offered', () => {
    const shown = view([], { ...OPEN, cart: undefined }, 'ko-KR');

    assert.ok(shown.kind === 'menu');
    assert.deepEqual(
      [shown.title, shown.choices.map(({ label }) => label)],
      [
        'How can we help? (한국어)',
        [
          'Where is my order? (한국어)',
          'Return something (한국어)',
          'Call us (한국어)',
          'My account (한국어)',
        ],
      ],
    );
    assert.deepEqual([shown.isStart, shown.canGoBack, shown.step], [true, false, 0]);
  });

  it('[IV4] a form with what was typed before', () => {
    const typed = { type: 'submit', values: { orderNumber: 'A-1234' } } as const;

    const shown = view([choose('delivery'), typed, { type: 'back' }]);

    assert.ok(shown.kind === 'form');
    assert.deepEqual(shown.fields, [
      {
        ...{ variable: 'orderNumber', label: 'Order number', input: 'text', isRequired: true },
        ...{ hint: undefined, format: 'order-number', minLength: 4, maxLength: 20, options: [] },
        value: 'A-1234',
      },
      {
        ...{ variable: 'reason', label: 'Reason', input: 'select', isRequired: false },
        ...{ hint: undefined, format: undefined, minLength: undefined, maxLength: undefined, value: '' },
        options: [
          { value: 'late', label: 'It is late' },
          { value: 'broken', label: 'It is broken' },
        ],
      },
    ]);
  });

  it('[I2] the way, by titles, else by what was chosen', () => {
    const { crumbs } = view([choose('call')]);

    assert.deepEqual(crumbs, [
      { nodeId: 'start', label: 'How can we help?', levels: 1 },
      { nodeId: 'phone', label: 'Call us', levels: 0 },
    ]);
  });

  it('[I1] articles, actions, ends and what leads nowhere', () => {
    const article = view([choose('returns'), { type: 'solved', helped: true }]);
    const phone = view([choose('call')]);
    const account = view([choose('account')]);
    const lost = viewFlow(SHOP, { ...walk(SHOP, []).state, at: '' }, OPEN, 'en');

    assert.ok(article.kind === 'article' && phone.kind === 'action' && account.kind === 'action');
    assert.deepEqual(
      [article.body, article.asksSolved, article.helped, article.canContinue],
      ['Send it back within 14 days.', true, true, true],
    );
    assert.deepEqual(
      [phone.action, phone.isUp],
      [{ do: 'phone', number: '1588-1234', price: '39 won a minute' }, true],
    );
    assert.deepEqual(account.action, { do: 'page', address: '/account', label: 'My account' });
    assert.deepEqual([lost.kind, lost.nodeId], ['lost', '']);
  });

  it('[IV3] an action whose channel broke down meanwhile offers the other way', () => {
    const { state } = walk(SHOP, [choose('cart')]);
    const broken = { ...OPEN, live: { ...OPEN.live!, channels: { chat: false, callback: true } } };

    const shown = viewFlow(SHOP, state, broken, 'en');

    assert.ok(shown.kind === 'action');
    assert.deepEqual([shown.isUp, shown.canContinue, shown.cost], [false, true, undefined]);
  });

  it('[IV6] [bad_F12] texts of the nearest locale there is', () => {
    const texts = { en: 'lift', 'en-US': 'elevator', 'pt-BR': 'elevador', ko: '승강기' };
    const locales = ['ko', 'en', 'en-US', 'pt-BR'];

    assert.deepEqual(
      ['en-US', 'en-GB', 'pt', 'pt-PT', 'ar', 'toString'].map((locale) => textIn(texts, locale, locales)),
      ['elevator', 'lift', 'elevador', 'elevador', '승강기', '승강기'],
    );
    assert.equal(textIn({ de: 'Aufzug' }, 'fr', ['ko']), 'Aufzug');
    assert.equal(textIn({}, 'fr', ['ko']), '');
  });
});

describe('what agents are told of a flow', () => {
  const moves: FlowMove[] = [
    choose('delivery'),
    { type: 'submit', values: { orderNumber: 'A-1234', reason: 'late' } },
  ];

  it('[I6] the way with what was chosen, and the answers in words', () => {
    const told = contextOfFlow(SHOP, walk(SHOP, moves).state, 'ko');

    assert.deepEqual(told, {
      flowId: 'shop',
      revision: 1,
      path: [
        { nodeId: 'start', label: 'Where is my order? (한국어)' },
        { nodeId: 'order', label: 'Your order (한국어)' },
        { nodeId: 'talk', label: 'Delivery (한국어)' },
      ],
      answers: [
        { variable: 'orderNumber', label: 'Order number (한국어)', value: 'A-1234' },
        { variable: 'reason', label: 'Reason (한국어)', value: 'It is late (한국어)' },
      ],
    });
    assert.ok(contextSchema.safeParse({ flow: told }).success);
  });

  it('[I6] no more than a context may hold, cut between characters', () => {
    const long = both('😀'.repeat(150));
    const menu = { ...SHOP.nodes['start'], title: long } as never;
    const flow = { ...SHOP, nodes: { ...SHOP.nodes, start: menu } };
    const rounds = Array.from({ length: 30 }, (): FlowMove[] => [
      { type: 'go', nodeId: 'account' },
      { type: 'go', nodeId: 'start' },
    ]);

    const told = contextOfFlow(flow, walk(flow, rounds.flat()).state, 'en');

    assert.deepEqual([told.path.length, told.path.at(-1)?.label], [20, '😀'.repeat(100)]);
    assert.ok(contextSchema.safeParse({ flow: told }).success);
  });
});
