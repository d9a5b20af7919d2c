import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { BesideError, createSystemClock } from '@beside/protocol';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import type { Store, Transaction } from '../../ports/store.ts';
import { append, newEntry, newId, seqsOf, start, upTo } from '../conformance/samples.ts';
import { codeOf } from '../conformance/store-harness.ts';
import { startCutProxy, type CutProxy } from '../testing/cut-proxy.ts';
import { startPostgres, type Postgres } from '../testing/start-postgres.ts';
import { openPostgresStore } from './store.ts';

let postgres: Postgres;

before(async () => {
  // A database whose own word is the opposite of what is needed.
  postgres = await startPostgres({ fsync: true, more: { synchronous_commit: 'off' } });
});
after(() => postgres.remove());

const nameOf = (url: string): string => new URL(url).pathname.slice(1);

async function openStore(
  t: TestContext,
  { url, ...more }: Partial<Parameters<typeof openPostgresStore>[0]> = {},
): Promise<{ store: Store; database: string; run: (text: string) => ReturnType<Postgres['run']> }> {
  const address = url ?? (await postgres.createDatabase());
  const store = await openPostgresStore({ clock: createSystemClock(), ...more, url: address });
  t.after(() => store.close());
  const database = nameOf(address);
  return { store, database, run: (text) => postgres.run(database, text) };
}

async function openCutStore(t: TestContext): Promise<{ store: Store; proxy: CutProxy; url: string }> {
  const url = await postgres.createDatabase();
  const proxy = await startCutProxy(url);
  t.after(() => proxy.close());
  const { store } = await openStore(t, { url: proxy.url });
  return { store, proxy, url };
}

const setValue = (store: Store, name: string) =>
  store.transact((transaction) => transaction.setValue(name, 'set'));
const getValue = (store: Store, name: string) => store.read((transaction) => transaction.getValue(name));

const becomes = (store: Store, wanted: boolean): Promise<void> =>
  new Promise((resolve) => {
    if (store.isWritable === wanted) return resolve();
    const stop = store.onWritableChange((isWritable) => {
      if (isWritable !== wanted) return;
      stop();
      resolve();
    });
  });

describe('what is acknowledged', () => {
  it('is committed with synchronous_commit on, whatever server, role and database say', async (t) => {
    const url = await postgres.createDatabase();
    await postgres.run(nameOf(url), `ALTER DATABASE ${nameOf(url)} SET synchronous_commit = off`);
    const { store, run } = await openStore(t, { url });
    // Looks from inside the very session that commits.
    await run(`CREATE TABLE seen (durable text, isolation text);
      CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO seen VALUES (current_setting('synchronous_commit'), current_setting('transaction_isolation'));
        RETURN NEW; END $$;
      CREATE TRIGGER look BEFORE INSERT ON value FOR EACH ROW EXECUTE FUNCTION look()`);

    await Promise.all(upTo(20).map((index) => setValue(store, `value-${index}`)));

    const { rows } = await run('SELECT DISTINCT durable, isolation FROM seen');
    assert.deepEqual(
      rows.map((row) => ({ ...row })),
      [{ durable: 'on', isolation: 'read committed' }],
    );
  });

  it('is there after the database lost its power, and the store comes back by itself', async (t) => {
    const { store } = await openStore(t);
    const record = await start(store);
    const acknowledged: number[] = [];
    let isStopped = false;
    const write = async (): Promise<void> => {
      while (!isStopped) {
        const code = await append(store, record).then(
          (seqs) => void acknowledged.push(...seqs),
          (error: BesideError) => error.code,
        );
        assert.ok(code === undefined || code === 'read_only' || code === 'unavailable', code);
        await new Promise((resolve) => setImmediate(resolve)); // what is refused at once must not keep everybody else away
      }
    };
    const writers = upTo(4).map(write);
    await setValue(store, 'before');

    await postgres.stop('immediate');
    await becomes(store, false);
    const refused = [await codeOf(setValue(store, 'away')), await codeOf(getValue(store, 'before'))];
    await postgres.start();
    await becomes(store, true);
    const later = await append(store, record);
    isStopped = true;
    await Promise.all(writers);

    assert.deepEqual(refused, ['read_only', 'unavailable']);
    const seqs = await seqsOf(store, record);
    assert.deepEqual(seqs, upTo(seqs.length));
    assert.ok(acknowledged.length > 0);
    const kept = new Set(seqs);
    assert.deepEqual(
      [...acknowledged, ...later].filter((seq) => !kept.has(seq)),
      [],
    );
    assert.equal(await getValue(store, 'before'), 'set');
    assert.equal(await getValue(store, 'away'), undefined);
  });
});

