import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryStore } from './memory-store.ts';

test('what was kept is there until it is taken away, key by key', async () => {
  const store = createMemoryStore();

  await store.update('a', () => ({ count: 1 }));
  await store.update('b', () => 'other');
  await store.update('a', (value) => ({ ...(value as { count: number }), more: true }));
  const both = [await store.get('a'), await store.get('b')];
  await store.update('a', () => undefined);

  assert.deepEqual(both, [{ count: 1, more: true }, 'other']);
  assert.deepEqual([await store.get('a'), await store.get('b')], [undefined, 'other']);
  assert.equal(store.isPersistent, false);
});

test('it keeps copies: what is changed outside stays outside', async () => {
  const store = createMemoryStore();
  const kept = { list: [1] };

  await store.update('a', () => kept);
  kept.list.push(2);
  const read = (await store.get('a')) as { list: number[] };
  read.list.push(3);
  await store.update('a', (value) => {
    (value as { list: number[] }).list.push(4);
    return value;
  });

  assert.deepEqual(await store.get('a'), { list: [1, 4] });
});

test('an update that throws changes nothing and rejects with what it threw', async () => {
  const store = createMemoryStore();
  const refusal = new Error('full');
  await store.update('a', () => 1);

  await assert.rejects(
    store.update('a', () => {
      throw refusal;
    }),
    refusal,
  );

  assert.equal(await store.get('a'), 1);
});
