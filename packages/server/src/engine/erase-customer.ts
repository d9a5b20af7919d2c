import {
  BesideError,
  NEW_CONVERSATION,
  newId,
  type Clock,
  type CustomerId,
  type Epoch,
} from '@beside/protocol';
import { createToken, hashToken } from '../auth/tokens.ts';
import type { Bus } from '../ports/bus.ts';
import type { Erasures } from '../ports/erasures.ts';
import type { CustomerRecord } from '../ports/store-accounts.ts';
import type { ErasedCustomer, ScrubOutcome } from '../ports/store-upkeep.ts';
import type { ConversationRecord, Store, Transaction } from '../ports/store.ts';
import type { Keyring } from '../timeline/keyring.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { findCustomerId, findPerson, type Whom } from './find-person.ts';

/** What erasing is made of; a server that runs and a program on the folder of one that does not have it alike. */
export interface ErasingParts {
  readonly store: Store;
  readonly keyring: Keyring;
  readonly timeline: Timeline;
  readonly bus: Pick<Bus, 'publish'>;
  readonly clock: Clock;
  readonly erasures: Erasures;
}

/** What was erased of one person. */
export interface Erasure {
  /** Whether this was done before and only what was left of it was looked for now. */
  readonly isRepeated: boolean;
  /** The customer, and those who are the same identified person in other browsers. */
  readonly customers: number;
  readonly conversations: number;
  readonly entries: number;
  readonly reports: number;
  readonly calls: number;
  readonly timers: number;
  readonly traces: ScrubOutcome;
}

const PAGE = 500;
const SCRUB_EVERY_MS = 500;
/** A backup of a large database reads for so long; whoever asks is told to ask again. */
const SCRUB_FOR_MS = 30_000;

/**
 * Erases a person: their keys, and every row about them. Of each conversation one entry stays under a key of nobody's,
 * which says that it was erased, so that whoever reads it is told, and reports can count it.
 *
 * @throws BesideError `not_found` when there is no such customer and never was one that was erased
 */
export async function eraseCustomer(parts: ErasingParts, whom: Whom): Promise<Erasure> {
  const customerId = await findCustomerId(parts, whom);
  if (customerId === undefined) throw new BesideError('not_found');
  const target = await parts.store.read((transaction) => transaction.findCustomer(customerId));
  if (!target && !parts.erasures.has(customerId)) throw new BesideError('not_found');
  const done: ErasedCustomer[] = [];
  if (target) {
    // Again until nobody is left: a browser may have been identified as this person meanwhile.
    for (;;) {
      const people = await findPerson(parts, target);
      if (people.length === 0) break;
      done.push(...(await erasePeople(parts, people)));
    }
  }
  // The id lies beside the key: where one is left, so is the other.
  const traces = [Buffer.from(customerId), ...done.flatMap(({ customer }) => tracesOf(customer))];
  return { isRepeated: !target, ...sum(done), traces: await scrub(parts, traces) };
}

/**
 * Erases whoever of the list is there, as after a restore of a state before their erasure. Resolves to how many were.
 */
export async function eraseListed(parts: ErasingParts): Promise<number> {
  const done: ErasedCustomer[] = [];
  let after: CustomerId | undefined;
  for (;;) {
    const page = await parts.store.read((transaction) => transaction.listCustomers(after, PAGE));
    if (page.length === 0) break;
    after = page.at(-1)?.customerId;
    const listed = page.filter(({ customerId }) => parts.erasures.has(customerId));
    if (listed.length > 0) done.push(...(await erasePeople(parts, listed)));
  }
  if (done.length > 0) await parts.store.scrub([]);
  return done.length;
}

async function erasePeople(
  parts: ErasingParts,
  people: readonly CustomerRecord[],
): Promise<readonly ErasedCustomer[]> {
  // First, so that nobody who is gone from the database is missing in the list, whatever happens in between.
  await parts.erasures.add(people.map(({ customerId }) => customerId));
  const done = await parts.store.transact(async (transaction) => {
    const gone: ErasedCustomer[] = [];
    for (const { customerId } of people) {
      const erased = await transaction.eraseCustomer(customerId);
      if (!erased) continue;
      await leaveSkeletons(parts, transaction, erased);
      gone.push(erased);
    }
    return gone;
  });
  for (const erased of done) tell(parts, erased);
  return done;
}

