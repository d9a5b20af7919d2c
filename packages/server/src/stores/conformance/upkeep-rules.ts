import assert from 'node:assert/strict';
import type { AgentId, CustomerId, Epoch } from '@beside/protocol';
import type { Store, Transaction } from '../../ports/store.ts';
import { append, newConversation, newCustomer, newId, newOutbox, newReport, upTo } from './samples.ts';
import type { AddTest } from './store-harness.ts';

/** A customer with everything that can be about one. */
async function addPerson(store: Store, siteId = 'shop') {
  const customer = newCustomer({
    siteId,
    previousTokenHash: newId(),
    subjectHash: newId(),
    sealedIdentity: Uint8Array.from([1, 2, 3]),
  });
  const { customerId } = customer;
  const conversations = upTo(2).map(() => newConversation({ siteId, customerId }));
  const report = newReport({ siteId, customerId });
  const queues = [...conversations.map((one) => one.conversationId), report.reportId as never]; // as the engine does
  const calls = queues.map((conversationId) => newOutbox({ siteId, conversationId }));
  const timers = [
    { timerId: `offer:${newId()}`, payload: { kind: 'offer', conversationId: queues[0] as string } },
    { timerId: `later:${newId()}`, payload: { kind: 'later', customerId: customerId as string } },
  ];
  await store.transact(async (transaction) => {
    await transaction.insertCustomer(customer);
    for (const conversation of conversations) await transaction.insertConversation(conversation);
    await transaction.insertReport(report);
    for (const call of calls) await transaction.insertOutbox(call);
    for (const timer of timers) await transaction.setTimer({ ...timer, dueAt: 1_000 });
  });
  const [first] = conversations;
  assert.ok(first);
  await append(store, first, [{ commandId: newId(), commandHash: 'hash', backendId: newId() }, {}, {}]);
  return { customer, conversations, report, calls, timers };
}

type Person = Awaited<ReturnType<typeof addPerson>>;

/** Everything a store answers about a person. */
function look(store: Store, { customer, conversations, calls, timers }: Person): Promise<unknown> {
  return store.transact(async (transaction: Transaction) => {
    const { customerId, siteId } = customer;
    const due = await transaction.listDueOutbox(1_000, 1_000);
    const claimed = await transaction.claimTimers(1_000, 1, 1_000);
    const answer = {
      byId: await transaction.findCustomer(customerId),
      byToken: await transaction.findCustomerByToken(customer.tokenHash),
      byTokenBefore: await transaction.findCustomerByToken(customer.previousTokenHash ?? ''),
      bySubject: await transaction.findCustomerBySubject(siteId, customer.subjectHash ?? ''),
      latest: await transaction.findLatestConversation(siteId, customerId),
      entries: [] as unknown[],
      reports: (await transaction.listReports(siteId, 1_000)).filter((one) => one.customerId === customerId),
      calls: due.filter(({ outboxId }) => calls.some((call) => call.outboxId === outboxId)),
      timers: claimed.map(({ timerId }) => timerId).filter((id) => timers.some((one) => one.timerId === id)),
    };
    for (const { conversationId } of conversations)
      answer.entries.push(
        await transaction.findConversation(conversationId),
        ...(await transaction.listEntriesAfter(conversationId, 0, 100)),
      );
    for (const { timerId, dueAt, payload } of claimed)
      await transaction.setTimer({ timerId, dueAt, payload });
    return answer;
  });
}

const NOTHING = {
  byId: undefined,
  byToken: undefined,
  byTokenBefore: undefined,
  bySubject: undefined,
  latest: undefined,
  entries: [undefined, undefined],
  reports: [],
  calls: [],
  timers: [],
};

const erase = (store: Store, customerId: CustomerId) =>
  store.transact((transaction) => transaction.eraseCustomer(customerId));

