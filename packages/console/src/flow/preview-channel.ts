import { createEmitter } from '@beside/protocol';
import type { Article } from '@beside/protocol/knowledge';
import {
  startFlow,
  stepFlow,
  viewFlow,
  type Flow,
  type FlowFacts,
  type FlowMove,
  type FlowResult,
  type FlowState,
} from '@beside/protocol/visual-ivr';
import type { CustomerClient, FlowChannel, FlowChannelState, FlowOutcome } from '@beside/sdk';

/** A flow as a customer would go through it, without a server: every move is made here, and nothing is reported. */
export interface Preview {
  /** As much of a customer's client as the panel of the flow asks for. */
  readonly client: CustomerClient;
  /** The node that is shown. */
  readonly at: string;
  /** Shows a node, as if one had come there. */
  show(nodeId: string): void;
  onMove(listener: () => void): () => void;
}

/** Begins at the start. Articles of the knowledge are shown by their name: only the server has them. */
export function createPreview(flow: Flow, facts: FlowFacts, locale: string, articleText: string): Preview {
  const changes = createEmitter<{ changed: FlowChannelState }>();
  let state: FlowState = startFlow(flow, 1, facts).state;

  const toState = (): FlowChannelState => ({
    status: 'inside',
    view: viewFlow(flow, state, facts, locale),
    people: [],
  });
  const take = (result: FlowResult): FlowOutcome => {
    if (!('state' in result))
      return {
        kind: 'refused',
        refusal: result.refusal,
        problems: 'problems' in result ? result.problems : undefined,
      };
    ({ state } = result);
    changes.emit('changed', toState());
    return { kind: 'moved' };
  };
  const move = (next: FlowMove): Promise<FlowOutcome> =>
    Promise.resolve(take(stepFlow(flow, state, { ...next, atStep: state.step }, facts)));
  const begin = (): Promise<FlowOutcome> => {
    ({ state } = startFlow(flow, 1, facts));
    changes.emit('changed', toState());
    return Promise.resolve({ kind: 'moved' });
  };

  const channel: FlowChannel = {
    get state() {
      return toState();
    },
    onChange: (listener) => changes.on('changed', listener),
    begin,
    first: () =>
      Promise.resolve({ revision: 1, view: viewFlow(flow, startFlow(flow, 1, facts).state, facts, locale) }),
    move,
    leave: async () => {
      await begin();
      return undefined;
    },
    search: () => Promise.resolve([]),
    goTo: (hit) => move({ type: 'go', nodeId: hit.nodeId }),
    askPerson: () => move({ type: 'human' }),
    article: (articleId) => Promise.resolve(standIn(articleId, locale, articleText)),
    read: () => Promise.resolve(),
    stopReading: () => undefined,
    refresh: () => Promise.resolve(),
  };
  return {
    // What the panel of a flow asks of a client; it never meets anything else of it.
    client: {
      state: { clockOffsetMs: 0, connection: { status: 'connected' }, site: { callsBack: true } },
      chat: { onChange: () => () => undefined, view: { status: 'new', items: [] } },
      on: () => () => undefined,
      report: () => undefined,
      openFlow: () => Promise.resolve(channel),
    } as unknown as CustomerClient,
    get at() {
      return state.at;
    },
    show: (nodeId) => void move({ type: 'go', nodeId }),
    onMove: (listener) => changes.on('changed', listener),
  };
}

function standIn(articleId: string, locale: string, text: string): Article {
  return { articleId, locale, title: articleId, blocks: [{ kind: 'paragraph', spans: [{ text }] }] };
}
