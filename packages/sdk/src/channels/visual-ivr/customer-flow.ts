import { BesideError, createEmitter, type Clock, type Context, type FlowSource } from '@beside/protocol';
import type { Article } from '@beside/protocol/knowledge';
import {
  startFlow,
  stepFlow,
  viewFlow,
  type Flow,
  type FlowEvent,
  type FlowFacts,
  type FlowMove,
  type FlowResult,
  type FlowState,
} from '@beside/protocol/visual-ivr';
import type { KeyValueStore } from '../../base/key-value-store.ts';
import type { TabChannel, TabLock } from '../../base/tab-lock.ts';
import type { FlowWay } from '../../session/flow-way.ts';
import { describeFacts } from './describe-facts.ts';
import { describeWay } from './describe-way.ts';
import { costOfPeople, findLead } from './find-lead.ts';
import { createFlowLibrary } from './flow-library.ts';
import { readKept, type KeptFlow } from './kept-flow.ts';
import type { FlowChannel, FlowChannelState, FlowOutcome } from './view.ts';

/** How a customer's flow is made. */
export interface CustomerFlowOptions {
  readonly source: FlowSource;
  readonly store: KeyValueStore;
  /** Its name in the store. */
  readonly key: string;
  readonly clock: Clock;
  /** The other tabs; absent: there are none. */
  readonly tabs: TabLock | undefined;
  /** Of the channel to them. */
  readonly name: string;
  /** What the page knows of the moment. */
  readonly describe: () => {
    readonly context: Context;
    readonly isIdentified: boolean;
    readonly locale: string;
  };
  /** What was found out, for what comes next; kept by whoever starts conversations. */
  readonly tellWay: (way: FlowWay) => void;
  readonly report: (name: string, properties: Readonly<Record<string, string | number | boolean>>) => void;
  readonly onListenerError: (cause: unknown) => void;
}

/** The channel as the client holds it. */
export interface CustomerFlow extends FlowChannel {
  /** Goes on where an earlier page or another tab was. */
  restore(): Promise<void>;
  /** Everything is forgotten. */
  reset(): void;
  /** Hears no other tab any more. Safe twice. */
  stop(): void;
}

/** What is to become of what the store holds. */
interface Decision {
  readonly result: FlowResult;
  /** Absent: it is not known here. */
  readonly flow?: Flow;
  readonly isOutside?: boolean;
}

type Refused = Extract<FlowResult, { refusal: unknown }>;
/** A change that the store has. */
interface Made {
  readonly flow: Flow;
  readonly kept: KeptFlow;
  readonly events: readonly FlowEvent[];
}

const LATE: Decision = { result: { refusal: 'stale' } };
const OUTSIDE: FlowChannelState = { status: 'outside', people: [] };

