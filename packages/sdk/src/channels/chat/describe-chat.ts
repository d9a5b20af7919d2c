import type { ConversationId } from '@beside/protocol';
import type { ChatChange } from './chat-change.ts';
import type { ChatModel } from './chat-state.ts';

/** The changes that make an unknown chat into this one, for a tab that comes later. */
export function describeChat(model: ChatModel): ChatChange[] {
  const { conversationId, conversation, receipts, queuePosition } = model;
  const { status } = conversation;
  if (!conversationId)
    return model.isLoaded ? [{ type: 'conversation', conversationId: null, status, isNew: false }] : [];
  const changes: ChatChange[] = [
    { type: 'conversation', conversationId, status, isNew: false },
    ...describeEntries(model, conversationId),
  ];
  if (receipts) changes.push({ type: 'receipts', ...receipts });
  if (queuePosition !== undefined) changes.push({ type: 'queue-position', position: queuePosition });
  if (model.isOtherTyping) changes.push({ type: 'other-typing', isOn: true });
  return [...changes, ...model.confirmed];
}

function describeEntries(model: ChatModel, conversationId: ConversationId): ChatChange[] {
  const { entries, cursor, hasEarlier, receipts, seenSeq = 0, isLoaded } = model;
  if (!isLoaded) return [];
  if (!cursor) return [{ type: 'history', conversationId, entries, hasEarlier }];
  // Two steps where it matters what came with the first page.
  const steps = receipts || seenSeq >= cursor.seq ? [cursor.seq] : [seenSeq, cursor.seq];
  const changes = steps.map((seq, index): ChatChange => ({
    type: 'entries',
    conversationId,
    entries: entries.filter((entry) => entry.seq <= seq && entry.seq > (steps[index - 1] ?? 0)),
    cursor: { ...cursor, seq },
  }));
  return [...changes, { type: 'history', conversationId, entries: [], hasEarlier }];
}
