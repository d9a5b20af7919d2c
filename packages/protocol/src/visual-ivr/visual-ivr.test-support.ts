import assert from 'node:assert/strict';
import type { FlowFacts } from './facts.ts';
import type { Flow } from './flow-schema.ts';
import type { FlowNode } from './node-schema.ts';
import { startFlow, stepFlow } from './state.ts';
import type { FlowState } from './state-schema.ts';
import type { FlowEvent, FlowMove } from './steps.ts';

/** The same text in both locales, told apart. */
export const both = (text: string): { en: string; ko: string } => ({ en: text, ko: `${text} (한국어)` });

/** Within hours, everything is there. */
export const OPEN: FlowFacts = {
  live: {
    availability: { status: 'open', zone: 'Asia/Seoul' },
    waiting: { fromMinutes: 2, toMinutes: 5 },
    freeAgents: 2,
    channels: { chat: true, callback: true },
  },
  page: { url: 'https://shop.example/cart', title: 'Cart' },
  cart: { total: 120_000, count: 2, currency: 'KRW' },
  isIdentified: false,
  locale: 'en',
  attributes: { plan: 'gold' },
};

/** Nobody is there, callbacks for later can be asked for. */
export const CLOSED: FlowFacts = {
  ...OPEN,
  live: {
    availability: { status: 'closed', opensAt: 1_772_420_400_000, zone: 'Asia/Seoul' },
    channels: { chat: false, callback: true },
  },
};

const contact = (does: 'chat' | 'callback', otherwise?: string): FlowNode => ({
  kind: 'action',
  action: { do: does, queueId: 'orders' as never, reason: both('Delivery') },
  ...(otherwise === undefined ? {} : { otherwise }),
});

/** A small shop: two levels, every kind of node. */
export const SHOP: Flow = {
  version: 1,
  flowId: 'shop',
  locales: ['en', 'ko'],
  start: 'start',
  human: 'people',
  variables: {
    orderNumber: { input: 'text', label: both('Order number') },
    reason: { input: 'select', label: both('Reason') },
  },
  nodes: {
    start: {
      kind: 'menu',
      title: both('How can we help?'),
      choices: [
        { choiceId: 'delivery', label: both('Where is my order?'), icon: 'truck', to: 'order' },
        { choiceId: 'returns', label: both('Return something'), to: 'returns', keywords: { en: ['refund'] } },
        {
          choiceId: 'cart',
          label: both('My cart'),
          to: 'people',
          when: { fact: 'cartCount', atLeast: 1 },
        },
        { choiceId: 'call', label: both('Call us'), to: 'phone' },
        { choiceId: 'account', label: both('My account'), to: 'account' },
      ],
    },
    order: {
      kind: 'form',
      title: both('Your order'),
      fields: [
        { variable: 'orderNumber', required: true, format: 'order-number', minLength: 4, maxLength: 20 },
        {
          variable: 'reason',
          required: false,
          options: [
            { value: 'late', label: both('It is late') },
            { value: 'broken', label: both('It is broken') },
          ],
        },
      ],
      to: 'by-reason',
    },
    'by-reason': {
      kind: 'condition',
      cases: [{ when: { fact: 'variable.reason', is: 'broken' }, to: 'returns' }],
      otherwise: 'people',
    },
    returns: {
      kind: 'article',
      title: both('Returns'),
      body: both('Send it back within 14 days.'),
      askSolved: true,
      to: 'people',
    },
    people: {
      kind: 'condition',
      cases: [{ when: { fact: 'hours', is: 'closed' }, to: 'later' }],
      otherwise: 'talk',
    },
    talk: contact('chat', 'later'),
    later: contact('callback', 'phone'),
    phone: { kind: 'action', action: { do: 'phone', number: '1588-1234', price: both('39 won a minute') } },
    account: { kind: 'action', action: { do: 'page', address: '/account', label: both('My account') } },
  },
};

/** Makes moves, each on what the one before led to; every one has to be taken. */
export function walk(
  flow: Flow,
  moves: readonly FlowMove[],
  facts: FlowFacts = OPEN,
): { state: FlowState; events: readonly FlowEvent[]; before: FlowState } {
  const started = startFlow(flow, 1, facts);
  let { state, events }: { state: FlowState; events: readonly FlowEvent[] } = started;
  let before = state;
  for (const move of moves) {
    const result = stepFlow(flow, state, { ...move, atStep: state.step }, facts);
    assert.ok('state' in result, `${JSON.stringify(move)} was refused: ${JSON.stringify(result)}`);
    before = state;
    ({ state, events } = result);
  }
  return { state, events, before };
}
