import {
  BesideError,
  cutAddress,
  newId,
  type Context,
  type ConversationId,
  type Epoch,
} from '@beside/protocol';
import type { Actor } from '../ports/centre.ts';
import type { Site } from '../ports/site.ts';
import type { ConversationRecord, Transaction } from '../ports/store.ts';
import type { Engine } from './parts.ts';

type Customer = Extract<Actor, { role: 'customer' }>;

/** Whether a conversation belongs to this customer of this site. */
export function isOwn(actor: Customer, record: ConversationRecord): boolean {
  return record.customerId === actor.customerId && record.siteId === actor.siteId;
}

/** Locks a customer's conversation, or begins it. Rejects with `conversation_open` naming the one that is open. */
export async function lockOrCreate(
  engine: Engine,
  transaction: Transaction,
  actor: Customer,
  start: {
    readonly conversationId: ConversationId;
    readonly queueId: string;
    readonly queuedAt: number;
    readonly now: number;
  },
): Promise<ConversationRecord> {
  const existing = await transaction.lockConversation(start.conversationId);
  // Ids are made by clients: one that is taken by somebody else is refused like one that does not exist.
  if (existing && !isOwn(actor, existing)) throw new BesideError('not_found');
  if (existing) return existing;
  // Whoever was erased a moment ago has nothing to seal it with.
  if (!(await transaction.findCustomer(actor.customerId))) throw new BesideError('unauthenticated');
  const latest = await transaction.findLatestConversation(actor.siteId, actor.customerId);
  if (latest && latest.status !== 'ended')
    throw new BesideError('conversation_open', { details: { conversationId: latest.conversationId } });
  const record: ConversationRecord = {
    conversationId: start.conversationId,
    siteId: actor.siteId,
    customerId: actor.customerId,
    epoch: newId<Epoch>(engine.clock),
    lastSeq: 0,
    lastEntryId: null,
    status: 'new',
    queueId: start.queueId,
    queuedAt: start.queuedAt,
    priority: 0,
    agentId: null,
    startedAt: start.now,
    endedAt: null,
    customer: { deliveredSeq: 0, readSeq: 0 },
    agent: { deliveredSeq: 0, readSeq: 0 },
  };
  await transaction.insertConversation(record);
  return record;
}

/** Addresses travel as origin + path; of the query only what the site allows stays. A page's own care is not relied on. */
export function reduceContext(context: Context, site: Site): Context {
  if (!context.page) return context;
  const url = cutAddress(context.page.url, site.allowedQueries);
  if (url === undefined) throw new BesideError('bad_frame', { details: { field: 'context.page.url' } });
  return { ...context, page: { ...context.page, url } };
}
