import type { Article, SearchHit } from '@beside/protocol/knowledge';
import type { FlowMove, FlowView } from '@beside/protocol/visual-ivr';
import type { FlowChannel, FlowChannelState, FlowOutcome } from '@beside/sdk';

/** A flow whose level a test sets by hand; remembers what it was asked. */
export interface FakeFlow extends FlowChannel {
  /** What was asked of it, in order. */
  readonly calls: readonly (readonly unknown[])[];
  /** What the next move comes to; otherwise it is made and leads nowhere. */
  answer: FlowOutcome | Error | undefined;
  hits: readonly SearchHit[] | Error;
  articles: Readonly<Record<string, Article>>;
  setState(change: Partial<FlowChannelState>): void;
  /** Shows a level. */
  show(view: FlowView): void;
}

const MOVED: FlowOutcome = { kind: 'moved' };

/** Makes one that nobody is inside of. */
export function createFakeFlow(): FakeFlow {
  const calls: (readonly unknown[])[] = [];
  const listeners = new Set<(state: FlowChannelState) => void>();
  let state: FlowChannelState = { status: 'outside', people: [] };
  const act = (...call: readonly unknown[]): Promise<FlowOutcome> => {
    calls.push(call);
    const { answer } = flow;
    flow.answer = undefined;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? MOVED);
  };
  const flow: FakeFlow = {
    calls,
    answer: undefined,
    hits: [],
    articles: {},
    get state() {
      return state;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin: (choiceId) => act('begin', choiceId),
    first: async () => {
      const { view } = state;
      if (!view) throw new Error('show a level first');
      return { revision: 1, view };
    },
    move: (move: FlowMove) => act('move', move),
    leave: async () => {
      calls.push(['leave']);
      return 'orders';
    },
    async search(text) {
      calls.push(['search', text]);
      if (flow.hits instanceof Error) throw flow.hits;
      return flow.hits;
    },
    goTo: (hit) => act('goTo', hit.id),
    askPerson: (kind) => act('askPerson', kind),
    async read(articleId) {
      calls.push(['read', articleId]);
      flow.setState({ reading: await flow.article(articleId) });
    },
    stopReading: () => flow.setState({ reading: undefined }),
    async article(articleId) {
      const found = flow.articles[articleId];
      if (!found) throw new Error('not there');
      return found;
    },
    refresh: async () => void calls.push(['refresh']),
    setState(change) {
      state = { ...state, ...change };
      for (const listener of listeners) listener(state);
    },
    show: (view) => flow.setState({ status: 'inside', view }),
  };
  return flow;
}
