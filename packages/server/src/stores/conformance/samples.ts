import {
  createUuidV7,
  type AgentId,
  type ConversationId,
  type CustomerId,
  type EntryId,
  type Epoch,
} from '@beside/protocol';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import type { AgentRecord, CustomerRecord } from '../../ports/store-accounts.ts';
import type { OutboxRecord, ReportRecord } from '../../ports/store-work.ts';
import type { ConversationRecord, Store, StoredEntry } from '../../ports/store.ts';

const clock = createFakeClock();
let count = 0;

/** A fresh UUIDv7, later than those before it. */
export function newId(): string {
  count += 1;
  return createUuidV7(clock.now() + count, clock.randomBytes(10));
}

/** Bytes that are no text. */
export const BYTES = Uint8Array.from({ length: 256 }, (_, index) => index);

/** A conversation that was just started and has no entries. */
export function newConversation(more: Partial<ConversationRecord> = {}): ConversationRecord {
  return {
    conversationId: newId() as ConversationId, // the ids here are fresh UUIDv7s, which is what their brands stand for
    siteId: 'shop',
    customerId: newId() as CustomerId,
    epoch: newId() as Epoch,
    lastSeq: 0,
    lastEntryId: null,
    status: 'new',
    queueId: 'general',
    queuedAt: 1_000,
    priority: 0,
    agentId: null,
    startedAt: 1_000,
    endedAt: null,
    customer: { deliveredSeq: 0, readSeq: 0 },
    agent: { deliveredSeq: 0, readSeq: 0 },
    ...more,
  };
}

/** An entry with a number. */
export function newEntry(seq: number, more: Partial<StoredEntry> = {}): StoredEntry {
  return {
    seq,
    id: newId() as EntryId,
    type: 'message',
    at: 1_000 + seq,
    body: Buffer.from(`body ${seq}`),
    commandId: null,
    commandHash: null,
    backendId: null,
    ...more,
  };
}

/** A customer with a token. */
export function newCustomer(more: Partial<CustomerRecord> = {}): CustomerRecord {
  return {
    customerId: newId() as CustomerId,
    siteId: 'shop',
    wrappedKey: BYTES,
    tokenHash: newId(),
    tokenIssuedAt: 1_000,
    previousTokenHash: null,
    subjectHash: null,
    sealedIdentity: null,
    createdAt: 1_000,
    ...more,
  };
}

/** An agent of one queue. */
export function newAgent(more: Partial<AgentRecord> = {}): AgentRecord {
  const agentId = newId() as AgentId;
  return {
    agentId,
    email: `${agentId}@centre.example`,
    name: '김미나 👩‍💻',
    alias: 'Mina',
    role: 'agent',
    passwordHash: '$argon2id$',
    queues: { shop: ['general'] },
    capacity: 3,
    isDisabled: false,
    ...more,
  };
}

/** A call to a vendor that is due. */
export function newOutbox(more: Partial<OutboxRecord> = {}): OutboxRecord {
  return {
    outboxId: newId(),
    siteId: 'shop',
    conversationId: newId() as ConversationId,
    state: 'pending',
    call: BYTES,
    attempts: 0,
    dueAt: 1_000,
    ...more,
  };
}

/** A report of a customer. */
export function newReport(more: Partial<ReportRecord> = {}): ReportRecord {
  return { reportId: newId(), siteId: 'shop', customerId: newId(), at: 1_000, body: BYTES, ...more };
}

/** Inserts a conversation and resolves to it. */
export async function start(
  store: Store,
  more: Partial<ConversationRecord> = {},
): Promise<ConversationRecord> {
  const record = newConversation(more);
  await store.transact((transaction) => transaction.insertConversation(record));
  return record;
}

/** Appends entries after what is there, as the timeline does: lock, number, write. Resolves to their numbers. */
export function append(
  store: Store,
  { conversationId }: ConversationRecord,
  entries: readonly Partial<StoredEntry>[] = [{}],
): Promise<number[]> {
  return store.transact(async (transaction) => {
    const record = await transaction.lockConversation(conversationId);
    if (!record) throw new Error('no such conversation');
    const stored = entries.map((entry, index) => newEntry(record.lastSeq + 1 + index, entry));
    await transaction.appendEntries(conversationId, stored, record);
    return stored.map((entry) => entry.seq);
  });
}

/** The numbers of all entries of a conversation. */
export async function seqsOf(store: Store, { conversationId }: ConversationRecord): Promise<number[]> {
  const entries = await store.read((transaction) => transaction.listEntriesAfter(conversationId, 0, 100_000));
  return entries.map((entry) => entry.seq);
}

/** 1, 2, … up to a number. */
export function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
