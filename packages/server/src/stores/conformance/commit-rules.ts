import assert from 'node:assert/strict';
import { BesideError } from '@beside/protocol';
import type { Store } from '../../ports/store.ts';
import { append, newConversation, newEntry, seqsOf, start, upTo } from './samples.ts';
import { codeOf, type AddTest } from './store-harness.ts';

const setValue = (store: Store, name: string, value = 'set') =>
  store.transact((transaction) => transaction.setValue(name, value));

const getValue = (store: Store, name: string) => store.read((transaction) => transaction.getValue(name));

/** Rules of commits: all or nothing, answered when certain, refused in words. */
export function addCommitRules(test: AddTest): void {
  test('[SC13] what is rejected leaves nothing and takes nobody with it', async ({ store }) => {
    const record = await start(store);
    const fail = (index: number) =>
      store.transact(async (transaction) => {
        await transaction.setValue(`failed-${index}`, 'here');
        await transaction.insertConversation(newConversation({ siteId: 'failed', status: 'queued' }));
        const locked = await transaction.lockConversation(record.conversationId);
        await transaction.appendEntries(
          record.conversationId,
          [newEntry((locked?.lastSeq ?? 0) + 1)],
          record,
        );
        throw new BesideError(index % 2 === 0 ? 'forbidden' : 'offer_gone');
      });

    const outcomes = await Promise.all(
      upTo(100).map((index) => codeOf(index % 5 === 0 ? append(store, record) : fail(index))),
    );

    assert.deepEqual(
      upTo(100).map((index) => (index % 5 === 0 ? 'done' : index % 2 === 0 ? 'forbidden' : 'offer_gone')),
      outcomes,
    );
    assert.deepEqual(await seqsOf(store, record), upTo(20));
    const left = await store.read(async (transaction) => ({
      values: await Promise.all(upTo(100).map((index) => transaction.getValue(`failed-${index}`))),
      conversations: await transaction.listConversations({
        siteIds: ['failed'],
        statuses: ['queued'],
        limit: 10,
      }),
    }));
    assert.deepEqual(left, { values: upTo(100).map(() => undefined), conversations: [] });
  });

  test('[SC13] an error of any kind is handed back as it is', async ({ store }) => {
    const error = new TypeError('a slip of the caller');

    await assert.rejects(
      store.transact(() => Promise.reject(error)),
      (thrown) => thrown === error,
    );
    await assert.rejects(
      store.transact(() => {
        throw error;
      }),
      (thrown) => thrown === error,
    );
    await setValue(store, 'after');

    assert.equal(await getValue(store, 'after'), 'set');
    assert.equal(store.isWritable, true);
  });

  test('[SC14] whoever is answered finds it at once with a read', async ({ store }) => {
    const record = await start(store);

    await Promise.all(
      upTo(200).map(async () => {
        const [seq] = await append(store, record);
        const seqs = await seqsOf(store, record);
        assert.ok(seqs.includes(seq ?? 0));
      }),
    );
  });

  test('[SC14] nobody reads what is not committed', async ({ store }) => {
    const record = await start(store);
    let seen: string | undefined;

    await store.transact(async (transaction) => {
      await transaction.setValue('half', 'done');
      seen = await getValue(store, 'half');
      await transaction.lockConversation(record.conversationId);
    });

    assert.equal(seen, undefined);
    assert.equal(await getValue(store, 'half'), 'done');
  });

  test('[SC15] everything that was answered is there after opening again', async (bench) => {
    const record = await start(bench.store);
    await Promise.all(upTo(50).map(() => append(bench.store, record)));
    await setValue(bench.store, 'cursor', '한글');

    await bench.reopen();

    assert.deepEqual(await seqsOf(bench.store, record), upTo(50));
    assert.equal(await getValue(bench.store, 'cursor'), '한글');
    assert.deepEqual(await append(bench.store, record), [51]);
  });

  test('[SC15] closing answers what was asked before, and refuses what is asked afterwards', async (bench) => {
    const { store } = bench;
    const record = await start(store);
    const asked = upTo(600).map(() => append(store, record));

    await store.close();
    await store.close();

    assert.deepEqual((await Promise.all(asked)).flat().sort(byNumber), upTo(600));
    assert.deepEqual(
      [await codeOf(setValue(store, 'late')), await codeOf(getValue(store, 'late'))],
      ['closed', 'closed'],
    );
    await bench.reopen();
    assert.deepEqual(await seqsOf(bench.store, record), upTo(600));
  });

  test('[SC16] while the disk refuses nothing is acknowledged and reads go on', async ({ store, place }) => {
    const record = await start(store);
    await append(store, record);
    const heard: boolean[] = [];
    const stop = store.onWritableChange((isWritable) => heard.push(isWritable));
    await place.refuseWrites();

    const codes = await Promise.all(upTo(300).map(() => codeOf(append(store, record))));
    const later = await codeOf(setValue(store, 'later'));
    stop();

    assert.deepEqual(new Set([...codes, later]), new Set(['read_only']));
    assert.deepEqual(heard, [false]);
    assert.equal(store.isWritable, false);
    assert.deepEqual(await seqsOf(store, record), [1]);
  });

  test('[SC16] it is writable by itself within a second after the disk is back', async ({
    store,
    place,
    clock,
  }) => {
    const record = await start(store);
    const heard: boolean[] = [];
    store.onWritableChange((isWritable) => heard.push(isWritable));
    const allow = await place.refuseWrites();
    const refused = await codeOf(append(store, record));
    passTime(clock, 5_000);
    assert.deepEqual([refused, store.isWritable], ['read_only', false]);

    await allow();
    const isBack = becomesWritable(store);
    passTime(clock, 1_000);
    await isBack;

    assert.deepEqual([store.isWritable, heard], [true, [false, true]]);
    assert.deepEqual(await append(store, record), [1]);
    assert.deepEqual(await seqsOf(store, record), [1]);
  });

  test('[SC16] a store that refuses can be closed, and nothing goes on afterwards', async (bench) => {
    const record = await start(bench.store);
    const allow = await bench.place.refuseWrites();
    await Promise.all(upTo(600).map(() => codeOf(append(bench.store, record))));

    await bench.store.close();
    passTime(bench.clock, 60_000);
    await allow();
    await bench.reopen();

    assert.deepEqual(await append(bench.store, record), [1]);
  });
}

const byNumber = (a: number, b: number): number => a - b;

/** Whoever asks over a network is answered in a moment of its own. */
function becomesWritable(store: Store): Promise<void> {
  return new Promise((resolve) => {
    if (store.isWritable) resolve(); // a question that was under way had its answer already
    store.onWritableChange((isWritable) => {
      if (isWritable) resolve();
    });
  });
}

function passTime(clock: { now(): number; step(untilMs: number): boolean }, durationMs: number): void {
  const until = clock.now() + durationMs;
  while (clock.step(until));
}
