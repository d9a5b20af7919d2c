import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { beforeEach, test, type TestContext } from 'node:test';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { createIdbStore } from './idb-store.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

test('what was kept is there for the next page and for other tabs, until it is taken away', async () => {
  const [here, there] = [createIdbStore('beside'), createIdbStore('beside')];

  await here.update('a', () => ({ list: [1] }));
  await here.update('b', () => 'other');
  const seen = [await there.get('a'), await there.get('b')];
  await there.update('a', () => undefined);
  const next = createIdbStore('beside');

  assert.deepEqual(seen, [{ list: [1] }, 'other']);
  assert.deepEqual([await next.get('a'), await next.get('b')], [undefined, 'other']);
  assert.deepEqual([here.isPersistent, next.isPersistent], [true, true]);
});

test('nothing is opened before something is asked for', async () => {
  const store = createIdbStore('beside');
  store.close();

  assert.deepEqual(await indexedDB.databases(), []);
});

test('databases of different names share nothing, and looking whether it works leaves nothing', async () => {
  const [one, two] = [createIdbStore('one'), createIdbStore('two')];

  await one.update('a', () => 1);

  assert.deepEqual([await two.get('a'), await one.get('.probe')], [undefined, undefined]);
});

test('[M1] changes of two tabs at the same time happen one after the other', async () => {
  const [here, there] = [createIdbStore('beside'), createIdbStore('beside')];
  const add = (store: typeof here, item: number) =>
    store.update('list', (value) => [...((value as number[] | undefined) ?? []), item]);

  await Promise.all(Array.from({ length: 20 }, (_, item) => add(item % 2 === 0 ? here : there, item)));

  const list = (await here.get('list')) as number[];
  assert.deepEqual(
    list.toSorted((one, other) => one - other),
    Array.from({ length: 20 }, (_, item) => item),
  );
});

test('an update that throws changes nothing, rejects with what it threw and is no failure of the store', async () => {
  const store = createIdbStore('beside');
  const refusal = new Error('full');
  await store.update('a', () => 1);

  await assert.rejects(
    store.update('a', () => {
      throw refusal;
    }),
    refusal,
  );
  await store.update('b', () => 2);

  assert.deepEqual([await store.get('a'), await store.get('b'), store.isPersistent], [1, 2, true]);
});

test('a value that cannot be cloned is refused and is no failure of the store', async () => {
  const store = createIdbStore('beside');
  await store.update('a', () => 1);

  await assert.rejects(
    store.update('a', () => () => undefined),
    { name: 'DataCloneError' },
  );

  assert.deepEqual([await store.get('a'), store.isPersistent], [1, true]);
});

test('without IndexedDB it keeps things in memory', async (t) => {
  t.mock.property(globalThis, 'indexedDB', undefined);

  const store = createIdbStore('beside');
  await store.update('a', () => 1);

  assert.deepEqual([await store.get('a'), store.isPersistent], [1, false]);
});

test('where the database cannot be opened it keeps things in memory', async (t) => {
  t.mock.method(IDBFactory.prototype, 'open', () => {
    throw new DOMException('not in a private window', 'SecurityError');
  });

  const store = createIdbStore('beside');
  await store.update('a', () => 1);
  await store.update('a', (value) => [value]);

  assert.deepEqual([await store.get('a'), await store.get('b'), store.isPersistent], [[1], undefined, false]);
});

test('when the disk is full it goes on in memory from what was kept, key by key', async (t) => {
  const store = createIdbStore('beside');
  await store.update('outbox', () => ['one']);
  await store.update('token', () => 'kept');
  await store.update('gone', () => 'kept');
  fillDisk(t);

  await store.update('outbox', (value) => [...(value as string[]), 'two']);
  await store.update('outbox', (value) => [...(value as string[]), 'three']);
  await store.update('gone', () => undefined);

  assert.deepEqual(await store.get('outbox'), ['one', 'two', 'three']);
  assert.deepEqual([await store.get('token'), await store.get('gone')], ['kept', undefined]);
  assert.equal(store.isPersistent, false);
  const next = createIdbStore('beside');
  assert.deepEqual([await next.get('outbox'), await next.get('gone')], [['one'], 'kept']);
});

test('changes at the moment in which the disk turns out to be full lose nothing', async (t) => {
  const store = createIdbStore('beside');
  await store.update('list', () => [0]);
  fillDisk(t);

  await Promise.all([1, 2, 3].map((item) => store.update('list', (value) => [...(value as number[]), item])));

  assert.deepEqual(await store.get('list'), [0, 1, 2, 3]);
});

test('an update that throws on a full disk still changes nothing', async (t) => {
  const store = createIdbStore('beside');
  await store.update('a', () => 1);
  fillDisk(t);
  await store.update('b', () => 2);
  const refusal = new Error('full');

  await assert.rejects(
    store.update('a', () => {
      throw refusal;
    }),
    refusal,
  );

  assert.equal(await store.get('a'), 1);
});

test('a closed store lets go of its database, after what was asked of it before', async () => {
  const store = createIdbStore('beside');
  const written = store.update('a', () => 1);

  store.close();
  store.close();
  await written;

  const kept = await createIdbStore('beside').get('a');
  const other = createIdbStore('other');
  other.close();
  const request = indexedDB.deleteDatabase('other');
  const outcome = await new Promise((resolve) => {
    request.onsuccess = () => resolve('gone');
    request.onblocked = () => resolve('blocked');
  });
  assert.deepEqual([kept, outcome], [1, 'gone']);
});

/** From now on writing fails as it does in browsers: the transaction is aborted. */
function fillDisk(t: TestContext): void {
  t.mock.method(IDBObjectStore.prototype, 'put', function (this: InstanceType<typeof IDBObjectStore>) {
    this.transaction.abort();
  });
  t.mock.method(IDBObjectStore.prototype, 'delete', function (this: InstanceType<typeof IDBObjectStore>) {
    this.transaction.abort();
  });
}
