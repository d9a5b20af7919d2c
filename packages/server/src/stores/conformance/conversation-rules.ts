import assert from 'node:assert/strict';
import { BesideError, type AgentId, type ConversationId, type CustomerId } from '@beside/protocol';
import type { ConversationRecord } from '../../ports/store.ts';
import { BYTES, append, newConversation, newEntry, newId, seqsOf, start, upTo } from './samples.ts';
import { codeOf, type AddTest } from './store-harness.ts';

/** Rules of conversations and their entries. */
export function addConversationRules(test: AddTest): void {
  test('[SC1] appends at the same time get numbers without gaps, each once', async ({ store }) => {
    const conversations = await Promise.all([start(store), start(store), start(store)]);
    const work = conversations.flatMap((record) =>
      upTo(100).map((index) => append(store, record, index % 3 === 0 ? [{}, {}] : [{}])),
    );

    const given = (await Promise.all(work)).flat();

    assert.equal(given.length, 3 * 133);
    for (const record of conversations) assert.deepEqual(await seqsOf(store, record), upTo(133));
  });

  test('[SC18] a conversation says which entry is its last', async ({ store }) => {
    const record = await start(store);
    const { conversationId } = record;
    const find = async () => {
      const found = await store.read((transaction) => transaction.findConversation(conversationId));
      return [found?.lastSeq, found?.lastEntryId];
    };
    const [first, second, never] = [newEntry(1), newEntry(2), newEntry(3)];
    const before = await find();

    const within = await store.transact(async (transaction) => {
      await transaction.appendEntries(conversationId, [first, second], record);
      return (await transaction.lockConversation(conversationId))?.lastEntryId;
    });
    const code = await codeOf(
      store.transact(async (transaction) => {
        await transaction.appendEntries(conversationId, [never], record);
        throw new BesideError('forbidden');
      }),
    );

    assert.deepEqual([before, within, code], [[0, null], second.id, 'forbidden']);
    assert.deepEqual(await find(), [2, second.id]);
    const [listed] = await store.read((transaction) =>
      transaction.listConversations({ siteIds: [record.siteId], statuses: [record.status], limit: 1 }),
    );
    assert.equal(listed?.lastEntryId, second.id);
  });

  test('[SC2] an append that does not follow on is a conflict and leaves nothing', async ({ store }) => {
    const record = await start(store);
    await append(store, record, [{}, {}]);
    const { conversationId } = record;
    const at = (...seqs: number[]) =>
      codeOf(
        store.transact((transaction) =>
          transaction.appendEntries(
            conversationId,
            seqs.map((seq) => newEntry(seq)),
            record,
          ),
        ),
      );

    assert.deepEqual(
      [await at(2), await at(4), await at(3, 5), await at(1, 2, 3)],
      ['conflict', 'conflict', 'conflict', 'conflict'],
    );
    assert.deepEqual(await seqsOf(store, record), [1, 2]);
    assert.deepEqual(await append(store, record), [3]);
  });

  test('[SC2] entries of no conversation are a conflict and leave nothing', async ({ store }) => {
    const record = newConversation();

    const code = await codeOf(
      store.transact((transaction) =>
        transaction.appendEntries(record.conversationId, [newEntry(1)], record),
      ),
    );

    assert.equal(code, 'conflict');
    assert.deepEqual(await seqsOf(store, record), []);
  });

  test('[SC2] a conversation is inserted once', async ({ store }) => {
    const record = await start(store, { siteId: 'shop' });

    const again = store.transact((transaction) =>
      transaction.insertConversation({ ...record, siteId: 'outlet' }),
    );

    assert.equal(await codeOf(again), 'conflict');
    assert.deepEqual(
      await store.read((transaction) => transaction.findConversation(record.conversationId)),
      record,
    );
  });

  test('[SC3] a command is there once, with the hash of what it was', async ({ store }) => {
    const [record, other] = [await start(store), await start(store)];
    const commandId = newId();
    const key = { commandId, commandHash: 'hash of its body' };
    await append(store, record, [key, {}]);
    await append(store, other, [key]);

    const codes = await Promise.all(upTo(5).map(() => codeOf(append(store, record, [key]))));

    assert.deepEqual(codes, ['conflict', 'conflict', 'conflict', 'conflict', 'conflict']);
    const found = await store.read((transaction) =>
      transaction.findEntryByCommand(record.conversationId, commandId),
    );
    assert.deepEqual([found?.seq, found?.commandHash], [1, 'hash of its body']);
    assert.deepEqual(await seqsOf(store, record), [1, 2]);
    assert.equal(
      await store.read((transaction) => transaction.findEntryByCommand(record.conversationId, newId())),
      undefined,
    );
  });

  test("[SC4] a vendor's event is there once per conversation", async ({ store }) => {
    const [record, other] = [await start(store), await start(store)];
    await append(store, record, [{ backendId: 'event-1' }]);
    await append(store, other, [{ backendId: 'event-1' }]);

    assert.equal(await codeOf(append(store, record, [{}, { backendId: 'event-1' }])), 'conflict');

    const found = await store.read((transaction) =>
      transaction.findEntryByBackend(record.conversationId, 'event-1'),
    );
    assert.equal(found?.seq, 1);
    assert.deepEqual(await seqsOf(store, record), [1]);
  });

  test('[SC5] lists hold the conversations of the sites asked for, in the order of the queue', async ({
    store,
  }) => {
    const agentId = newId() as AgentId; // a fresh UUIDv7
    const waiting = { status: 'queued' } as const;
    const late = await start(store, { ...waiting, queuedAt: 3_000 });
    const early = await start(store, { ...waiting, queuedAt: 2_000 });
    const twin = await start(store, { ...waiting, queuedAt: 2_000 });
    const urgent = await start(store, { ...waiting, queuedAt: 9_000, priority: 5 });
    const taken = await start(store, { status: 'assigned', agentId });
    await start(store, { status: 'ended', agentId });
    const elsewhere = await start(store, { ...waiting, siteId: 'outlet' });
    const list = async (
      siteIds: string[],
      statuses: ('queued' | 'assigned')[],
      more: { agentId?: AgentId; limit?: number } = {},
    ): Promise<ConversationId[]> => {
      const found = await store.read((transaction) =>
        transaction.listConversations({ siteIds, statuses, limit: 100, ...more }),
      );
      return found.map((record) => record.conversationId);
    };

    assert.deepEqual(
      await list(['shop'], ['queued']),
      [urgent, early, twin, late].map((record) => record.conversationId),
    );
    assert.deepEqual(await list(['shop'], ['queued'], { limit: 2 }), [
      urgent.conversationId,
      early.conversationId,
    ]);
    assert.deepEqual(await list(['outlet'], ['queued', 'assigned']), [elsewhere.conversationId]);
    assert.deepEqual(await list(['shop', 'outlet'], ['queued', 'assigned'], { agentId }), [
      taken.conversationId,
    ]);
    assert.deepEqual(await list([], ['queued']), []);
  });

  test("[SC5] a customer's latest conversation is one of the same site", async ({ store }) => {
    const customerId = newId() as CustomerId; // a fresh UUIDv7
    await start(store, { customerId, startedAt: 1 });
    const latest = await start(store, { customerId, startedAt: 3 });
    await start(store, { customerId, startedAt: 2 });
    await start(store, { customerId, startedAt: 9, siteId: 'outlet' });

    assert.deepEqual(
      await store.read((transaction) => transaction.findLatestConversation('shop', customerId)),
      latest,
    );
    assert.equal(
      await store.read((transaction) => transaction.findLatestConversation('other', customerId)),
      undefined,
    );
  });

  test("[SC17] a customer's conversations are those of one site, the latest first, in pages", async ({
    store,
  }) => {
    const customerId = newId() as CustomerId; // a fresh UUIDv7
    const mine = { customerId, status: 'ended' } as const;
    const first = await start(store, { ...mine, startedAt: 1 });
    const twin = await start(store, { ...mine, startedAt: 2 });
    const otherTwin = await start(store, { ...mine, startedAt: 2 });
    const last = await start(store, { ...mine, startedAt: 3, status: 'queued' });
    const elsewhere = await start(store, { ...mine, startedAt: 4, siteId: 'outlet' });
    await start(store, { startedAt: 2 });
    const list = (siteId: string, before: ConversationRecord | undefined, limit: number) =>
      store.read((transaction) => transaction.listConversationsOfCustomer(siteId, customerId, before, limit));

    assert.deepEqual(await list('shop', undefined, 10), [last, otherTwin, twin, first]);
    assert.deepEqual(await list('shop', undefined, 2), [last, otherTwin]);
    assert.deepEqual(await list('shop', otherTwin, 2), [twin, first]);
    assert.deepEqual(await list('shop', first, 2), []);
    assert.deepEqual(await list('shop', elsewhere, 1), [last]);
    assert.deepEqual(await list('outlet', undefined, 10), [elsewhere]);
    assert.deepEqual(await list('other', undefined, 10), []);
  });

  test('[SC6] pages of a large history are exact', async ({ store }) => {
    const record = await start(store);
    for (const _ of upTo(20)) await append(store, record, Array<object>(250).fill({}));
    const { conversationId } = record;
    const after = (seq: number, limit: number) =>
      store.read((transaction) => transaction.listEntriesAfter(conversationId, seq, limit));
    const before = (seq: number, limit: number) =>
      store.read((transaction) => transaction.listEntriesBefore(conversationId, seq, limit));
    const seqs = (entries: readonly { seq: number }[]): number[] => entries.map(({ seq }) => seq);

    assert.deepEqual(seqs(await after(0, 3)), [1, 2, 3]);
    assert.deepEqual(seqs(await after(4_998, 100)), [4_999, 5_000]);
    assert.deepEqual(seqs(await after(5_000, 100)), []);
    assert.deepEqual(seqs(await after(Number.MAX_SAFE_INTEGER, 100)), []);
    assert.deepEqual(seqs(await before(Number.MAX_SAFE_INTEGER, 2)), [4_999, 5_000]);
    assert.deepEqual(seqs(await before(5_001, 2)), [4_999, 5_000]);
    assert.deepEqual(seqs(await before(3, 100)), [1, 2]);
    assert.deepEqual(seqs(await before(1, 100)), []);
    const all: number[] = [];
    for (let page = await after(0, 200); page.length > 0; page = await after(all.at(-1) ?? 0, 200))
      all.push(...seqs(page));
    assert.deepEqual(all, upTo(5_000));
  });

  test('[SC6] bodies come back byte for byte', async ({ store }) => {
    const record = await start(store);
    const bodies = [BYTES, new Uint8Array(0), new Uint8Array(70_000).fill(255)];
    await append(
      store,
      record,
      bodies.map((body) => ({ body })),
    );

    const entries = await store.read((transaction) =>
      transaction.listEntriesAfter(record.conversationId, 0, 10),
    );

    assert.deepEqual(
      entries.map((entry) => Buffer.from(entry.body).toString('hex')),
      bodies.map((body) => Buffer.from(body).toString('hex')),
    );
  });

  test('[SC7] receipts rise, never fall, never pass the last entry', async ({ store }) => {
    const record = await start(store);
    await append(store, record, [{}, {}, {}, {}]);
    const raise = (side: 'customer' | 'agent', receipt: { deliveredSeq?: number; readSeq?: number }) =>
      store.transact((transaction) => transaction.raiseReceipt(record.conversationId, side, receipt));

    await raise('customer', { deliveredSeq: 3 });
    await raise('customer', { deliveredSeq: 2, readSeq: 1 });
    const raised = await raise('agent', { readSeq: Number.MAX_SAFE_INTEGER });

    assert.deepEqual(raised.customer, { deliveredSeq: 3, readSeq: 1 });
    assert.equal(raised.agent.readSeq, 4);
    const kept = await store.read((transaction) => transaction.findConversation(record.conversationId));
    assert.deepEqual({ customer: kept?.customer, agent: kept?.agent }, raised);
    const nobodys = store.transact((transaction) =>
      transaction.raiseReceipt(newConversation().conversationId, 'agent', {}),
    );
    assert.equal(await codeOf(nobodys), 'not_found');
  });

  test('[SC7] an append moves the projection and leaves the receipts', async ({ store }) => {
    const record = await start(store);
    await append(store, record);
    await store.transact((transaction) =>
      transaction.raiseReceipt(record.conversationId, 'customer', { deliveredSeq: 1 }),
    );
    const projection = {
      status: 'ended',
      queueId: 'orders',
      queuedAt: 7_000,
      priority: -3,
      agentId: newId() as AgentId, // a fresh UUIDv7
      endedAt: 9_000,
    } as const;

    const entry = newEntry(2);
    await store.transact((transaction) =>
      transaction.appendEntries(record.conversationId, [entry], projection),
    );

    assert.deepEqual(await store.read((transaction) => transaction.findConversation(record.conversationId)), {
      ...record,
      ...projection,
      lastSeq: 2,
      lastEntryId: entry.id,
      customer: { deliveredSeq: 1, readSeq: 0 },
    });
  });
}
