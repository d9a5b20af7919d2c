import type {
  AgentContent,
  BesideError,
  Content,
  ConversationId,
  Desk,
  DeskConversation,
} from '@beside/protocol';
import type { ChatChannel, ChatItem, ChatView } from '@beside/sdk';
import type { AgentClient, AgentClientEvents, AgentState } from '@beside/sdk/agent';

/** A chat whose view a test sets by hand. */
export interface FakeChat extends ChatChannel {
  set(change: Partial<ChatView>): void;
  /** Texts that were sent. */
  readonly sent: readonly Content[];
}

/** An agent's client whose state a test sets by hand; remembers what it was asked. */
export interface FakeAgentClient extends AgentClient {
  readonly calls: readonly (readonly unknown[])[];
  setState(change: Partial<AgentState>): void;
  setDesk(change: Partial<Desk>): void;
  emit<Key extends keyof AgentClientEvents>(key: Key, payload: AgentClientEvents[Key]): void;
  chat(conversationId: ConversationId): FakeChat;
  /** What the next command rejects with. */
  refuseNext(error: BesideError): void;
  readonly isStopped: boolean;
}

/** The moment at which tests happen. */
export const noon = Date.UTC(2026, 2, 2, 3, 0);

const emptyView: ChatView = {
  status: 'assigned',
  items: [],
  isOtherTyping: false,
  unreadCount: 0,
  hasEarlier: false,
  isLoadingEarlier: false,
  isLoaded: true,
};

/** A desk with two queues and nothing in it. */
export const emptyDesk: Desk = {
  agent: { agentId: 'a1' as never, name: 'Mina Kim', alias: '미나 Mina', role: 'agent' },
  presence: 'away',
  capacity: 4,
  offers: [],
  conversations: [],
  queues: [
    { siteId: 'shop' as never, queueId: 'general' as never, name: 'General', waiting: 0, agentsAvailable: 1 },
    {
      siteId: 'shop' as never,
      queueId: 'orders' as never,
      name: 'Orders',
      waiting: 2,
      oldestQueuedAt: noon - 4 * 60_000,
      agentsAvailable: 1,
    },
  ],
};

/** An id that tells conversations apart by its last signs. */
export function idOf(number: number): ConversationId {
  return `0195d000-0000-7000-8000-00000000000${number}` as ConversationId;
}

/** A conversation of the desk. */
export function deskConversation(number: number, change: Partial<DeskConversation> = {}): DeskConversation {
  return {
    conversationId: idOf(number),
    siteId: 'shop' as never,
    queueId: 'general' as never,
    status: 'assigned',
    locale: 'en',
    queuedAt: noon - number * 60_000,
    lastSeq: 1,
    context: {},
    ...change,
  };
}

/** A message of the customer, or (`isMine`) of the agent. */
export function textItem(key: string, text: string, isMine = false, at = noon - 60_000): ChatItem {
  return {
    kind: 'message',
    key,
    isMine,
    author: isMine ? { role: 'agent', agentId: 'a1' as never, name: '미나 Mina' } : { role: 'customer' },
    content: { kind: 'text', text },
    at,
    seq: 1,
    ...(isMine ? { progress: 'read' as const } : {}),
  };
}

/** A client that is connected, with an empty desk; `null`: not greeted yet. */
export function createFakeAgentClient(desk: Desk | null = emptyDesk): FakeAgentClient {
  const calls: (readonly unknown[])[] = [];
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const chats = new Map<ConversationId, FakeChat>();
  let refusal: BesideError | undefined;
  let isStopped = false;
  let state: AgentState = {
    connection: { status: 'connected' },
    ...(desk ? { desk } : {}),
    isLeader: true,
    clockOffsetMs: 0,
    unsentCount: 0,
  };
  const command = async (...call: readonly unknown[]): Promise<void> => {
    calls.push(call);
    const error = refusal;
    refusal = undefined;
    if (error) throw error;
  };
  const emit: FakeAgentClient['emit'] = (key, payload) => {
    for (const listener of listeners.get(key) ?? []) listener(payload as never);
  };
  const client: FakeAgentClient = {
    calls,
    get state() {
      return state;
    },
    get isStopped() {
      return isStopped;
    },
    on(key, listener) {
      const set = listeners.get(key) ?? new Set();
      listeners.set(key, set.add(listener));
      return () => set.delete(listener);
    },
    async setPresence(presence) {
      await command('setPresence', presence);
      client.setDesk({ presence });
    },
    accept: (...ids) => command('accept', ...ids),
    decline: (...ids) => command('decline', ...ids),
    release: (id) => command('release', id),
    callback: (asked) => command('callback', asked),
    chat(id) {
      const known = chats.get(id) ?? createFakeChat((...call) => calls.push([...call, id]));
      chats.set(id, known);
      return known;
    },
    stop: () => (isStopped = true),
    setState(change) {
      state = { ...state, ...change };
      emit('state-changed', state);
    },
    setDesk: (change) => client.setState({ desk: { ...(state.desk ?? emptyDesk), ...change } }),
    emit,
    refuseNext: (error) => (refusal = error),
  };
  return client;
}

function createFakeChat(called: (...call: readonly unknown[]) => void): FakeChat {
  const listeners = new Set<(view: ChatView) => void>();
  const sent: AgentContent[] = [];
  let view = emptyView;
  return {
    sent,
    get view() {
      return view;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async send(content) {
      sent.push(content as AgentContent); // the console sends nothing else
      return `key-${sent.length}`;
    },
    retry: async (key) => called('retry', key),
    discard: async (key) => called('discard', key),
    loadEarlier: async () => called('loadEarlier'),
    end: async () => called('end'),
    typing: () => called('typing'),
    markRead: () => called('markRead'),
    set(change) {
      view = { ...view, ...change };
      for (const listener of listeners) listener(view);
    },
  };
}
