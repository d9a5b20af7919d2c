import assert from 'node:assert/strict';
import type { Store } from '../../ports/store.ts';
import { newConversation, newOutbox, newReport, upTo } from './samples.ts';
import type { AddTest } from './store-harness.ts';

const LEASE_MS = 100;

async function set(store: Store, timerId: string, dueAt: number): Promise<void> {
  await store.transact((transaction) => transaction.setTimer({ timerId, dueAt, payload: { kind: timerId } }));
}

const claim = (store: Store, now: number, limit = 10) =>
  store.transact((transaction) => transaction.claimTimers(now, LEASE_MS, limit));

const complete = (store: Store, timerId: string, fence: number) =>
  store.transact((transaction) => transaction.completeTimer(timerId, fence));

/** The fence of the one timer that can be claimed. */
async function fenceOf(store: Store, now: number): Promise<number> {
  const claimed = await claim(store, now);
  assert.equal(claimed.length, 1);
  return claimed[0]?.fence ?? -1;
}

/** Rules of work that waits. */
export function addWorkRules(test: AddTest): void {
  test('[SC10] due timers are claimed earliest first, by one worker, never early', async ({ store }) => {
    await set(store, 'late', 3_000);
    await set(store, 'first', 1_000);
    await set(store, 'second', 2_000);

    assert.deepEqual(await claim(store, 999), []);
    const rounds = await Promise.all(upTo(5).map(() => claim(store, 2_000)));

    assert.deepEqual(
      rounds
        .flat()
        .map(({ timerId, dueAt, payload }) => ({ timerId, dueAt, payload }))
        .sort((a, b) => a.dueAt - b.dueAt),
      [
        { timerId: 'first', dueAt: 1_000, payload: { kind: 'first' } },
        { timerId: 'second', dueAt: 2_000, payload: { kind: 'second' } },
      ],
    );
  });

  test('[SC10] a lease that ran out is claimed again, and only the newer claim completes', async ({
    store,
  }) => {
    await set(store, 'offer', 1_000);
    const slow = await fenceOf(store, 1_000);

    assert.deepEqual(await claim(store, 1_000 + LEASE_MS - 1), []);
    const quick = await fenceOf(store, 1_000 + LEASE_MS);

    assert.ok(quick > slow);
    assert.equal(await complete(store, 'offer', slow), false);
    assert.equal(await complete(store, 'offer', quick), true);
    assert.equal(await complete(store, 'offer', quick), false);
    assert.deepEqual(await claim(store, 9_000), []);
  });

  test('[SC10] setting a timer again takes it from whoever has claimed it', async ({ store }) => {
    await set(store, 'offer', 1_000);
    const before = await fenceOf(store, 1_000);
    await set(store, 'offer', 2_000);

    assert.equal(await complete(store, 'offer', before), false);
    assert.deepEqual(await claim(store, 1_999), []);
    assert.equal((await claim(store, 2_000)).length, 1);
  });

  for (const [how, remove] of [
    ['completed', (store: Store, fence: number) => complete(store, 'offer', fence)],
    ['cancelled', (store: Store) => store.transact((transaction) => transaction.cancelTimer('offer'))],
  ] as const) {
    test(`[SC10] a late worker cannot complete a timer that was ${how} and set anew`, async ({ store }) => {
      await set(store, 'offer', 1_000);
      const late = await fenceOf(store, 1_000);
      await remove(store, await fenceOf(store, 1_000 + LEASE_MS));
      await set(store, 'offer', 5_000);

      const newest = [await fenceOf(store, 5_000), await fenceOf(store, 5_000 + LEASE_MS)];

      assert.equal(await complete(store, 'offer', late), false);
      assert.equal(new Set([late, ...newest]).size, 3);
    });
  }

  test('[SC10] what is next is the earliest due time or end of a lease', async ({ store }) => {
    const next = () => store.read((transaction) => transaction.findNextTimerAt());
    assert.equal(await next(), undefined);
    await set(store, 'far', 30 * 86_400_000);
    await set(store, 'near', 2_000);

    assert.equal(await next(), 2_000);
    await claim(store, 2_500);
    assert.equal(await next(), 2_500 + LEASE_MS);
    await store.transact((transaction) => transaction.cancelTimer('near'));
    assert.equal(await next(), 30 * 86_400_000);
  });

  test('[SC10] no more than asked for are claimed at once', async ({ store }) => {
    for (const index of upTo(10)) await set(store, `timer-${index}`, index);

    assert.deepEqual(
      (await claim(store, 100, 4)).map(({ timerId }) => timerId),
      ['timer-1', 'timer-2', 'timer-3', 'timer-4'],
    );
  });

  test('[SC11] calls come out oldest first, one per conversation', async ({ store }) => {
    const { conversationId } = newConversation();
    const [first, second] = [newOutbox({ conversationId }), newOutbox({ conversationId })];
    const other = newOutbox();
    const later = newOutbox({ dueAt: 9_000 });
    await store.transact(async (transaction) => {
      for (const record of [other, second, first, later]) await transaction.insertOutbox(record);
    });
    const due = (now = 1_000, limit = 10) =>
      store.read((transaction) => transaction.listDueOutbox(now, limit));
    const change = (outboxId: string, state: 'done' | 'failed' | 'unknown' | 'pending', dueAt: number) =>
      store.transact((transaction) => transaction.updateOutbox(outboxId, { state, attempts: 1, dueAt }));

    assert.deepEqual(await due(), [first, other]);
    assert.deepEqual(await due(999), []);
    assert.deepEqual(await due(1_000, 1), [first]);

    await change(first.outboxId, 'unknown', 2_000);
    assert.deepEqual(await due(), [other]);
    assert.deepEqual(await due(2_000), [{ ...first, state: 'unknown', attempts: 1, dueAt: 2_000 }, other]);
    await change(other.outboxId, 'done', 0);
    assert.equal(await store.read((transaction) => transaction.findNextOutboxAt()), 2_000);

    await change(first.outboxId, 'failed', 0);
    assert.deepEqual(await due(), [second]);
  });

  test('[SC12] a report is kept once, for its site', async ({ store }) => {
    const report = newReport({ at: 2_000 });
    const earlier = newReport({ at: 1_000 });
    const elsewhere = newReport({ siteId: 'outlet' });
    const insert = (record: typeof report) =>
      store.transact((transaction) => transaction.insertReport(record));

    const isNew = [
      await insert(report),
      await insert({ ...report, body: new Uint8Array(1) }),
      await insert(earlier),
      await insert(elsewhere),
    ];

    assert.deepEqual(isNew, [true, false, true, true]);
    assert.deepEqual(await store.read((transaction) => transaction.listReports('shop', 10)), [
      earlier,
      report,
    ]);
    assert.deepEqual(await store.read((transaction) => transaction.listReports('shop', 1)), [earlier]);
    const found = await store.read(async (transaction) => [
      await transaction.findReport(report.reportId),
      await transaction.findReport(elsewhere.reportId),
      await transaction.findReport(newReport().reportId),
    ]);
    assert.deepEqual(found, [report, elsewhere, undefined]);
  });

  test('[SC12] a named value is the last one that was set', async ({ store }) => {
    for (const value of ['one', '둘 "2"', ''])
      await store.transact((transaction) => transaction.setValue('cursor', value));

    const found = await store.read(async (transaction) => [
      await transaction.getValue('cursor'),
      await transaction.getValue('unknown'),
    ]);
    assert.deepEqual(found, ['', undefined]);
  });

  test('[SC12] a named value that was deleted is gone, and can be set again', async ({ store }) => {
    const find = () => store.read((transaction) => transaction.getValue('code'));
    await store.transact(async (transaction) => {
      await transaction.setValue('code', 'one');
      await transaction.setValue('code-of-others', 'stays');
    });

    await store.transact((transaction) => transaction.deleteValue('code'));
    await store.transact((transaction) => transaction.deleteValue('code'));

    assert.equal(await find(), undefined);
    assert.equal(await store.read((transaction) => transaction.getValue('code-of-others')), 'stays');
    await store.transact((transaction) => transaction.setValue('code', 'two'));
    assert.equal(await find(), 'two');
  });
}
