import { newId, type Clock, type Interaction, type InteractionId } from '@beside/protocol';
import type { Flow } from '@beside/protocol/visual-ivr';
import type { Store } from '../../../ports/store.ts';

/** A small flow without faults: a menu, an article that may solve it, chat, and an end for when nobody is there. */
export function createFlow(more: Partial<Flow> = {}): Flow {
  return {
    version: 1,
    flowId: 'help',
    locales: ['en', 'ko'],
    start: 'start',
    human: 'chat',
    nodes: {
      start: {
        kind: 'menu',
        title: { en: 'What is it about?', ko: '무엇을 도와드릴까요?' },
        choices: [
          { choiceId: 'delivery', label: { en: 'My delivery', ko: '배송' }, icon: 'truck', to: 'delivery' },
          { choiceId: 'person', label: { en: 'A person', ko: '상담원' }, to: 'chat' },
        ],
      },
      delivery: {
        kind: 'article',
        title: { en: 'Delivery times', ko: '배송 기간' },
        body: { en: 'Two days.', ko: '이틀 걸립니다.' },
        askSolved: true,
        to: 'chat',
      },
      chat: { kind: 'action', action: { do: 'chat' }, otherwise: 'closed' },
      closed: {
        kind: 'end',
        title: { en: 'Nobody is there now', ko: '지금은 상담할 수 없습니다' },
        outcome: 'done',
      },
    },
    ...more,
  };
}

/** The same with another title, as somebody edits it. */
export function retitled(title: string): Flow {
  const flow = createFlow();
  const { start } = flow.nodes;
  if (start?.kind !== 'menu') throw new Error('the sample starts with a menu');
  return { ...flow, nodes: { ...flow.nodes, start: { ...start, title: { en: title, ko: title } } } };
}

/** What a page reports of one step, at the node `start` of revision 1 where nothing else is said. */
export function flowStep(
  clock: Clock,
  name: 'entered' | 'left' | 'led-to' | 'solved',
  properties: Interaction['properties'] = {},
  at = clock.now(),
): Interaction {
  const place = { flowId: 'help', revision: 1, nodeId: 'start' };
  return {
    id: newId<InteractionId>(clock),
    name: `flow.${name}`,
    at,
    properties: { ...place, ...properties },
  };
}

/** Publishes a flow as revision 1 of a site, as the file of its configuration would be. */
export async function publishFirst(store: Store, siteId: string, flow: Flow = createFlow()): Promise<void> {
  const head = {
    siteId,
    revision: 1,
    authorId: null,
    note: '',
    restores: null,
    createdAt: 1,
    publishedAt: 1,
  };
  await store.transact((transaction) =>
    transaction.insertFlowRevision({ ...head, body: JSON.stringify(flow) }),
  );
}
