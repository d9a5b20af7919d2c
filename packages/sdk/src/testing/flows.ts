import { BesideError, type FlowSource } from '@beside/protocol';
import type { Flow } from '@beside/protocol/visual-ivr';
import '../channels/visual-ivr/open-flow.ts';
import '../session/flow-way.ts'; // loaded before, so that what is imported later is there without waiting

/** A shop: a menu, a form, an article, and the ways to a person. */
export const FLOW: Flow = {
  version: 1,
  flowId: 'shop',
  locales: ['en'],
  start: 'start',
  variables: {
    order: { input: 'text', label: { en: 'Order number' } },
    phone: { input: 'tel', label: { en: 'Telephone' } },
  },
  nodes: {
    start: {
      kind: 'menu',
      title: { en: 'Topics' },
      choices: [
        { choiceId: 'delivery', label: { en: 'Where is my parcel?' }, to: 'order' },
        { choiceId: 'returns', label: { en: 'Return something' }, to: 'returns' },
        {
          choiceId: 'cart',
          label: { en: 'My cart' },
          to: 'big-cart',
          when: { fact: 'cartTotal', atLeast: 100 },
        },
      ],
    },
    order: {
      kind: 'form',
      title: { en: 'Your order' },
      fields: [
        { variable: 'order', required: true, format: 'digits' },
        { variable: 'phone', required: false },
      ],
      to: 'ask',
    },
    ask: {
      kind: 'action',
      // Configured by the site; of the form that its schema asks for.
      action: { do: 'chat', queueId: 'orders' as never, reason: { en: 'A parcel is late' } },
      otherwise: 'call',
    },
    call: { kind: 'action', action: { do: 'callback', reason: { en: 'A parcel is late' } } },
    returns: {
      kind: 'article',
      title: { en: 'Returns' },
      body: { en: 'Within 30 days.' },
      askSolved: true,
      to: 'ask',
    },
    'big-cart': { kind: 'end', title: { en: 'Thank you' }, outcome: 'solved' },
  },
};

/** Where pages of a test get their flow from; what was asked is counted. */
export interface FakeFlowSource extends FlowSource {
  /** Published revisions, the first one first. */
  revisions: Flow[];
  chat: boolean;
  isAway: boolean;
  readonly asked: readonly string[];
}

/** Makes one with the shop's flow. */
export function createFakeFlowSource(): FakeFlowSource {
  const asked: string[] = [];
  const answer = async (what: string, give: () => unknown): Promise<unknown> => {
    asked.push(what);
    if (source.isAway) throw new BesideError('unavailable');
    return give();
  };
  const source: FakeFlowSource = {
    ...{ revisions: [FLOW], chat: true, isAway: false, asked },
    flow: (revision = source.revisions.length) =>
      answer(`flow ${revision}`, () => {
        const flow = source.revisions[revision - 1];
        if (!flow) throw new BesideError('not_found');
        return { revision, flow };
      }),
    facts: () =>
      answer('facts', () => ({
        availability: { status: 'open', zone: 'Asia/Seoul' },
        waiting: { fromMinutes: 2, toMinutes: 5 },
        channels: { chat: source.chat, callback: true },
      })),
    search: (text) =>
      answer(`search ${text}`, () => ({
        hits: [
          {
            kind: 'choice',
            id: 'delivery',
            menuId: 'start',
            nodeId: 'order',
            revision: source.revisions.length,
            title: 'Where is my parcel?',
            excerpt: '',
            score: 1,
          },
        ],
      })),
    article: () => answer('article', () => ({})),
  };
  return source;
}
