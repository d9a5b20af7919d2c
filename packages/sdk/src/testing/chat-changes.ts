import type { Author, Entry, Receipt } from '@beside/protocol';
import type { ChatChange } from '../channels/chat/chat-change.ts';
import { applyChatChange, UNKNOWN_CHAT, type ChatModel, type ChatSide } from '../channels/chat/chat-state.ts';
import { deriveView, EMPTY_VIEW, type ViewParts } from '../channels/chat/chat-view.ts';
import type { ChatView } from '../channels/chat/view.ts';
import { mina, text } from './entries.ts';
import { commandId, conversationId, epoch } from './ids.ts';

type Change<Type extends ChatChange['type']> = Extract<ChatChange, { type: Type }>;

const ONE = conversationId(1);

/** Conversation 1 is looked at. */
export const opened = (override: Partial<Change<'conversation'>> = {}): ChatChange => ({
  type: 'conversation',
  conversationId: ONE,
  status: 'queued',
  isNew: false,
  ...override,
});

/** New entries of conversation 1; known up to the last of them or `seq`. */
export const news = (entries: readonly Entry[], seq = entries.at(-1)?.seq ?? 0): ChatChange => ({
  type: 'entries',
  conversationId: ONE,
  entries,
  cursor: { epoch: epoch(1), seq },
});

/** Older entries of conversation 1. */
export const history = (entries: readonly Entry[], hasEarlier = false): ChatChange => ({
  type: 'history',
  conversationId: ONE,
  entries,
  hasEarlier,
});

/** What is known of conversation 1 does not continue. */
export const discontinuity = (reason: Change<'discontinuity'>['reason']): ChatChange => ({
  type: 'discontinuity',
  conversationId: ONE,
  reason,
});

/** How far both sides have read. */
export const receipts = (customer: Partial<Receipt>, agent: Partial<Receipt>): ChatChange => ({
  type: 'receipts',
  customer,
  agent,
});

/** Command `number` became entry `seq` of conversation 1. */
export const sent = (number: number, seq: number): Change<'sent'> => ({
  type: 'sent',
  conversationId: ONE,
  commandId: commandId(number),
  seq,
  at: 10_000 + seq,
  content: text(`message ${number}`),
});

/** What is known after these changes. */
export const modelAfter = (...changes: readonly ChatChange[]): ChatModel =>
  changes.reduce(applyChatChange, UNKNOWN_CHAT);

const AUTHORS: Readonly<Record<ChatSide, Author>> = { customer: { role: 'customer' }, agent: mina };

/** What one side sees: connected and with an empty outbox unless said otherwise. */
export function viewOf(
  model: ChatModel,
  { side = 'customer', ...parts }: Partial<ViewParts> = {},
  previous: ChatView = EMPTY_VIEW,
): ChatView {
  return deriveView(
    { side, model, outbox: [], isConnected: true, author: AUTHORS[side], ...parts },
    previous,
  );
}
