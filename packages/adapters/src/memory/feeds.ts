import {
  BesideError,
  LIMITS,
  entriesFor,
  whyDiscontinuous,
  type ConversationId,
  type TimelineEvents,
} from '@beside/protocol';
import type { Conversation } from './book.ts';
import { getConversation, maySee } from './reading.ts';
import type { Peer, Wish, World } from './world.ts';

/** Sends a page everything after its cursor, then everything new. @throws BesideError `not_found` */
export function follow(world: World, peer: Peer, conversationId: ConversationId, wish: Wish): void {
  const conversation = getConversation(world, peer.who, conversationId);
  const { epoch, state, customer, agent } = conversation;
  const { lastSeq } = state;
  const { cursor } = wish;
  const newestPageAfter = Math.max(0, lastSeq - LIMITS.maxEntriesPerFrame);
  const reason = cursor && whyDiscontinuous(cursor, epoch, lastSeq);
  if (reason) {
    const restart = { epoch, seq: newestPageAfter };
    peer.tell('discontinuity', { conversationId, cursor: restart, reason }, wish);
  }
  const sentSeq = cursor && !reason ? cursor.seq : newestPageAfter;
  peer.followed.set(conversationId, { wish, sentSeq });
  peer.tell('receipts', { conversationId, customer, agent }, wish);
  // An empty range tells the reader that it is up to date.
  if (sentSeq === lastSeq)
    peer.tell('entries', { conversationId, entries: [], cursor: { epoch, seq: lastSeq } }, wish);
  pump(world, peer, conversation);
}

/** Sends everybody who follows a conversation what is new in it. */
export function pumpAll(world: World, conversation: Conversation): void {
  for (const peer of world.peers) pump(world, peer, conversation);
}

/** Tells those who follow something ephemeral: not its own side, and places in the queue only to customers. */
export function tellSignal(
  world: World,
  conversationId: ConversationId,
  from: TimelineEvents['signal']['from'],
  signal: TimelineEvents['signal']['signal'],
): void {
  const hearer = from === 'customer' ? 'agent' : 'customer';
  for (const peer of world.peers) {
    const followed = peer.followed.get(conversationId);
    if (followed && peer.who.role === hearer)
      peer.tell('signal', { conversationId, from, signal }, followed.wish);
  }
}

/** Passes on that somebody types. @throws BesideError `not_found`, `forbidden` */
export function say(
  world: World,
  { who }: Peer,
  conversationId: ConversationId,
  signal: { readonly kind: 'typing'; readonly on: boolean },
): void {
  checkSide(world, who, conversationId);
  tellSignal(world, conversationId, who.role, signal);
}

/** Notes how far somebody has read, and tells everybody who follows. @throws BesideError `not_found`, `forbidden` */
export function noteReceipt(
  world: World,
  { who }: Peer,
  conversationId: ConversationId,
  receipt: { readonly deliveredSeq?: number | undefined; readonly readSeq?: number | undefined },
): void {
  const conversation = checkSide(world, who, conversationId);
  const { customer, agent } = world.book.raiseReceipt(conversation, who.role, {
    deliveredSeq: receipt.deliveredSeq ?? 0,
    readSeq: receipt.readSeq ?? 0,
  });
  for (const peer of world.peers) {
    const followed = peer.followed.get(conversationId);
    if (followed) peer.tell('receipts', { conversationId, customer, agent }, followed.wish);
  }
}

function checkSide(world: World, who: Peer['who'], conversationId: ConversationId): Conversation {
  const conversation = getConversation(world, who, conversationId);
  const { agent, offer } = conversation.state;
  if (who.role === 'agent' && (agent ?? offer)?.agentId !== who.agentId) throw new BesideError('forbidden');
  return conversation;
}

function pump(world: World, peer: Peer, conversation: Conversation): void {
  const { conversationId, epoch, entries, state } = conversation;
  const followed = peer.followed.get(conversationId);
  if (!followed) return;
  // Somebody who gave it back may not read on.
  if (!maySee(world, peer.who, conversation)) return void peer.followed.delete(conversationId);
  while (followed.sentSeq < state.lastSeq) {
    const range = entries.slice(followed.sentSeq, followed.sentSeq + LIMITS.maxEntriesPerFrame);
    followed.sentSeq += range.length;
    const cursor = { epoch, seq: followed.sentSeq };
    peer.tell('entries', { conversationId, entries: entriesFor(peer.who, range), cursor }, followed.wish);
  }
}
