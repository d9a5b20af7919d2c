import type { Entry, EntryDraft } from '../conversation/schema.ts';
import type { ConversationState, Decision } from '../conversation/state.ts';
import type { Author, Receipt } from '../session/schema.ts';
import type { ArticleContent, Content, MessageBody } from './content-schema.ts';

/** What may be asked of a chat. The caller has already checked who is asking and what they may send. */
export interface ChatCommand {
  readonly type: 'send';
  readonly author: Author;
  readonly content: Content;
  readonly intentAt?: number | undefined;
}

/** One message of a chat as everybody sees it. */
export interface ChatMessage extends MessageBody {
  readonly seq: number;
  readonly id: string;
  readonly at: number;
  readonly commandId?: string | undefined;
}

/** Messages in the order of their numbers, without duplicates. */
export interface ChatState {
  readonly messages: readonly ChatMessage[];
}

/** A chat without messages. */
export const EMPTY_CHAT: ChatState = { messages: [] };

/** What sending makes happen (rules MC1–MC4 in SPEC.md). Pure. */
export function decideChat(conversation: ConversationState, command: ChatCommand): Decision {
  if (conversation.status === 'new') return { refusal: 'not_found' };
  if (conversation.status === 'ended') return { refusal: 'conversation_closed' };
  const { author, content, intentAt } = command;
  if (author.role === 'agent' && conversation.agent?.agentId !== author.agentId)
    return { refusal: 'forbidden' };
  const message: EntryDraft = {
    type: 'chat.message',
    body: intentAt === undefined ? { author, content } : { author, content, intentAt },
  };
  if (author.role === 'customer' && conversation.status === 'idle')
    return { entries: [message, { type: 'conversation.queued', body: {} }] };
  if (author.role !== 'agent' || conversation.firstRespondedAt !== undefined) return { entries: [message] };
  return { entries: [message, { type: 'conversation.first-responded', body: { agentId: author.agentId } }] };
}

/** Whether an article may answer by itself now (rule MC9). Pure. */
export function isAutomaticallyAnswerable({
  status,
  answeredAt,
  automaticAnswer,
}: ConversationState): boolean {
  return (status === 'queued' || status === 'offered') && answeredAt === undefined && !automaticAnswer;
}

/**
 * What an article that answers by itself makes happen (rule MC9 in SPEC.md): nothing where a person has taken it, or where
 * one has answered already. Its customer waits on as before. Pure.
 */
export function decideAutomaticAnswer(
  conversation: ConversationState,
  name: string,
  content: ArticleContent,
): Decision {
  if (!isAutomaticallyAnswerable(conversation)) return { entries: [] };
  return { entries: [{ type: 'chat.message', body: { author: { role: 'bot', name }, content } }] };
}

/** The chat after one more entry; entries may come in any order and more than once (history pages, resume). */
export function applyChat(state: ChatState, entry: Entry): ChatState {
  if (entry.type !== 'chat.message') return state;
  const { seq, id, at, commandId, body } = entry;
  const message: ChatMessage =
    commandId === undefined ? { seq, id, at, ...body } : { seq, id, at, commandId, ...body };
  const last = state.messages.at(-1);
  if (!last || last.seq < seq) return { messages: [...state.messages, message] };
  const place = state.messages.findIndex((other) => other.seq >= seq);
  if (state.messages[place]?.seq === seq) return state;
  return { messages: [...state.messages.slice(0, place), message, ...state.messages.slice(place)] };
}

/** Receipts only ever grow, whatever order they come in. */
export function mergeReceipt(known: Receipt, reported: Partial<Receipt>): Receipt {
  const readSeq = Math.max(known.readSeq, reported.readSeq ?? 0);
  return { readSeq, deliveredSeq: Math.max(known.deliveredSeq, reported.deliveredSeq ?? 0, readSeq) };
}

/** How far a message came, once the server has it. */
export type Progress = 'sent' | 'delivered' | 'read';

/** How far a message of one side came, by the receipt of the other side. */
export function progressOf(seq: number, other: Receipt): Progress {
  if (seq <= other.readSeq) return 'read';
  return seq <= other.deliveredSeq ? 'delivered' : 'sent';
}
