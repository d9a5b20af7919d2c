import {
  EMPTY_CHAT,
  NEW_CONVERSATION,
  applyChat,
  applyConversation,
  mergeReceipt,
  type ChatState,
  type ConversationId,
  type ConversationState,
  type Cursor,
  type Entry,
  type Receipt,
} from '@beside/protocol';
import type { ChatChange } from './chat-change.ts';

/** Which side of the chat this is. */
export type ChatSide = 'customer' | 'agent';

/** A message between acknowledgement and entry. */
export type ConfirmedMessage = Extract<ChatChange, { type: 'sent' }>;

/** Everything known of one chat apart from what waits in the outbox. */
export interface ChatModel {
  readonly conversationId?: ConversationId;
  readonly conversation: ConversationState;
  readonly chat: ChatState;
  /** Ascending, without duplicates. */
  readonly entries: readonly Entry[];
  /** Up to where everything is known; absent before the first page. */
  readonly cursor?: Cursor;
  readonly confirmed: readonly ConfirmedMessage[];
  readonly receipts?: { readonly customer: Receipt; readonly agent: Receipt };
  /** What came with the first page or an older one counts as read as long as nobody says how far this side has read. */
  readonly seenSeq?: number;
  readonly hasEarlier: boolean;
  readonly isLoadingEarlier: boolean;
  readonly isLoaded: boolean;
  readonly isOtherTyping: boolean;
  readonly queuePosition?: number;
}

const NO_RECEIPT: Receipt = { deliveredSeq: 0, readSeq: 0 };

/** A chat of which nothing is known. */
export const UNKNOWN_CHAT: ChatModel = {
  conversation: NEW_CONVERSATION,
  chat: EMPTY_CHAT,
  entries: [],
  confirmed: [],
  hasEarlier: false,
  isLoadingEarlier: false,
  isLoaded: false,
  isOtherTyping: false,
};

/** The chat after one more change; the same object when it changes nothing. Pure. */
export function applyChatChange(model: ChatModel, change: ChatChange): ChatModel {
  if (
    'conversationId' in change &&
    change.type !== 'conversation' &&
    change.conversationId !== model.conversationId
  )
    return model;
  switch (change.type) {
    case 'conversation':
      return switchConversation(model, change);
    case 'entries':
      return addNewEntries(model, change);
    case 'history':
      return addOlderEntries(model, change);
    case 'loading-earlier':
      return { ...model, isLoadingEarlier: change.isOn };
    case 'discontinuity': {
      const { conversationId, receipts, conversation } = model;
      const fresh = { ...UNKNOWN_CHAT, ...(conversationId ? { conversationId } : {}) };
      const same = { ...fresh, conversation: { ...NEW_CONVERSATION, status: conversation.status } };
      // Numbers of another epoch name other entries; what was read of them is not known.
      return change.reason === 'too-far' && receipts ? { ...same, receipts } : same;
    }
    case 'receipts': {
      const known = model.receipts ?? { customer: NO_RECEIPT, agent: NO_RECEIPT };
      const customer = mergeReceipt(known.customer, change.customer);
      return { ...model, receipts: { customer, agent: mergeReceipt(known.agent, change.agent) } };
    }
    case 'other-typing':
      return model.isOtherTyping === change.isOn ? model : { ...model, isOtherTyping: change.isOn };
    case 'queue-position':
      return { ...model, queuePosition: change.position };
    case 'sent':
      if (hasEntryOf(model, change.commandId) || model.confirmed.some(isOf(change.commandId))) return model;
      return { ...model, confirmed: [...model.confirmed, change] };
    default:
      return change satisfies never;
  }
}

/** Messages of the other side that a change brings live: not with the first page, not with older ones. */
export function findArrivals(model: ChatModel, change: ChatChange, side: ChatSide): readonly Entry[] {
  return findLiveEntries(model, change).filter((entry) => isOfOther(entry, side));
}

