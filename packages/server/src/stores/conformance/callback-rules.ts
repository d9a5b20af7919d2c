import assert from 'node:assert/strict';
import type { AgentId, AttemptId, CallbackId, CustomerId, HoldId } from '@beside/protocol';
import type { CallbackRecord, HoldRecord, MeasureRecord } from '../../ports/store-callbacks.ts';
import type { Store } from '../../ports/store.ts';
import { newConversation, newCustomer, newId, upTo } from './samples.ts';
import { codeOf, type AddTest } from './store-harness.ts';

const QUARTER_MS = 900_000;

function newCallback(more: Partial<CallbackRecord> = {}): CallbackRecord {
  const { conversationId, customerId } = newConversation();
  return {
    callbackId: newId() as CallbackId, // a fresh UUIDv7, which is what the brand stands for
    conversationId,
    siteId: 'shop',
    customerId,
    queueId: 'general',
    status: 'waiting',
    isOpen: true,
    slotStartAt: null,
    dueAt: 1_000,
    queuedAt: 1_000,
    priority: 0,
    agentId: null,
    ownerId: null,
    requestedAt: 1_000,
    endedAt: null,
    numberHash: null,
    prefixHash: null,
    addressHash: null,
    ...more,
  };
}

const ENDED = { status: 'cancelled', isOpen: false, slotStartAt: null, dueAt: null, endedAt: 2_000 } as const;

function newHold(more: Partial<HoldRecord> = {}): HoldRecord {
  return {
    holdId: newId() as HoldId, // as above
    siteId: 'shop',
    queueId: 'general',
    customerId: newId() as CustomerId,
    startAt: QUARTER_MS,
    expiresAt: 10_000,
    ...more,
  };
}

const put = (store: Store, ...records: readonly CallbackRecord[]) =>
  store.transact(async (transaction) => {
    for (const record of records) await transaction.putCallback(record);
  });

const taken = (
  store: Store,
  more: Partial<Parameters<Parameters<Parameters<Store['read']>[0]>[0]['listTakenSlots']>[0]> = {},
) =>
  store.read((transaction) =>
    transaction.listTakenSlots({
      siteId: 'shop',
      queueId: 'general',
      fromAt: 0,
      toAt: 100 * QUARTER_MS,
      now: 5_000,
      ...more,
    }),
  );