describe('a connection that breaks', () => {
  for (const [passing, isThere] of [
    ['cut-after', true],
    ['cut-before', false],
  ] as const)
    it(`while it commits leaves an unknown outcome, which a repetition finds (${passing})`, async (t) => {
      const { store, proxy } = await openCutStore(t);
      const record = await start(store);
      const { conversationId } = record;
      const commandId = newId();
      const send = () =>
        store.transact(async (transaction) => {
          const locked = await transaction.lockConversation(conversationId);
          const done = await transaction.findEntryByCommand(conversationId, commandId);
          if (done) return ['found', done.seq];
          const seq = (locked?.lastSeq ?? 0) + 1;
          await transaction.appendEntries(
            conversationId,
            [newEntry(seq, { commandId, commandHash: 'h' })],
            record,
          );
          return ['made', seq];
        });
      proxy.judge = (sent) => {
        if (!sent.includes('COMMIT')) return 'pass';
        proxy.judge = () => 'pass';
        return passing;
      };

      const error = await send().then(
        () => undefined,
        (reason: unknown) => reason,
      );

      assert.ok(error instanceof BesideError);
      assert.deepEqual(
        [error.code, error.details, error.retryable],
        ['unavailable', { outcome: 'unknown' }, true],
      );
      assert.deepEqual(await send(), [isThere ? 'found' : 'made', 1]);
      assert.deepEqual(await seqsOf(store, record), [1]);
    });

  it('before the commit costs nothing: the work is begun anew on another one', async (t) => {
    const { store, run } = await openStore(t);
    const record = await start(store);
    let tries = 0;

    const seq = await store.transact(async (transaction) => {
      tries += 1;
      const locked = await transaction.lockConversation(record.conversationId);
      if (tries === 1)
        await run(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE application_name = 'beside-write' AND datname = current_database() AND state = 'idle in transaction'`);
      const next = (locked?.lastSeq ?? 0) + 1;
      await transaction.appendEntries(record.conversationId, [newEntry(next)], record);
      return next;
    });

    assert.deepEqual([seq, tries, store.isWritable], [1, 2, true]);
    assert.deepEqual(await seqsOf(store, record), [1]);
  });

  it('while nobody uses it is replaced, for reads as well', async (t) => {
    const { store, run } = await openStore(t);
    await setValue(store, 'a');
    await getValue(store, 'a');

    await run(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name LIKE 'beside-%' AND datname = current_database() AND pid <> pg_backend_pid()`);

    assert.equal(await getValue(store, 'a'), 'set');
    await setValue(store, 'b');
    assert.equal(store.isWritable, true);
  });
});

describe('a transaction', () => {
  it('that meets another one in the opposite order is begun anew', async (t) => {
    const { store } = await openStore(t);
    const [one, two] = [await start(store), await start(store)];
    const meeting = createMeeting(2);
    let tries = 0;
    const lockBoth = (first: typeof one, second: typeof one) =>
      store.transact(async (transaction) => {
        tries += 1;
        await transaction.lockConversation(first.conversationId);
        await meeting();
        const locked = await transaction.lockConversation(second.conversationId);
        await transaction.appendEntries(
          second.conversationId,
          [newEntry((locked?.lastSeq ?? 0) + 1)],
          second,
        );
      });

    await Promise.all([lockBoth(one, two), lockBoth(two, one)]);

    assert.equal(tries, 3);
    assert.deepEqual([await seqsOf(store, one), await seqsOf(store, two)], [[1], [1]]);
  });

  it('is begun five times at most, and then refused as something to try again', async (t) => {
    const { store, run } = await openStore(t);
    await run(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'in the way' USING ERRCODE = '40001'; END $$;
      CREATE TRIGGER fail BEFORE INSERT ON value FOR EACH ROW EXECUTE FUNCTION fail()`);
    let tries = 0;

    const code = await codeOf(
      store.transact(async (transaction) => {
        tries += 1;
        await transaction.setValue('a', 'b');
      }),
    );

    assert.deepEqual([code, tries, store.isWritable], ['unavailable', 5, true]);
  });

  it('of which something failed is not committed, whoever caught it', async (t) => {
    const { store } = await openStore(t);
    const record = await start(store);
    await append(store, record, [{ commandId: 'known', commandHash: 'h' }]);

    const code = await codeOf(
      store.transact(async (transaction) => {
        await transaction.setValue('half', 'set');
        const entry = newEntry(2, { commandId: 'known', commandHash: 'h' });
        await transaction.appendEntries(record.conversationId, [entry], record).catch(() => undefined);
      }),
    );

    assert.equal(code, 'conflict');
    assert.equal(await getValue(store, 'half'), undefined);
  });

  it('cannot be used after its end', async (t) => {
    const { store } = await openStore(t);
    let kept: Transaction | undefined;
    await store.transact((transaction) => {
      kept = transaction;
      return Promise.resolve();
    });

    assert.equal(await codeOf(kept?.setValue('late', 'set') ?? Promise.resolve()), 'internal');
    assert.equal(await getValue(store, 'late'), undefined);
  });

  it('that takes too long is taken back and refused as something to try again', async (t) => {
    const { store, run } = await openStore(t);
    await run(`CREATE FUNCTION cancel() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN SET LOCAL statement_timeout = 50; PERFORM pg_cancel_backend(pg_backend_pid()); PERFORM pg_sleep(10); RETURN NEW; END $$;
      CREATE TRIGGER cancel BEFORE INSERT ON value FOR EACH ROW EXECUTE FUNCTION cancel()`);

    assert.equal(await codeOf(setValue(store, 'a')), 'unavailable');
    assert.equal(store.isWritable, true);
  });

  it('with which a message is appended takes four round trips', async (t) => {
    const { store, proxy } = await openCutStore(t);
    const record = await start(store);
    const { conversationId } = record;
    const send = (seq: number) =>
      store.transact(async (transaction) => {
        await transaction.lockConversation(conversationId);
        await transaction.findEntryByCommand(conversationId, `command-${seq}`);
        const entries = upTo(3).map((index) =>
          newEntry(seq + index, index === 1 ? { commandId: `command-${seq}` } : {}),
        );
        await transaction.appendEntries(conversationId, entries, record);
      });
    await send(0);
    const before = proxy.roundTrips;

    await send(3);

    assert.equal(proxy.roundTrips - before, 4);
  });
});

describe('a database that only reads', () => {
  it('is told as read_only, and asked again every second', async (t) => {
    const clock = createFakeClock();
    const errors: unknown[] = [];
    const { store, database, run } = await openStore(t, { clock, onError: (error) => errors.push(error) });
    await setValue(store, 'a');
    // As a standby: sessions that begin now cannot change anything.
    await run(`CREATE FUNCTION stand() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'cannot execute in a read-only transaction' USING ERRCODE = '25006'; END $$;
      CREATE TRIGGER stand BEFORE INSERT OR UPDATE ON value EXECUTE FUNCTION stand()`);

    const codes = [await codeOf(setValue(store, 'b')), await codeOf(setValue(store, 'c'))];
    const value = await getValue(store, 'a');
    await postgres.run(database, 'DROP FUNCTION stand CASCADE');
    const isBack = becomes(store, true);
    clock.step(clock.now() + 1_000);
    await isBack;
    await setValue(store, 'd');

    assert.deepEqual([codes, value, errors.length], [['read_only', 'read_only'], 'set', 1]);
  });
});

/** Lets everybody on when so many have come; later ones pass. */
function createMeeting(count: number): () => Promise<void> {
  let missing = count;
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return () => {
    missing -= 1;
    if (missing === 0) open();
    return opened;
  };
}
