import type { Backend, CallContext, Content, ConversationId, Outcome } from '@beside/protocol';
import { createEventLog } from './event-log.ts';
import { ALL_ON, toCapabilities, type FakeSwitches } from './switches.ts';

/** What goes wrong with the next call. */
export type FakeFault =
  /** It certainly did not happen, and may later. */
  | 'fails-for-now'
  /** It certainly did not happen, and never will. */
  | 'fails-for-good'
  /** It happened, but nobody says so. */
  | 'happens-silently'
  /** It did not happen, but nobody says so. */
  | 'lost'
  | 'throws'
  /** It answers when the caller has stopped waiting. */
  | 'hangs'
  | 'answers-nonsense';

/** How a fake is made. */
export interface FakeBackendOptions {
  readonly switches?: Partial<FakeSwitches>;
  /** Answers every message of a customer by itself; absent: only {@link FakeAgent} does. */
  readonly answerTo?: (content: Content) => string;
  /** Epoch ms. */
  readonly now?: () => number;
}

/** The other side of a fake, in the hands of a test. */
export interface FakeAgent {
  answer(conversationId: ConversationId): void;
  say(conversationId: ConversationId, text: string): void;
  giveBack(conversationId: ConversationId): void;
  end(conversationId: ConversationId): void;
  type(conversationId: ConversationId): void;
  /** Reads everything up to the last message that came with a key. */
  read(conversationId: ConversationId): void;
}

/** A backend in memory whose capabilities can be switched and whose calls can be made to fail. */
export interface FakeBackend extends Backend {
  readonly agent: FakeAgent;
  /** Effects that happened, in order: `start`, `send …`, `end`, `context …`, `report …`. */
  readonly effects: readonly string[];
  /** Texts that customers wrote, in order. */
  texts(conversationId: ConversationId): string[];
  fault(...faults: FakeFault[]): void;
  /** The next events do not reach whoever reads; then a gap is said. */
  loseEvents(count: number): void;
}

interface Conversation {
  readonly texts: string[];
  readonly keys: string[];
  isAnswered: boolean;
  isEnded: boolean;
}

const AGENT_KEY = 'fake-agent-1';
const AGENT_NAME = 'Robin';

