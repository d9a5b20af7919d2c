import {
  BesideError,
  isCallbackEntry,
  newId,
  type AgentCommand,
  type AgentSession,
  type Author,
  type Clock,
  type CommandId,
  type ConversationId,
  type ConversationStatus,
  type Entry,
} from '@beside/protocol';
import { agentContentSchema } from '@beside/protocol/schema';
import type { ChatChange } from '../channels/chat/chat-change.ts';
import { checkContent, createChatCore } from '../channels/chat/chat-core.ts';
import { findArrivals } from '../channels/chat/chat-state.ts';
import { startLiveChat, type LiveChat } from '../channels/chat/live-chat.ts';
import type { ChatChannel, ChatItem } from '../channels/chat/view.ts';
import { createMemoryStore } from '../drivers/memory-store.ts';
import {
  addItem,
  removeItem,
  retryItem,
  type OutboxItem,
  type QueuedCommand,
} from '../session/outbox-rules.ts';
import { createOutbox } from '../session/outbox.ts';
import { startPump } from '../session/outbox-pump.ts';

/** After a conversation left the desk, how long its last entries may still come. */
const LINGER_MS = 5_000;

type AgentQueuedCommand = Extract<AgentCommand & QueuedCommand, { type: 'chat.send' | 'conversation.end' }>;

/** How an agent's chat is made. */
export interface AgentChatOptions {
  readonly conversationId: ConversationId;
  readonly session: AgentSession;
  readonly clock: Clock;
  readonly getAuthor: () => Author;
  /** Messages of the customer that came live. */
  readonly onArrivals: (entries: readonly Entry[]) => void;
  /** The number of unsent messages may have changed. */
  readonly onOutboxChanged: () => void;
  readonly onError: (cause: unknown) => void;
}

/** One conversation as an agent's client holds it. Nothing of it outlives the page. */
export interface AgentChat {
  readonly channel: ChatChannel;
  /** Messages that are not acknowledged yet. */
  readonly unsentCount: number;
  /** Nobody needs it any more: it was left, nothing waits, and nobody looks. */
  readonly isIdle: boolean;
  /** Resolves when everything written so far was acknowledged or refused. */
  flushed(): Promise<void>;
  /** The desk lists it: read along. */
  follow(status: ConversationStatus): void;
  /** The desk no longer lists it: leave, once its last entries had time to come. */
  leave(): void;
  /** There is a connection again, or none. */
  connectionChanged(): void;
  stop(): void;
}

/** Makes a chat that is not followed yet. */
export function createAgentChat(options: AgentChatOptions): AgentChat {
  const { conversationId, session, clock, getAuthor, onError } = options;
  const isConnected = (): boolean => session.connection.status === 'connected';
  let live: LiveChat | undefined;
  let cancelLeave: (() => void) | undefined;
  let hasLeft = false;
  const flushes = new Set<() => void>();
  const isWaiting = (): boolean => outbox.items.some(({ state }) => state === 'waiting');

  const outbox = createOutbox<AgentQueuedCommand>({
    store: createMemoryStore(),
    key: 'outbox',
    clock,
    // Only what this object itself put there, and it never left the memory of this page.
    parseItem: (raw) => raw as OutboxItem<AgentQueuedCommand>,
    onChanged() {
      core.refresh();
      pump.nudge('added');
      options.onOutboxChanged();
      if (isWaiting()) return;
      for (const resolve of flushes) resolve();
      flushes.clear();
    },
  });
  const core = createChatCore({
    side: 'agent',
    getOutbox: () => outbox.items,
    isConnected,
    getAuthor,
    toItem: toCallbackItem,
    onListenerError: onError,
  });
  const publish = (change: ChatChange): void => {
    const arrivals = findArrivals(core.model, change, 'agent');
    core.apply(change);
    if (arrivals.length > 0) options.onArrivals(arrivals);
  };
  const pump = startPump<AgentQueuedCommand>({
    outbox,
    clock,
    isConnected,
    execute: ({ command, commandId, intentAt }) => session.execute(command, { commandId, intentAt }),
    onDone({ command, commandId }, { seq, at }) {
      if (command.type === 'chat.send')
        publish({ type: 'sent', conversationId, commandId, seq, at, content: command.content });
    },
    onRefused({ command }, error) {
      // A message that was refused says so itself, and what has ended already needs no ending.
      if (command.type === 'conversation.end' && error.code !== 'conversation_closed') onError(error);
    },
  });
  core.apply({ type: 'conversation', conversationId, status: 'assigned', isNew: false });

  const item = (
    command: AgentQueuedCommand,
    commandId = newId<CommandId>(clock),
  ): OutboxItem<AgentQueuedCommand> => ({
    commandId,
    intentAt: clock.now(),
    command,
    attempts: 0,
    state: 'waiting',
  });
  const isFailed = (key: string): boolean =>
    outbox.items.some(({ commandId, state }) => commandId === key && state === 'failed');

  const channel: ChatChannel = {
    get view() {
      return core.view;
    },
    onChange: (listener) => core.onChange(listener),
    async send(content) {
      const checked = checkContent(content, agentContentSchema);
      const added = item({ type: 'chat.send', conversationId, content: checked });
      await outbox.change((items) => addItem(items, added));
      live?.stopTyping();
      return added.commandId;
    },
    async retry(key) {
      const again = { commandId: newId<CommandId>(clock), conversationId, now: clock.now() };
      if (isFailed(key)) await outbox.change((items) => retryItem(items, key as CommandId, again)); // isFailed found it
    },
    async discard(key) {
      if (isFailed(key)) await outbox.change((items) => removeItem(items, key as CommandId)); // isFailed found it
    },
    typing: () => live?.typing(),
    markRead: () => live?.markRead(),
    async loadEarlier() {
      if (!live) throw new BesideError('disconnected');
      await live.loadEarlier();
    },
    end: () => outbox.change((items) => addItem(items, item({ type: 'conversation.end', conversationId }))),
  };
  const stopFollowing = (): void => {
    cancelLeave?.();
    cancelLeave = undefined;
    if (!live) return;
    live.stop();
    live = undefined;
    hasLeft = true;
    session.unfollow(conversationId);
  };

  return {
    channel,
    get unsentCount() {
      return outbox.items.filter(({ command }) => command.type === 'chat.send').length;
    },
    get isIdle() {
      return hasLeft && !live && outbox.items.length === 0 && !core.isWatched;
    },
    flushed: () => (isWaiting() ? new Promise((resolve) => void flushes.add(resolve)) : Promise.resolve()),
    follow(status) {
      cancelLeave?.();
      cancelLeave = undefined;
      live ??= startLiveChat({ session, clock, side: 'agent', getModel: () => core.model, publish });
      live.open(conversationId, status, false);
    },
    leave() {
      if (live) cancelLeave ??= clock.after(LINGER_MS, stopFollowing);
    },
    connectionChanged() {
      core.refresh();
      if (isConnected()) pump.nudge('connected');
    },
    stop() {
      stopFollowing();
      pump.stop();
    },
  };
}

/** Agents read what happened to a callback among the messages. */
function toCallbackItem(entry: Entry): ChatItem | undefined {
  if (!isCallbackEntry(entry)) return undefined;
  const { id: key, seq, at } = entry;
  return { kind: 'callback', key, seq, at, entry };
}
