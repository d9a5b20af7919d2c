import {
  BesideError,
  progressOf,
  type Author,
  type ConversationId,
  type ConversationStatus,
  type Entry,
  type Receipt,
} from '@beside/protocol';
import { beginsConversation, type OutboxItem } from '../../session/outbox-rules.ts';
import { isOfOther, type ChatModel, type ChatSide } from './chat-state.ts';
import type { ChatItem, ChatView, EventItem, MessageItem, MessageProgress } from './view.ts';

/** What a view is made of. */
export interface ViewParts {
  readonly side: ChatSide;
  readonly model: ChatModel;
  readonly outbox: readonly OutboxItem[];
  readonly isConnected: boolean;
  /** Who writes on this side. */
  readonly author: Author;
  /** Lines for entries that are neither messages nor events of the conversation. */
  readonly toItem?: ((entry: Entry) => ChatItem | undefined) | undefined;
}

/** The view before anything is known. */
export const EMPTY_VIEW: ChatView = {
  status: 'new',
  items: [],
  isOtherTyping: false,
  unreadCount: 0,
  hasEarlier: false,
  isLoadingEarlier: false,
  isLoaded: false,
};

/** What a panel shows of a chat. Parts equal to those of the `previous` view stay the same objects. Pure. */
export function deriveView(parts: ViewParts, previous: ChatView): ChatView {
  const { side, model, outbox } = parts;
  const pending = findPending(outbox, model);
  const isOther = pending.conversationId !== model.conversationId;
  const shown = isOther ? [] : timelineItems(parts);
  const status = pending.status;
  const isWaiting = status === 'queued' || status === 'offered';
  const agentName = isOther || status !== 'assigned' ? undefined : findAgentName(model);
  const next: ChatView = {
    ...(pending.conversationId ? { conversationId: pending.conversationId } : {}),
    status,
    items: keepEqual([...shown, ...waitingItems(parts)], previous.items),
    ...(agentName === undefined ? {} : { agentName }),
    isOtherTyping: !isOther && model.isOtherTyping && status !== 'ended',
    ...(isWaiting && !isOther && model.queuePosition !== undefined
      ? { queuePosition: model.queuePosition }
      : {}),
    unreadCount: isOther ? 0 : countUnread(model, side),
    hasEarlier: !isOther && model.hasEarlier,
    isLoadingEarlier: !isOther && model.isLoadingEarlier,
    isLoaded: isOther || model.isLoaded,
  };
  return isShallowEqual(next, previous) ? previous : next;
}

/** Which conversation is shown: what waits in the outbox has, for its sender, happened already. */
function findPending(
  outbox: readonly OutboxItem[],
  model: ChatModel,
): { readonly conversationId: ConversationId | undefined; readonly status: ConversationStatus } {
  let conversationId = model.conversationId;
  let status = model.conversation.status;
  for (const { command, state } of outbox) {
    if (state === 'failed') continue;
    if (beginsConversation(command) && command.conversationId !== conversationId) {
      conversationId = command.conversationId;
      status = command.type === 'conversation.start' ? 'queued' : 'idle';
    }
    if (command.type === 'conversation.end' && command.conversationId === conversationId) status = 'ended';
  }
  return { conversationId, status };
}

function timelineItems({ model, side, author, toItem }: ViewParts): ChatItem[] {
  const other = model.receipts?.[side === 'customer' ? 'agent' : 'customer'];
  const written = model.chat.messages.map((message): MessageItem => {
    const { commandId, id, content, at, seq } = message;
    const isMine = (message.author.role === 'customer') === (side === 'customer');
    const item = { kind: 'message' as const, key: commandId ?? id, isMine, author: message.author };
    return { ...item, content, at, seq, ...(isMine ? { progress: progressAt(seq, other) } : {}) };
  });
  const confirmed = model.confirmed.map(({ commandId, content, at, seq }): MessageItem => ({
    ...{ kind: 'message', key: commandId, isMine: true, author, content, at, seq },
    progress: progressAt(seq, other),
  }));
  const events = model.entries.flatMap((entry) => toEvent(entry) ?? toItem?.(entry) ?? []);
  return [...written, ...confirmed, ...events].sort((one, two) => (one.seq ?? 0) - (two.seq ?? 0));
}

function progressAt(seq: number, other: Receipt | undefined): MessageProgress {
  return other ? progressOf(seq, other) : 'sent';
}

function waitingItems({ model, outbox, isConnected, author }: ViewParts): MessageItem[] {
  const known = new Set([...model.chat.messages, ...model.confirmed].map(({ commandId }) => commandId));
  return outbox.flatMap(({ commandId, command, intentAt, state, error }) => {
    if (command.type !== 'chat.send' || known.has(commandId)) return [];
    const progress = state === 'failed' ? 'failed' : isConnected ? 'sending' : 'waiting';
    const item = { kind: 'message', key: commandId, isMine: true, author, progress } as const;
    return {
      ...item,
      content: command.content,
      at: intentAt,
      ...(error === undefined ? {} : { error: new BesideError(error) }),
    };
  });
}

function toEvent(entry: Entry): EventItem | undefined {
  const { id: key, seq, at } = entry;
  const base = { kind: 'event', key, seq, at } as const;
  switch (entry.type) {
    case 'conversation.answered':
      return { ...base, event: 'agent-joined', name: entry.body.name };
    case 'conversation.returned':
      return { ...base, event: `agent-${entry.body.reason}`, name: entry.body.name };
    case 'conversation.ended':
      return { ...base, event: entry.body.reason === 'erased' ? 'erased' : `ended-by-${entry.body.by}` };
    default:
      return undefined;
  }
}

function findAgentName({ conversation, chat }: ChatModel): string | undefined {
  if (conversation.agent) return conversation.agent.name;
  // The entry that named the agent is older than the first page.
  const last = chat.messages.findLast(({ author }) => author.role === 'agent')?.author;
  return last?.role === 'agent' ? last.name : undefined;
}

function countUnread(model: ChatModel, side: ChatSide): number {
  const readSeq = model.receipts?.[side].readSeq ?? model.seenSeq;
  if (readSeq === undefined) return 0;
  return model.entries.filter((entry) => entry.seq > readSeq && isOfOther(entry, side)).length;
}

function keepEqual(items: readonly ChatItem[], previous: readonly ChatItem[]): readonly ChatItem[] {
  const byKey = new Map(previous.map((item) => [item.key, item]));
  const kept = items.map((item) => {
    const old = byKey.get(item.key);
    return old && isEqualItem(old, item) ? old : item;
  });
  return kept.length === previous.length && kept.every((item, index) => item === previous[index])
    ? previous
    : kept;
}

function isEqualItem(one: ChatItem, other: ChatItem): boolean {
  return isShallowEqual(one, other) || JSON.stringify(one) === JSON.stringify(other);
}

function isShallowEqual<Value extends object>(one: Value, other: Value): boolean {
  const keys = Object.keys(one) as (keyof Value)[]; // own keys of exactly this object
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && one[key] === other[key])
  );
}