/** The customer's handle: every move is one change of what the store holds, so that tabs and clicks cannot both make it. */
export function createCustomerFlow(options: CustomerFlowOptions): CustomerFlow {
  const { store, key, clock, describe } = options;
  const library = createFlowLibrary(options.source, () => clock.steadyNow());
  const states = createEmitter<{ changed: FlowChannelState }>({ onListenerError: options.onListenerError });
  let kept: KeptFlow | undefined;
  let state = OUTSIDE;
  let reading: Article | undefined;
  let beginning: Promise<FlowOutcome> | undefined;

  const facts = (): FlowFacts => describeFacts({ ...describe(), live: library.live });
  const refresh = (): void => {
    const next = derive();
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    state = next;
    states.emit('changed', state);
  };
  function derive(): FlowChannelState {
    const { locale } = describe();
    const flow = kept && library.find(kept.state.revision);
    const shared = { people: costOfPeople(flow, facts(), locale), ...(reading ? { reading } : {}) };
    if (!kept || !flow || kept.isOutside) return { ...OUTSIDE, ...shared };
    return { status: 'inside', view: viewFlow(flow, kept.state, facts(), locale), ...shared };
  }

  /** What the store holds now, with the flow it is of; a revision that is gone is as good as nothing. */
  const reload = async (): Promise<void> => {
    const found = readKept(await store.get(key), clock.now());
    const flow = found && (await library.load(found.state.revision).catch(nothingIfMissing));
    kept = flow ? found : undefined;
    refresh();
  };
  const others: TabChannel | undefined = options.tabs?.channel(options.name, () => {
    // Without a network it stays at what it knew; its next move is told to be late.
    void reload().catch(() => undefined);
  });

  const report = (revision: number, flowId: string, events: readonly FlowEvent[]): void => {
    for (const { name, ...more } of events) {
      const told = Object.entries(more).filter(([, value]) => value !== undefined);
      options.report(`flow.${name}`, { flowId, revision, ...(Object.fromEntries(told) as typeof more) });
    }
  };

  /** Decides on what the store holds, not on what this tab knows: another one may have just moved. */
  async function change(decide: (before: KeptFlow | undefined) => Decision): Promise<FlowOutcome> {
    const found: { made?: Made; refused?: Refused } = {};
    await store.update(key, (raw) => {
      const now = clock.now();
      const { result, flow, isOutside = false } = decide(readKept(raw, now));
      if (!flow || 'refusal' in result) {
        found.refused = 'refusal' in result ? result : { refusal: 'stale' };
        return raw;
      }
      const after = { state: result.state, enteredAt: now, isOutside };
      found.made = { flow, kept: after, events: result.events };
      return after;
    });
    const { made, refused = { refusal: 'stale' } } = found;
    if (!made) {
      // Whatever was faster is shown.
      if (refused.refusal === 'stale') await reload();
      return { kind: 'refused', ...refused };
    }
    kept = made.kept;
    reading = undefined;
    report(kept.state.revision, made.flow.flowId, made.events);
    const { locale } = describe();
    const lead = findLead(made.flow, made.events, locale);
    options.tellWay(describeWay(made.flow, kept.state, locale, lead));
    others?.post('moved');
    refresh();
    return { kind: 'moved', ...(lead ? { leadsTo: lead } : {}) };
  }

  async function begin(choiceId: string | undefined): Promise<FlowOutcome> {
    const [{ revision, flow }] = await Promise.all([library.load(), library.askFacts()]);
    return change((before) => {
      const started = startFlow(flow, revision, facts());
      // Numbers go on, so that what was meant for the round before is late; what was filled in is not asked again.
      const first: FlowState = {
        ...started.state,
        step: (before?.state.step ?? 0) + 1,
        typed: before?.state.flowId === flow.flowId ? before.state.typed : {},
      };
      const result: FlowResult =
        choiceId === undefined
          ? { state: first, events: [] }
          : stepFlow(flow, first, { type: 'choose', choiceId, atStep: first.step }, facts());
      const isOutside = choiceId === undefined;
      return {
        flow,
        isOutside,
        result: 'state' in result ? { ...result, events: [...started.events, ...result.events] } : result,
      };
    });
  }

  /** On what is shown here; the store may hold another moment. */
  async function step(move: FlowMove): Promise<FlowOutcome> {
    const shown = kept;
    if (!shown) return { kind: 'refused', refusal: 'stale' };
    await library.askFacts();
    return change((before) => {
      const flow = before && library.find(before.state.revision);
      if (!before || !flow || before.isOutside !== shown.isOutside) return LATE;
      const durationMs = Math.max(0, clock.now() - before.enteredAt);
      return {
        flow,
        result: stepFlow(flow, before.state, { ...move, atStep: shown.state.step, durationMs }, facts()),
      };
    });
  }

  return {
    get state() {
      return state;
    },
    onChange: (listener) => states.on('changed', listener),
    begin(choiceId) {
      // A double click begins once.
      beginning ??= begin(choiceId).finally(() => (beginning = undefined));
      return beginning;
    },
    async first() {
      const [{ revision, flow }] = await Promise.all([library.load(), library.askFacts()]);
      const { state: first } = startFlow(flow, revision, facts());
      return { revision, view: viewFlow(flow, first, facts(), describe().locale) };
    },
    move: step,
    async leave() {
      const choiceId = kept?.state.trail[0]?.choiceId;
      await store.update(key, (raw) => {
        const before = readKept(raw, clock.now());
        if (before) kept = { ...before, isOutside: true };
        return before ? kept : raw;
      });
      others?.post('moved');
      refresh();
      return choiceId;
    },
    async search(text) {
      const hits = await library.search(text, describe().locale);
      options.report('search.opened', { hits: hits.length });
      return hits;
    },
    async goTo({ menuId, id, revision }) {
      if (!kept || kept.isOutside || kept.state.revision !== revision) await begin(undefined);
      return step({ type: 'go', nodeId: menuId, choiceId: id });
    },
    async askPerson(kind) {
      const flow = kept && library.find(kept.state.revision);
      if (!kept || !flow) return { kind: 'moved', leadsTo: { do: kind } };
      // The site has its own way to a person.
      if (flow.human !== undefined) return step({ type: 'human' });
      const { state: at } = kept;
      report(at.revision, flow.flowId, [{ name: 'led-to', nodeId: at.at, action: kind }]);
      options.tellWay(describeWay(flow, at, describe().locale, undefined));
      return { kind: 'moved', leadsTo: { do: kind } };
    },
    article: (articleId) => library.article(articleId, describe().locale),
    async read(articleId) {
      reading = await library.article(articleId, describe().locale);
      options.report('article.opened', { articleId });
      refresh();
    },
    stopReading() {
      reading = undefined;
      refresh();
    },
    async refresh() {
      await library.askFacts();
      refresh();
    },
    restore: async () => {
      await Promise.all([reload(), library.askFacts()]);
      refresh();
    },
    reset() {
      kept = reading = undefined;
      refresh();
    },
    stop() {
      others?.close();
      states.close();
    },
  };
}

function nothingIfMissing(cause: unknown): undefined {
  if (!(cause instanceof BesideError) || cause.code !== 'not_found') throw cause;
}
