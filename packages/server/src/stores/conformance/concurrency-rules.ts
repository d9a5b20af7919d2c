import assert from 'node:assert/strict';
import { BesideError } from '@beside/protocol';
import type { Store } from '../../ports/store.ts';
import { append, newConversation, newCustomer, newEntry, newId, seqsOf, start, upTo } from './samples.ts';
import { codeOf, type AddTest, type StoreBench } from './store-harness.ts';

/** Two processes on one database; where one process has it for itself, two askers at the same moment. */
async function withTwo(
  { store, place, clock }: StoreBench,
  work: (stores: readonly [Store, Store]) => Promise<void>,
): Promise<void> {
  const other = await place.openBeside?.(clock);
  try {
    await work([store, other ?? store]);
  } finally {
    await other?.close();
  }
}

/** Rules of what happens at the same moment, also from several processes. */
export function addConcurrencyRules(test: AddTest): void {
  test('[SC27] two processes append to one conversation without a gap or a number twice', async (bench) => {
    await withTwo(bench, async (stores) => {
      const record = await start(bench.store);

      const given = await Promise.all(
        upTo(100).map((index) =>
          append(stores[index % 2 ? 0 : 1], record, index % 3 === 0 ? [{}, {}] : [{}]),
        ),
      );

      assert.deepEqual(
        given.flat().sort((a, b) => a - b),
        upTo(133),
      );
      for (const store of stores) assert.deepEqual(await seqsOf(store, record), upTo(133));
    });
  });

  test('[SC27] a command that two processes are given at the same moment happens once', async (bench) => {
    await withTwo(bench, async (stores) => {
      const record = await start(bench.store);
      const { conversationId } = record;
      const commandId = newId();
      const send = (store: Store, commandHash: string) =>
        store.transact(async (transaction) => {
          const locked = await transaction.lockConversation(conversationId);
          const done = await transaction.findEntryByCommand(conversationId, commandId);
          if (done && done.commandHash !== commandHash) throw new BesideError('conflict');
          if (done) return done.seq;
          const seq = (locked?.lastSeq ?? 0) + 1;
          await transaction.appendEntries(
            conversationId,
            [newEntry(seq, { commandId, commandHash })],
            record,
          );
          return seq;
        });

      const same = await Promise.all(upTo(20).map((index) => send(stores[index % 2 ? 0 : 1], 'body')));
      const others = await Promise.all(stores.map((store) => codeOf(send(store, 'another body'))));

      assert.deepEqual(new Set(same), new Set([1]));
      assert.deepEqual(others, ['conflict', 'conflict']);
      assert.deepEqual(await seqsOf(bench.store, record), [1]);
    });
  });

  test('[SC27] of those who begin the same conversation, or take the same subject, one does', async (bench) => {
    await withTwo(bench, async (stores) => {
      const record = newConversation();

      const conversations = await Promise.all(
        upTo(10).map((index) =>
          codeOf(stores[index % 2 ? 0 : 1].transact((one) => one.insertConversation(record))),
        ),
      );
      const customers = await Promise.all(
        upTo(10).map((index) =>
          codeOf(
            stores[index % 2 ? 0 : 1].transact((one) =>
              one.insertCustomer(newCustomer({ subjectHash: 'the same' })),
            ),
          ),
        ),
      );

      for (const codes of [conversations, customers])
        assert.equal(codes.filter((code) => code === 'done').length, 1);
      assert.deepEqual(new Set(conversations), new Set(['done', 'conflict']));
    });
  });

  test('[SC27] what is read in order to be changed is not changed by another meanwhile', async (bench) => {
    await withTwo(bench, async (stores) => {
      const customer = newCustomer({ createdAt: 1 });
      await bench.store.transact((transaction) => transaction.insertCustomer(customer));
      const count = (store: Store) =>
        store.transact(async (transaction) => {
          const value = Number((await transaction.getValue('count')) ?? '0');
          await transaction.setValue('count', String(value + 1));
          const found = await transaction.findCustomer(customer.customerId);
          if (found) await transaction.updateCustomer({ ...found, tokenIssuedAt: found.tokenIssuedAt + 1 });
        });

      await Promise.all(upTo(40).map((index) => count(stores[index % 2 ? 0 : 1])));

      const found = await bench.store.read(async (transaction) => [
        await transaction.getValue('count'),
        (await transaction.findCustomer(customer.customerId))?.tokenIssuedAt,
      ]);
      assert.deepEqual(found, ['40', customer.tokenIssuedAt + 40]);
    });
  });

  test('[SC27] timers go to one of two claimers each, and the fence of a lost lease completes nothing', async (bench) => {
    await withTwo(bench, async (stores) => {
      const names = upTo(60).map((index) => `timer-${index}`);
      await bench.store.transact(async (transaction) => {
        for (const timerId of names) await transaction.setTimer({ timerId, dueAt: 1_000, payload: {} });
      });
      const claim = (store: Store, now: number) =>
        store.transact((transaction) => transaction.claimTimers(now, 100, 7));

      const claimed: string[] = [];
      while (claimed.length < names.length) {
        const rounds = await Promise.all(upTo(6).map((index) => claim(stores[index % 2 ? 0 : 1], 1_000)));
        const found = rounds.flat().map(({ timerId }) => timerId);
        assert.ok(found.length > 0);
        claimed.push(...found);
      }
      assert.deepEqual(claimed.toSorted(), names.toSorted());

      const [lost] = await claim(stores[0], 1_100);
      const again = await claim(stores[1], 1_200);
      const newest = again.find(({ timerId }) => timerId === lost?.timerId);
      assert.ok(lost && newest);
      const complete = (store: Store, fence: number) =>
        store.transact((transaction) => transaction.completeTimer(lost.timerId, fence));
      const outcomes = await Promise.all([
        complete(stores[0], lost.fence),
        complete(stores[1], newest.fence),
      ]);
      assert.deepEqual(outcomes, [false, true]);
    });
  });

  test('[SC27] whoever is erased gets nothing more at the same moment', async (bench) => {
    await withTwo(bench, async (stores) => {
      for (const round of upTo(10)) {
        const customer = newCustomer();
        const { customerId } = customer;
        const record = newConversation({ customerId });
        await bench.store.transact(async (transaction) => {
          await transaction.insertCustomer(customer);
          await transaction.insertConversation(record);
        });
        const begin = stores[round % 2 ? 0 : 1].transact(async (transaction) => {
          if (await transaction.findCustomer(customerId))
            await transaction.insertConversation(newConversation({ customerId }));
        });

        await Promise.allSettled([
          begin,
          append(stores[0], record),
          stores[1].transact((transaction) => transaction.eraseCustomer(customerId)),
          append(stores[0], record),
        ]);

        const left = await bench.store.read(async (transaction) => [
          await transaction.listConversationsOfCustomer('shop', customerId, undefined, 10),
          await transaction.listEntriesAfter(record.conversationId, 0, 10),
          await transaction.findCustomer(customerId),
        ]);
        assert.deepEqual(left, [[], [], undefined]);
      }
    });
  });
}