/** Rules of operators' work. */
export function addUpkeepRules(test: AddTest): void {
  test('[SC19] erasing takes everything about a customer and nothing about others', async (bench) => {
    const gone = await addPerson(bench.store);
    const [neighbour, elsewhere] = [await addPerson(bench.store), await addPerson(bench.store, 'outlet')];
    const before = [await look(bench.store, neighbour), await look(bench.store, elsewhere)];

    const erased = await erase(bench.store, gone.customer.customerId);

    assert.deepEqual(await look(bench.store, gone), NOTHING);
    assert.deepEqual([await look(bench.store, neighbour), await look(bench.store, elsewhere)], before);
    assert.ok(erased);
    const { customer, conversations, ...counts } = erased;
    assert.deepEqual([customer, counts], [gone.customer, { entries: 3, reports: 1, calls: 3, timers: 2 }]);
    assert.deepEqual(
      conversations.map((one) => [one.conversationId, one.lastSeq]).sort(),
      gone.conversations.map((one, index) => [one.conversationId, index === 0 ? 3 : 0]).sort(),
    );

    await bench.reopen();
    assert.deepEqual(await look(bench.store, gone), NOTHING);
  });

  test('[SC19] whoever was erased or never was there is nobody to erase', async ({ store }) => {
    const { customer } = await addPerson(store);
    await erase(store, customer.customerId);

    assert.deepEqual(
      [await erase(store, customer.customerId), await erase(store, newCustomer().customerId)],
      [undefined, undefined],
    );
  });

  test('[SC19] customers are listed by their ids, in pages that together are all', async ({ store }) => {
    const people = upTo(7).map(() => newCustomer());
    await store.transact(async (transaction) => {
      for (const person of people) await transaction.insertCustomer(person);
    });

    const found = [];
    let after: CustomerId | undefined;
    for (;;) {
      const page = await store.read((transaction) => transaction.listCustomers(after, 3));
      if (page.length === 0) break;
      found.push(...page);
      after = page.at(-1)?.customerId;
    }

    const byId = people.toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1));
    assert.deepEqual(found, byId);
  });

  test('[SC20] after a restore nothing is taken for what others have seen', async ({ store }) => {
    const { conversations, calls } = await addPerson(store);
    const session = { tokenHash: 'session', agentId: newId() as AgentId, createdAt: 1, seenAt: 1 };
    const [first, second] = calls;
    assert.ok(first && second);
    await store.transact(async (transaction) => {
      await transaction.insertAgentSession(session);
      await transaction.updateOutbox(second.outboxId, { state: 'done', attempts: 1, dueAt: 1_000 });
    });
    const epochs = upTo(2).map(() => newId() as Epoch);
    const given = [...epochs];

    const count = await store.transact((transaction) =>
      transaction.beginAnew(() => given.pop() ?? ('' as Epoch)),
    );

    const after = await store.read(async (transaction) => ({
      records: await Promise.all(
        conversations.map(({ conversationId }) => transaction.findConversation(conversationId)),
      ),
      session: await transaction.findAgentSession('session'),
      due: await transaction.listDueOutbox(1_000, 10),
    }));
    assert.equal(count, 2);
    assert.deepEqual(after.records.map((record) => record?.epoch).sort(), epochs.sort());
    assert.deepEqual(
      after.records.map((record) => record?.lastSeq),
      [3, 0],
    );
    assert.equal(after.session, undefined);
    assert.deepEqual(new Set(after.due.map(({ state }) => state)), new Set(['unknown']));
    assert.equal(after.due.length, 2);
  });

  test('[SC21] scrubbing changes nothing for others, also while they write', async ({ store }) => {
    const gone = await addPerson(store);
    const neighbour = await addPerson(store);
    const before = await look(store, neighbour);
    await erase(store, gone.customer.customerId);

    const writes = upTo(20).map((index) =>
      store.transact((transaction) => transaction.setValue(`during-${index}`, 'kept')),
    );
    const outcomes = [await store.scrub([Uint8Array.from([9, 8, 7, 6, 5, 4, 3, 2])]), await store.scrub([])];
    await Promise.all(writes);

    assert.ok(outcomes.every((outcome) => outcome === 'clean' || outcome === 'unchecked'));
    assert.deepEqual(await look(store, neighbour), before);
    const kept = await store.read((transaction) =>
      Promise.all(upTo(20).map((index) => transaction.getValue(`during-${index}`))),
    );
    assert.deepEqual(new Set(kept), new Set(['kept']));
  });
}
