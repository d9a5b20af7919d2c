import type { CallbackId, ConversationId, Desk, OfferId } from '@beside/protocol';

/** How many conversations are read because of their callbacks; a socket follows 200 at most, chats included. */
const MAX_READ = 50;

/**
 * Conversations to read because of their callback: of those whose details the desk gives. Who is only asked to make a
 * call may not read yet. Pure.
 */
export function findReadable({ callbacks = [] }: Desk): readonly ConversationId[] {
  return callbacks
    .filter(({ details, offer }) => details && !offer)
    .slice(0, MAX_READ)
    .map(({ conversationId }) => conversationId);
}

/** Callbacks that ring here and did not on the desk before. Pure. */
export function findRinging(
  { callbacks = [] }: Desk,
  before: Desk | undefined,
): readonly { readonly callbackId: CallbackId; readonly offerId: OfferId }[] {
  const known = new Set(before?.callbacks?.map(({ offer }) => offer?.offerId));
  return callbacks.flatMap(({ callbackId, offer }) =>
    offer && !known.has(offer.offerId) ? { callbackId, offerId: offer.offerId } : [],
  );
}