/** When, where and with whom stays known, of whom and about what does not. */
async function leaveSkeletons(
  { keyring, clock, timeline }: ErasingParts,
  transaction: Transaction,
  { customer, conversations }: ErasedCustomer,
): Promise<void> {
  if (conversations.length === 0) return;
  const nobody = createNobody(keyring, clock, customer.siteId);
  await transaction.insertCustomer(nobody);
  for (const before of conversations) {
    const wasTaken = before.status === 'assigned' || before.status === 'ended';
    const record: ConversationRecord = {
      ...before,
      customerId: nobody.customerId,
      // What readers had is not continued: they begin anew with the one entry there is.
      epoch: newId<Epoch>(clock),
      lastSeq: 0,
      lastEntryId: null,
      agentId: wasTaken ? before.agentId : null,
      customer: { deliveredSeq: 0, readSeq: 0 },
      agent: { deliveredSeq: 0, readSeq: 0 },
    };
    await transaction.insertConversation(record);
    // Whose it was and its priority are columns made from the state; the entries that said so are gone.
    const agent = record.agentId === null ? {} : { agent: { agentId: record.agentId, name: '' } };
    const state = { ...NEW_CONVERSATION, priority: record.priority, ...agent };
    const ended = { type: 'conversation.ended', body: { by: 'system', reason: 'erased' } } as const;
    await timeline.append(transaction, record, state, [ended]);
  }
}

/** A customer whom nobody can be: the token was never given to anyone. */
function createNobody(keyring: Keyring, clock: Clock, siteId: string): CustomerRecord {
  return {
    customerId: newId<CustomerId>(clock),
    siteId,
    wrappedKey: keyring.createWrappedKey(),
    tokenHash: hashToken(createToken(clock)),
    tokenIssuedAt: 0,
    previousTokenHash: null,
    subjectHash: null,
    sealedIdentity: null,
    createdAt: clock.now(),
  };
}

/** After the commit: memory forgets, sockets end, consoles look again. */
function tell({ timeline, bus }: ErasingParts, { customer, conversations }: ErasedCustomer): void {
  const { siteId, customerId } = customer;
  const conversationIds = conversations.map(({ conversationId }) => conversationId);
  timeline.forget(customer, conversationIds);
  bus.publish({ kind: 'erased', siteId, customerId, conversationIds });
  for (const agentId of new Set(conversations.map((record) => record.agentId)))
    if (agentId !== null) bus.publish({ kind: 'desk', agentId });
}

async function scrub({ store, clock }: ErasingParts, traces: readonly Uint8Array[]): Promise<ScrubOutcome> {
  const untilAt = clock.now() + SCRUB_FOR_MS;
  for (;;) {
    const outcome = await store.scrub(traces);
    if (outcome !== 'busy' || clock.now() >= untilAt) return outcome;
    await new Promise<void>((resolve) => clock.after(SCRUB_EVERY_MS, resolve));
  }
}

/** What was only in the rows of this customer. */
function tracesOf(customer: CustomerRecord): Uint8Array[] {
  const { customerId, wrappedKey, tokenHash, sealedIdentity, subjectHash } = customer;
  return [
    Buffer.from(customerId),
    wrappedKey,
    Buffer.from(tokenHash),
    ...(subjectHash === null ? [] : [Buffer.from(subjectHash)]),
    ...(sealedIdentity === null ? [] : [sealedIdentity]),
  ];
}

function sum(done: readonly ErasedCustomer[]): Omit<Erasure, 'isRepeated' | 'traces'> {
  const count = (of: (one: ErasedCustomer) => number): number =>
    done.reduce((total, one) => total + of(one), 0);
  return {
    customers: done.length,
    conversations: count((one) => one.conversations.length),
    entries: count((one) => one.entries),
    reports: count((one) => one.reports),
    calls: count((one) => one.calls),
    timers: count((one) => one.timers),
  };
}