/** Entries that a change brings live. */
export function findLiveEntries(model: ChatModel, change: ChatChange): readonly Entry[] {
  if (change.type !== 'entries' || change.conversationId !== model.conversationId || !model.isLoaded)
    return [];
  const knownSeq = model.cursor?.seq ?? 0;
  return change.entries.filter(({ seq }) => seq > knownSeq);
}

/** Whether an entry is a message that the other side wrote. */
export function isOfOther(entry: Entry, side: ChatSide): boolean {
  return entry.type === 'chat.message' && (entry.body.author.role === 'customer') === (side === 'agent');
}

/** Whether a command's message is in the timeline already. */
export function hasEntryOf(model: ChatModel, commandId: string): boolean {
  return model.chat.messages.some((message) => message.commandId === commandId);
}

function switchConversation(
  model: ChatModel,
  change: Extract<ChatChange, { type: 'conversation' }>,
): ChatModel {
  const { conversationId, status, isNew } = change;
  if (conversationId === null) {
    // An ended conversation stays on the screen though the server no longer names it.
    if (model.conversationId && model.conversation.status === 'ended') return model;
    return { ...UNKNOWN_CHAT, isLoaded: true };
  }
  if (conversationId === model.conversationId) {
    if (model.entries.length > 0 || model.conversation.status === status) return model;
    return { ...model, conversation: { ...model.conversation, status } };
  }
  const fresh = { ...UNKNOWN_CHAT, conversationId, conversation: { ...NEW_CONVERSATION, status } };
  return isNew ? { ...fresh, isLoaded: true, receipts: { customer: NO_RECEIPT, agent: NO_RECEIPT } } : fresh;
}

function addNewEntries(model: ChatModel, change: Extract<ChatChange, { type: 'entries' }>): ChatModel {
  const entries = mergeEntries(model.entries, change.entries);
  const next = {
    ...model,
    entries,
    conversation: change.entries.reduce(applyConversation, model.conversation),
    chat: foldChat(model.chat, change.entries),
    cursor: change.cursor,
    confirmed: withoutKnown(model.confirmed, change.entries),
  };
  if (model.isLoaded) return next;
  const hasEarlier = (entries[0]?.seq ?? 1) > 1;
  return { ...next, hasEarlier, isLoaded: true, seenSeq: change.cursor.seq };
}

function addOlderEntries(model: ChatModel, change: Extract<ChatChange, { type: 'history' }>): ChatModel {
  const entries = mergeEntries(model.entries, change.entries);
  const { status } = model.conversation;
  return {
    ...model,
    entries,
    // From the first known entry on, because entries that are already applied are passed over.
    conversation: entries.reduce(applyConversation, { ...NEW_CONVERSATION, status }),
    chat: foldChat(model.chat, change.entries),
    confirmed: withoutKnown(model.confirmed, change.entries),
    hasEarlier: change.hasEarlier,
    isLoaded: true,
    seenSeq: Math.max(model.seenSeq ?? 0, change.entries.at(-1)?.seq ?? 0),
  };
}

function withoutKnown(
  confirmed: readonly ConfirmedMessage[],
  entries: readonly Entry[],
): readonly ConfirmedMessage[] {
  return confirmed.filter(({ commandId }) => !entries.some((entry) => entry.commandId === commandId));
}

function mergeEntries(known: readonly Entry[], more: readonly Entry[]): readonly Entry[] {
  const last = known.at(-1)?.seq ?? 0;
  if (more.every(({ seq }, index) => seq > (more[index - 1]?.seq ?? last))) return [...known, ...more];
  const bySeq = new Map([...more, ...known].map((entry) => [entry.seq, entry]));
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
}

function foldChat(chat: ChatState, entries: readonly Entry[]): ChatState {
  return entries.reduce(applyChat, chat);
}

function isOf(commandId: string): (message: ConfirmedMessage) => boolean {
  return (message) => message.commandId === commandId;
}