/** Makes a fake with every capability on, but for the switches given. */
export function createFakeBackend(options: FakeBackendOptions = {}): FakeBackend {
  const switches = { ...ALL_ON, ...options.switches };
  const { answerTo, now = () => 0 } = options;
  const conversations = new Map<ConversationId, Conversation>();
  const effects: string[] = [];
  /** Key → id of what it made. */
  const made = new Map<string, string>();
  const faults: FakeFault[] = [];
  const log = createEventLog(switches.catchUp, now);
  let lastId = 0;
  const nextId = (): string => `fake-${(lastId += 1)}`;

  const open = (conversationId: ConversationId): Conversation | undefined => {
    const conversation = conversations.get(conversationId);
    return conversation?.isEnded === false ? conversation : undefined;
  };

  const agent: FakeAgent = {
    answer(conversationId) {
      const conversation = open(conversationId);
      if (!conversation) return;
      conversation.isAnswered = true;
      log.tell(
        conversationId,
        { type: 'answered', agentKey: AGENT_KEY, name: AGENT_NAME },
        { backendId: nextId() },
      );
    },
    say(conversationId, text) {
      if (!open(conversationId)) return;
      // Agents of others have ids of their own kind; the server gives them one of ours.
      const author = { role: 'agent', agentId: AGENT_KEY as never, name: AGENT_NAME } as const;
      log.tell(
        conversationId,
        { type: 'message', author, content: { kind: 'text', text } },
        { backendId: nextId() },
      );
    },
    giveBack(conversationId) {
      log.tell(conversationId, { type: 'returned', reason: 'released' }, { backendId: nextId() });
    },
    end(conversationId) {
      const conversation = open(conversationId);
      if (conversation) conversation.isEnded = true;
      log.tell(conversationId, { type: 'ended', by: 'agent' }, { backendId: nextId() });
    },
    type(conversationId) {
      if (switches.typing) log.tell(conversationId, { type: 'typing', on: true }, {});
    },
    read(conversationId) {
      const uptoKey = conversations.get(conversationId)?.keys.at(-1);
      if (switches.receipts && uptoKey !== undefined)
        log.tell(conversationId, { type: 'receipt', status: 'read', backendId: null, uptoKey }, {});
    },
  };

  /** Lets a call happen as the faults want it. */
  async function effect<Value>(
    { key, signal }: CallContext,
    act: () => Outcome<Value>,
    again: () => Value,
  ): Promise<Outcome<Value>> {
    const isKnown = switches.sendKey === 'native' && made.has(key);
    const happen = (): Outcome<Value> => (isKnown ? { kind: 'done', value: again(), replayed: true } : act());
    const fault = faults.shift();
    switch (fault) {
      case undefined:
        return happen();
      case 'fails-for-now':
        return { kind: 'failed', failure: { code: 'unavailable', retry: 'backoff' } };
      case 'fails-for-good':
        return { kind: 'failed', failure: { code: 'forbidden', retry: 'never' } };
      case 'happens-silently':
        happen();
        return unknown();
      case 'lost':
        return unknown();
      case 'throws':
        throw new Error('the fake was told to throw');
      case 'hangs':
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        return unknown();
      case 'answers-nonsense':
        return { sure: true } as never; // what the caller must not believe
      default:
        return fault satisfies never;
    }
  }

  function unknown(): Outcome<never> {
    const canFind = switches.find ? 'check-transcript' : 'impossible';
    return { kind: 'unknown', reconcile: switches.sendKey === 'native' ? 'safe-to-retry' : canFind };
  }

  const done = <Value>(value: Value): Outcome<Value> => ({ kind: 'done', value, replayed: false });
  const gone: Outcome<never> = { kind: 'failed', failure: { code: 'conversation_closed', retry: 'never' } };
  const remember = (key: string): { backendId: string } => {
    const backendId = nextId();
    made.set(key, backendId);
    return { backendId };
  };
  const recall = (key: string): { backendId: string } => ({ backendId: made.get(key) ?? '' });

  return {
    name: 'fake',
    contract: '1',
    capabilities: toCapabilities(switches),
    agent,
    effects,
    texts: (conversationId) => [...(conversations.get(conversationId)?.texts ?? [])],
    fault: (...more) => void faults.push(...more),
    loseEvents: (count) => log.lose(count),
    chat: {
      start: ({ conversationId }, context) =>
        effect(
          context,
          () => {
            effects.push('start');
            conversations.set(conversationId, { texts: [], keys: [], isAnswered: false, isEnded: false });
            log.tell(conversationId, { type: 'queued', position: 1 }, { backendId: nextId() });
            return done(remember(context.key));
          },
          () => recall(context.key),
        ),
      send: (conversationId, { content }, context) =>
        effect(
          context,
          () => {
            const conversation = open(conversationId);
            if (!conversation) return gone;
            const text = content.kind === 'text' ? content.text : JSON.stringify(content);
            effects.push(`send ${text}`);
            conversation.texts.push(text);
            conversation.keys.push(context.key);
            const answer = done(remember(context.key));
            if (switches.sendKey === 'echo')
              log.tell(
                conversationId,
                { type: 'message', author: { role: 'customer' }, content },
                { backendId: nextId(), clientKey: context.key },
              );
            if (answerTo) {
              if (!conversation.isAnswered) agent.answer(conversationId);
              agent.say(conversationId, answerTo(content));
            }
            return answer;
          },
          () => recall(context.key),
        ),
      end: (conversationId, context) =>
        effect(
          context,
          () => {
            const conversation = open(conversationId);
            if (conversation) {
              conversation.isEnded = true;
              effects.push('end');
            }
            made.set(context.key, 'end');
            return done(undefined);
          },
          () => undefined,
        ),
      ...(switches.find
        ? {
            find: async (_conversationId, key) =>
              done(made.has(key) ? { backendId: made.get(key) ?? '' } : null),
          }
        : {}),
      ...(switches.typing
        ? {
            typing: async (_conversationId, on) => {
              effects.push(`typing ${on}`);
            },
          }
        : {}),
      ...(switches.receipts
        ? {
            receipt: async (_conversationId, status) => {
              effects.push(`receipt ${status}`);
            },
          }
        : {}),
    },
    ...(switches.context
      ? {
          setContext: (_conversationId, { page }, call) =>
            effect(
              call,
              () => {
                effects.push(`context ${page?.url ?? ''}`);
                made.set(call.key, 'context');
                return done(undefined);
              },
              () => undefined,
            ),
        }
      : {}),
    ...(switches.reports
      ? {
          report: (_siteId, interactions, call) =>
            effect(
              call,
              () => {
                effects.push(`report ${interactions.map(({ name }) => name).join(',')}`);
                made.set(call.key, 'report');
                return done({ accepted: interactions.length });
              },
              () => ({ accepted: interactions.length }),
            ),
        }
      : {}),
    events: (from, signal) => log.read(from, signal),
    dispose: async () => log.close(),
  };
}
