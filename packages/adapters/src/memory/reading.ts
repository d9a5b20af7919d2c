import {
  BesideError,
  isShownToCustomer,
  type ConversationId,
  type Entry,
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

/** Entries of a range as one reader may see them; command ids are only for those who sent them. */
export function viewOf(who: Who, entries: readonly Entry[]): Entry[] {
  const shown = who.role === 'agent' ? entries : entries.filter(({ type }) => isShownToCustomer(type));
  return shown.map((entry) => {
    if (entry.commandId === undefined || isBy(who, entry)) return entry;
    const { commandId: _hidden, ...rest } = entry;
    return rest;
  });
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
  return { entries: viewOf(who, page), more: (page[0]?.seq ?? 1) > 1 };
}

function isBy(who: Who, entry: Entry): boolean {
  if (entry.type === 'chat.message') {
    const { author } = entry.body;
    return who.role === 'customer'
      ? author.role === 'customer'
      : author.role === 'agent' && author.agentId === who.agentId;
  }
  const isOfCustomers =
    entry.type === 'conversation.arrived' || entry.type === 'conversation.context-changed';
  return who.role === 'customer' && isOfCustomers;
}
