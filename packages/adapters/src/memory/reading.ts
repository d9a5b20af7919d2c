import {
  BesideError,
  LINE_ENTRIES,
  describeLine,
  entriesFor,
  type ConversationId,
  type ConversationLine,
  type ConversationPage,
  type ConversationPageOptions,
  type HistoryPage,
} from '@beside/protocol';
import type { Conversation } from './book.ts';
import { isOwn, type Who, type World } from './world.ts';

/** Who has a conversation, at whom it rings, or who had it last. */
export function agentOf({ state }: Conversation) {
  return state.agent?.agentId ?? state.offer?.agentId;
}

/** Whether somebody may read a conversation: their own, theirs to answer, or (supervisors) of their sites. */
export function maySee(world: World, who: Who, conversation: Conversation): boolean {
  if (who.role === 'customer') return isOwn(who, conversation);
  const agent = world.workforce.get(who.agentId);
  if (!agent.serves(conversation.siteId)) return false;
  return agentOf(conversation) === who.agentId || agent.role === 'supervisor';
}

/** The conversation if it may be seen. @throws BesideError `not_found`, also for those of others */
export function getConversation(world: World, who: Who, conversationId: ConversationId): Conversation {
  const conversation = world.book.find(conversationId);
  if (!conversation || !maySee(world, who, conversation)) throw new BesideError('not_found');
  return conversation;
}

/** A page of older entries. @throws BesideError `not_found` */
export function readHistory(
  world: World,
  who: Who,
  conversationId: ConversationId,
  { beforeSeq, limit }: { readonly beforeSeq: number; readonly limit: number },
): HistoryPage {
  const { entries } = getConversation(world, who, conversationId);
  const page = entries.filter(({ seq }) => seq < beforeSeq).slice(-limit);
  return { entries: entriesFor(who, page), more: (page[0]?.seq ?? 1) > 1 };
}

/** A page of a customer's own conversations at their site, the latest first. */
export function listConversations(
  world: World,
  who: Extract<Who, { role: 'customer' }>,
  { before, limit }: ConversationPageOptions,
): ConversationPage {
  const lines = world.book
    .list()
    .filter((conversation) => isOwn(who, conversation))
    .map(toLine)
    .sort((one, other) => (isLater(one, other) ? -1 : 1))
    .filter((line) => !before || isLater(before, line));
  return { conversations: lines.slice(0, limit), more: lines.length > limit };
}

type Place = Pick<ConversationLine, 'startedAt' | 'conversationId'>;

function isLater(one: Place, other: Place): boolean {
  return one.startedAt === other.startedAt
    ? one.conversationId > other.conversationId
    : one.startedAt > other.startedAt;
}

function toLine({ conversationId, state, entries }: Conversation): ConversationLine {
  return {
    conversationId,
    status: state.status,
    startedAt: entries[0]?.at ?? 0,
    endedAt: state.endedAt ?? null,
    lastSeq: state.lastSeq,
    ...describeLine(entriesFor({ role: 'customer' }, entries.slice(-LINE_ENTRIES))),
  };
}
