import {
  LINE_ENTRIES,
  describeLine,
  entriesFor,
  type ConversationLine,
  type ConversationPage,
  type ConversationPageOptions,
} from '@beside/protocol';
import type { Actor } from '../ports/centre.ts';
import type { ConversationRecord, Transaction } from '../ports/store.ts';
import type { Engine } from './parts.ts';

type Customer = Extract<Actor, { role: 'customer' }>;

/** A page of a customer's own conversations at their site. */
export function listConversations(
  engine: Engine,
  { siteId, customerId }: Customer,
  { before, limit }: ConversationPageOptions,
): Promise<ConversationPage> {
  return engine.store.read(async (transaction) => {
    const records = await transaction.listConversationsOfCustomer(siteId, customerId, before, limit + 1);
    const shown = records.slice(0, limit);
    const conversations: ConversationLine[] = [];
    for (const record of shown) conversations.push(await toLine(engine, transaction, record));
    return { conversations, more: records.length > limit };
  });
}

/** Whether the customer has conversations that ended. At most one is open, so two say it. */
export async function hasEarlier(engine: Engine, { siteId, customerId }: Customer): Promise<boolean> {
  const latest = await engine.store.read((transaction) =>
    transaction.listConversationsOfCustomer(siteId, customerId, undefined, 2),
  );
  return latest.some(({ status }) => status === 'ended');
}

async function toLine(
  engine: Engine,
  transaction: Transaction,
  record: ConversationRecord,
): Promise<ConversationLine> {
  const { conversationId, status, startedAt, endedAt, lastSeq } = record;
  const last = await engine.timeline.readBefore(transaction, record, lastSeq + 1, LINE_ENTRIES);
  return {
    conversationId,
    status,
    startedAt,
    endedAt,
    lastSeq,
    ...describeLine(entriesFor({ role: 'customer' }, last)),
  };
}