/** Rules of callbacks, slots, attempts and waiting times. */
export function addCallbackRules(test: AddTest): void {
  test('[SC22] a callback is found by its id, its conversation and its number, as it was put last', async ({
    store,
  }) => {
    const first = newCallback({ numberHash: 'n1', prefixHash: 'p1', addressHash: 'a1' });
    const moved = {
      ...first,
      status: 'scheduled',
      slotStartAt: QUARTER_MS,
      dueAt: QUARTER_MS,
      agentId: newId() as AgentId,
      ownerId: newId() as AgentId,
      numberHash: 'n2',
    } as const;
    await put(store, first, moved, newCallback({ siteId: 'outlet', numberHash: 'n2' }));

    const found = await store.read(async (transaction) => [
      await transaction.findCallback(first.callbackId),
      await transaction.findCallbackOf(first.conversationId),
      await transaction.findOpenCallbackByNumber('shop', 'n2'),
      await transaction.findOpenCallbackByNumber('shop', 'n1'),
      await transaction.findCallback(newId() as CallbackId),
    ]);

    assert.deepEqual(found, [moved, moved, moved, undefined, undefined]);
  });

  test('[SC22] a conversation has one open callback; of the ended ones the last counts', async ({
    store,
  }) => {
    const first = newCallback();
    const { conversationId } = first;
    await put(store, first);

    assert.equal(await codeOf(put(store, newCallback({ conversationId }))), 'conflict');
    await put(store, { ...first, ...ENDED });
    const second = newCallback({ conversationId, requestedAt: 3_000 });
    await put(store, second);

    const find = () => store.read((transaction) => transaction.findCallbackOf(conversationId));
    assert.deepEqual(await find(), second);
    await put(store, { ...second, ...ENDED });
    assert.deepEqual(await find(), { ...second, ...ENDED });
  });

  test('[SC22] lists are those of the sites and states asked for, in the order of the queue', async ({
    store,
  }) => {
    const agentId = newId() as AgentId;
    const late = newCallback({ queuedAt: 3_000 });
    const early = newCallback({ queuedAt: 2_000, status: 'due' });
    const urgent = newCallback({ queuedAt: 9_000, priority: 1, agentId });
    await put(store, late, early, urgent, newCallback({ siteId: 'outlet' }), newCallback(ENDED));
    const list = (more: { agentId?: AgentId; limit?: number } = {}) =>
      store.read((transaction) =>
        transaction.listCallbacks({ siteIds: ['shop'], statuses: ['waiting', 'due'], limit: 10, ...more }),
      );

    assert.deepEqual(await list(), [urgent, early, late]);
    assert.deepEqual(await list({ agentId }), [urgent]);
    assert.deepEqual(await list({ limit: 2 }), [urgent, early]);
  });

  test('[SC23] requests are counted by number, leading digits, address, customer and site, the open ones of all times', async ({
    store,
  }) => {
    const customerId = newId() as CustomerId;
    const hashes = { numberHash: 'n', prefixHash: 'p', addressHash: 'a', customerId };
    await put(
      store,
      newCallback({ ...hashes, requestedAt: 1_000 }),
      newCallback({ ...hashes, ...ENDED, requestedAt: 5_000 }),
      newCallback({ prefixHash: 'p', numberHash: 'other', requestedAt: 6_000 }),
      newCallback({ ...hashes, siteId: 'outlet', requestedAt: 6_000 }),
    );
    const count = (by: Parameters<Parameters<Parameters<Store['read']>[0]>[0]['countCallbacks']>[1]) =>
      store.read((transaction) => transaction.countCallbacks('shop', by, 4_000));

    assert.deepEqual(await count({ numberHash: 'n' }), { requested: 1, open: 1, numbers: 1 });
    assert.deepEqual(await count({ prefixHash: 'p' }), { requested: 2, open: 2, numbers: 2 });
    assert.deepEqual(await count({ addressHash: 'a' }), { requested: 1, open: 1, numbers: 1 });
    assert.deepEqual(await count({ customerId }), { requested: 1, open: 1, numbers: 1 });
    assert.deepEqual(await count({}), { requested: 2, open: 2, numbers: 2 });
    assert.deepEqual(await count({ numberHash: 'unknown' }), { requested: 0, open: 0, numbers: 0 });
  });

  test('[SC24] a slot is taken by open callbacks and by running holds, each queue its own', async ({
    store,
  }) => {
    const booked = newCallback({ status: 'scheduled', slotStartAt: QUARTER_MS });
    const held = newHold({ startAt: 2 * QUARTER_MS });
    await put(
      store,
      booked,
      newCallback({ ...ENDED, slotStartAt: QUARTER_MS }),
      newCallback({ slotStartAt: QUARTER_MS, queueId: 'claims' }),
      newCallback({ slotStartAt: 3 * QUARTER_MS, status: 'scheduled' }),
    );
    await store.transact(async (transaction) => {
      await transaction.putHold(held, 5_000);
      await transaction.putHold(newHold({ startAt: QUARTER_MS }), 5_000);
      await transaction.putHold(newHold({ startAt: QUARTER_MS, expiresAt: 5_000 }), 1_000);
    });

    assert.deepEqual(await taken(store), [
      { startAt: QUARTER_MS, taken: 2 },
      { startAt: 2 * QUARTER_MS, taken: 1 },
      { startAt: 3 * QUARTER_MS, taken: 1 },
    ]);
    assert.deepEqual(
      await taken(store, {
        exceptCallbackId: booked.callbackId,
        exceptHoldId: held.holdId,
        toAt: 3 * QUARTER_MS,
      }),
      [{ startAt: QUARTER_MS, taken: 1 }],
    );
  });

  test('[SC24] a customer keeps one slot at a time, until it is let go or runs out', async ({ store }) => {
    const first = newHold();
    const second = newHold({ customerId: first.customerId, startAt: 2 * QUARTER_MS });
    await store.transact((transaction) => transaction.putHold(first, 1_000));
    await store.transact((transaction) => transaction.putHold(second, 1_000));
    const find = (holdId: HoldId) => store.read((transaction) => transaction.findHold(holdId));

    assert.deepEqual([await find(first.holdId), await find(second.holdId)], [undefined, second]);
    await store.transact((transaction) => transaction.deleteHold(second.holdId));
    assert.deepEqual(await taken(store), []);
  });

  test('[SC24] under a name the last place is taken once, however many try', async ({ store }) => {
    const tries = upTo(20).map(() =>
      store.transact(async (transaction) => {
        await transaction.lockName('slots:shop:general');
        const [slot] = await transaction.listTakenSlots({
          siteId: 'shop',
          queueId: 'general',
          fromAt: QUARTER_MS,
          toAt: 2 * QUARTER_MS,
          now: 5_000,
        });
        if ((slot?.taken ?? 0) >= 3) return false;
        await transaction.putCallback(newCallback({ status: 'scheduled', slotStartAt: QUARTER_MS }));
        return true;
      }),
    );

    assert.equal((await Promise.all(tries)).filter((isTaken) => isTaken).length, 3);
  });

  test('[SC25] an attempt is found until its end is known; an event of the exchange counts once', async ({
    store,
  }) => {
    const { conversationId } = newConversation();
    const attempt = {
      attemptId: newId() as AttemptId,
      callbackId: newId() as CallbackId,
      conversationId,
      siteId: 'shop',
      callRef: null,
      call: null,
      startedAt: 1_000,
      isOpen: true,
    };
    const told = { ...attempt, callRef: 'call-1', call: '{"status":"ringing"}' };
    const later = { ...attempt, attemptId: newId() as AttemptId, startedAt: 2_000 };
    const record = (value: typeof told | typeof attempt) =>
      store.transact((transaction) => transaction.putAttempt(value));
    for (const value of [attempt, told, later]) await record(value);

    assert.deepEqual(await store.read((transaction) => transaction.listOpenAttempts(10)), [told, later]);
    await record({ ...told, isOpen: false });
    const [open, found, unknown] = await store.read(async (transaction) => [
      await transaction.listOpenAttempts(1),
      await transaction.findAttempt(attempt.attemptId),
      await transaction.findAttempt(newId() as AttemptId),
    ]);
    assert.deepEqual([open, found, unknown], [[later], { ...told, isOpen: false }, undefined]);

    const hear = (provider: string) =>
      store.transact((transaction) => transaction.insertCallEvent(provider, 'event-1', 1_000));
    assert.deepEqual([await hear('one'), await hear('one'), await hear('two')], [true, false, true]);
  });

  test('[SC25] a blocked number is blocked at its site', async ({ store }) => {
    const block = () => store.transact((transaction) => transaction.blockNumber('shop', 'n', 1_000));
    await block();
    await block();

    const blocked = await store.read(async (transaction) => [
      await transaction.isNumberBlocked('shop', 'n'),
      await transaction.isNumberBlocked('outlet', 'n'),
      await transaction.isNumberBlocked('shop', 'm'),
    ]);
    assert.deepEqual(blocked, [true, false, false]);
  });

  test('[SC19] erasing a customer takes their callbacks, holds and attempts, and nobody else’s', async ({
    store,
  }) => {
    const customer = newCustomer();
    const { customerId } = customer;
    const gone = newCallback({ customerId, numberHash: 'n' });
    const stays = newCallback({ numberHash: 'm' });
    const held = newHold({ customerId });
    const attemptOf = ({ callbackId, conversationId }: CallbackRecord) => ({
      ...{ attemptId: newId() as AttemptId, callbackId, conversationId, siteId: 'shop' },
      ...{ callRef: null, call: null, startedAt: 1_000, isOpen: true },
    });
    const attempts = [attemptOf(gone), attemptOf(stays)];
    await put(store, gone, stays);
    await store.transact(async (transaction) => {
      await transaction.insertCustomer(customer);
      await transaction.putHold(held, 0);
      for (const attempt of attempts) await transaction.putAttempt(attempt);
      await transaction.eraseCustomer(customerId);
    });

    const left = await store.read(async (transaction) => [
      await transaction.findCallback(gone.callbackId),
      await transaction.findHold(held.holdId),
      await transaction.findCallback(stays.callbackId),
      await transaction.listOpenAttempts(10),
    ]);
    assert.deepEqual(left, [undefined, undefined, stays, [attempts[1]]]);
  });

  test('[SC26] what was measured is kept once and listed by kind, newest first', async ({ store }) => {
    const wait = (endedAt: number, more: Partial<MeasureRecord> = {}): MeasureRecord => ({
      measureId: newId(),
      siteId: 'shop',
      queueId: 'general',
      channel: 'chat',
      kind: 'wait',
      endedAt,
      tookMs: 60_000,
      fromMs: null,
      toMs: null,
      ...more,
    });
    const records = [wait(1_000), wait(3_000, { fromMs: 60_000, toMs: 120_000 }), wait(2_000)];
    const [oldest, newest, middle] = records;
    const others = [
      wait(2_500, { queueId: 'claims' }),
      wait(2_500, { kind: 'handling', channel: 'callback' }),
    ];
    await store.transact(async (transaction) => {
      for (const record of [...records, ...others]) await transaction.insertMeasure(record);
      if (newest) await transaction.insertMeasure({ ...newest, tookMs: 1 });
    });
    const list = (sinceAt: number, limit: number, kind: MeasureRecord['kind'] = 'wait') =>
      store.read((transaction) => transaction.listMeasures('shop', 'general', kind, sinceAt, limit));

    assert.deepEqual(await list(0, 10), [newest, middle, oldest]);
    assert.deepEqual(await list(2_000, 10), [newest, middle]);
    assert.deepEqual(await list(0, 1), [newest]);
    assert.deepEqual(await list(0, 10, 'handling'), [others[1]]);
  });
}
