import { BesideError, type Content, type ConversationId } from '@beside/protocol';
import type {
  ChatChannel,
  ChatItem,
  ChatView,
  CustomerClient,
  CustomerClientEvents,
  CustomerState,
  EarlierConversations,
  EventItem,
  MessageItem,
} from '@beside/sdk';

import { createFakeCallback, type FakeCallback } from './fake-callback.test-support.ts';
import { createFakeFlow, type FakeFlow } from './fake-flow.test-support.ts';

/** A client whose state a test sets by hand; remembers what it was asked. */
export interface FakeClient extends CustomerClient {
  /** Method names with their arguments, in order. */
  readonly calls: readonly (readonly unknown[])[];
  /** What `openCallback` resolves to. */
  readonly callback: FakeCallback;
  /** What `openFlow` resolves to. */
  readonly flow: FakeFlow;
  /** Listeners that are not stopped yet. */
  readonly listenerCount: number;
  setState(change: Partial<CustomerState>): void;
  setView(change: Partial<ChatView>): void;
  emit<Key extends keyof CustomerClientEvents>(key: Key, payload: CustomerClientEvents[Key]): void;
  /** The kept draft comes, or an empty one. */
  putDraft(text: string): void;
  /** What `chat.send` rejects with next. */
  refuseNext(error: Error): void;
}

/** The moment at which every test's conversations happen. */
export const noon = Date.UTC(2026, 2, 2, 3, 0);

export const conversationId = '0195d000-0000-7000-8000-000000000001' as ConversationId;

const NO_EARLIER: EarlierConversations = {
  list: async () => ({ conversations: [], more: false }),
  read: () => Promise.reject(new BesideError('not_found')),
};

/** Makes a client that is connected, open, and without a conversation. */
export function createFakeClient(earlier: EarlierConversations = NO_EARLIER): FakeClient {
  const calls: (readonly unknown[])[] = [];
  const callback = createFakeCallback();
  const flow = createFakeFlow();
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const viewListeners = new Set<(view: ChatView) => void>();
  let refusal: Error | undefined;
  let putDraft: (text: string) => void = () => undefined;
  let state: CustomerState = {
    connection: { status: 'connected' },
    phase: 'started',
    isLeader: true,
    storage: 'persistent',
    isIdentified: false,
    hasEarlier: false,
    clockOffsetMs: 0,
    site: { siteId: 'shop' as never, name: 'Neuru', texts: {}, allowedQueries: [] },
    availability: { status: 'open', zone: 'Asia/Seoul' },
  };
  let view: ChatView = {
    status: 'new',
    items: [],
    isOtherTyping: false,
    unreadCount: 0,
    hasEarlier: false,
    isLoadingEarlier: false,
    isLoaded: true,
  };
  const call =
    <Result>(name: string, result?: Result) =>
    (...values: readonly unknown[]): Promise<Result> => {
      calls.push([name, ...values]);
      if (refusal !== undefined && name === 'send') {
        const error = refusal;
        refusal = undefined;
        return Promise.reject(error);
      }
      // Callers give a result wherever their method has one.
      return Promise.resolve(result as Result);
    };
  const chat: ChatChannel = {
    get view() {
      return view;
    },
    onChange(listener) {
      viewListeners.add(listener);
      return () => viewListeners.delete(listener);
    },
    send: call('send', 'key-sent'),
    retry: call('retry'),
    discard: call('discard'),
    loadEarlier: call('loadEarlier'),
    end: call('end'),
    typing: () => void calls.push(['typing']),
    markRead: () => void calls.push(['markRead']),
  };
  const emit: FakeClient['emit'] = (key, payload) => {
    for (const listener of listeners.get(key) ?? []) listener(payload as never);
  };
  return {
    ...{ calls, callback, flow },
    openCallback: async () => callback,
    way: undefined,
    openFlow: async () => flow,
    get listenerCount() {
      return [...listeners.values()].reduce((sum, set) => sum + set.size, viewListeners.size);
    },
    get state() {
      return state;
    },
    chat,
    on(key, listener) {
      const set = listeners.get(key) ?? new Set();
      listeners.set(key, set);
      set.add(listener);
      return () => set.delete(listener);
    },
    start: call('start'),
    setContext: call('setContext'),
    identify: call('identify'),
    forget: call('forget'),
    openDraft: async () => ({
      follow(put) {
        calls.push(['followDraft']);
        putDraft = put;
        return () => calls.push(['unfollowDraft']);
      },
      write: (text) => void calls.push(['writeDraft', text]),
      suggest: async (text) => void calls.push(['suggestDraft', text]),
    }),
    openEarlier: async () => earlier,
    putDraft: (text) => putDraft(text),
    setLocale: (locale) => void calls.push(['setLocale', locale]),
    report: (...values) => void calls.push(['report', ...values]),
    stop: () => void calls.push(['stop']),
    setState(change) {
      state = { ...state, ...change };
      emit('state-changed', state);
    },
    setView(change) {
      view = { ...view, ...change };
      for (const listener of viewListeners) listener(view);
    },
    emit,
    refuseNext: (error) => (refusal = error),
  };
}

const agent = {
  role: 'agent',
  agentId: '0195d000-0000-7000-8000-0000000000a1' as never,
  name: '김민지',
} as const;

/** A message of the customer. */
export function mine(seq: number, text: string, change: Partial<MessageItem> = {}): MessageItem {
  return {
    kind: 'message',
    key: `m${seq}`,
    isMine: true,
    author: { role: 'customer' },
    content: { kind: 'text', text },
    at: noon + seq * 20_000,
    seq,
    progress: 'read',
    ...change,
  };
}

/** A message of the agent. */
export function theirs(
  seq: number,
  content: string | Content,
  change: Partial<MessageItem> = {},
): MessageItem {
  return {
    kind: 'message',
    key: `m${seq}`,
    isMine: false,
    author: agent,
    content: typeof content === 'string' ? { kind: 'text', text: content } : content,
    at: noon + seq * 20_000,
    seq,
    ...change,
  };
}

/** Something that happened. */
export function happened(seq: number, event: EventItem['event'], name = '김민지'): ChatItem {
  return { kind: 'event', key: `e${seq}`, seq, at: noon + seq * 20_000, event, name };
}
