import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, LIMITS, type CustomerCommand } from '@beside/protocol';
import { createMemoryStore } from '../drivers/memory-store.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { commandId } from '../testing/ids.ts';
import { sendItem } from '../testing/outbox-items.ts';
import { addItem, removeItem, type OutboxItem } from './outbox-rules.ts';
import { createOutbox } from './outbox.ts';

test('what one tab keeps is there for another once it looks', async () => {
  const store = createMemoryStore();
  const [here, there] = [openOutbox(store), openOutbox(store)];

  await here.outbox.change((items) => addItem(items, sendItem(1)));
  const unseen = there.outbox.items;
  await there.outbox.load();

  assert.deepEqual([unseen, there.outbox.items, here.outbox.items], [[], [sendItem(1)], [sendItem(1)]]);
  assert.deepEqual(
    [here.heard, there.heard],
    [[{ isOwn: true, failed: [] }], [{ isOwn: false, failed: [] }]],
  );
});

test('two tabs that change it at the same time lose nothing', async () => {
  const store = createMemoryStore();
  const [here, there] = [openOutbox(store), openOutbox(store)];

  await Promise.all([
    here.outbox.change((items) => addItem(items, sendItem(1))),
    there.outbox.change((items) => addItem(items, sendItem(2))),
    here.outbox.change((items) => addItem(items, sendItem(3))),
  ]);
  await here.outbox.load();

  assert.deepEqual(here.outbox.items, [sendItem(1), sendItem(2), sendItem(3)]);
});

test('an update that throws changes nothing and rejects with what it threw', async () => {
  const { outbox, heard } = openOutbox();
  const full = new BesideError('outbox_full');
  await outbox.change((items) => addItem(items, sendItem(1)));
  const before = outbox.items;

  await assert.rejects(
    outbox.change(() => {
      throw full;
    }),
    full,
  );

  assert.equal(outbox.items, before);
  assert.deepEqual(heard, [{ isOwn: true, failed: [] }]);
});

test('items that did not change stay the same objects', async () => {
  const { outbox } = openOutbox();
  await outbox.change((items) => addItem(items, sendItem(1)));
  const [first] = outbox.items;

  await outbox.change((items) => addItem(items, sendItem(2)));
  await outbox.load();

  assert.equal(outbox.items[0], first);
  assert.equal(outbox.items.length, 2);
});

test('broken items are passed over, and something that is no list is an empty outbox', async () => {
  const store = createMemoryStore();
  const { outbox } = openOutbox(store);
  await store.update('outbox', () => [sendItem(1), { commandId: 'broken' }, null, sendItem(2)]);
  await outbox.load();
  const kept = outbox.items;

  await store.update('outbox', () => ({ length: 3 }));
  await outbox.load();

  assert.deepEqual([kept, outbox.items], [[sendItem(1), sendItem(2)], []]);
});

test('of an overlong list no more is read than an outbox may hold, and the end that is always let in', async () => {
  const store = createMemoryStore();
  const { outbox } = openOutbox(store);

  await store.update('outbox', () => Array.from({ length: 300 }, (_, index) => sendItem(index)));
  await outbox.load();

  assert.equal(outbox.items.length, LIMITS.maxOutboxItems + 1);
});

test('what waited too long is failed when it is read', async () => {
  const store = createMemoryStore();
  const { outbox } = openOutbox(store, 1_000 + LIMITS.outboxTtlMs + 1);

  await store.update('outbox', () => [sendItem(1)]);
  await outbox.load();

  assert.deepEqual(outbox.items, [sendItem(1, { state: 'failed', error: 'expired' })]);
});

test('what failed is told to the tabs that did not fail it themselves, once', async () => {
  const store = createMemoryStore();
  const [here, there] = [openOutbox(store), openOutbox(store)];
  const failed = sendItem(1, { state: 'failed', error: 'forbidden' });
  await here.outbox.change(() => [sendItem(1), sendItem(2)]);
  await there.outbox.load();

  await here.outbox.change((items) => [failed, ...items.slice(1)]);
  await there.outbox.load();
  await there.outbox.load();

  assert.deepEqual(here.heard.at(-1), { isOwn: true, failed: [] });
  assert.deepEqual(there.heard.slice(1), [
    { isOwn: false, failed: [failed] },
    { isOwn: false, failed: [] },
  ]);
});

test('[M1] what expired meanwhile is told by the next change, whatever that is about', async () => {
  const { outbox, heard, clock } = openOutbox();
  await outbox.change(() => [sendItem(1)]);

  await clock.advance(LIMITS.outboxTtlMs);
  await outbox.change((items) => [...items, sendItem(2, { intentAt: clock.now() })]);

  const expired = sendItem(1, { state: 'failed', error: 'expired' });
  assert.deepEqual(heard.at(-1), { isOwn: true, failed: [expired] });
});

test('an empty outbox leaves nothing in the store', async () => {
  const store = createMemoryStore();
  const { outbox } = openOutbox(store);
  await outbox.change((items) => addItem(items, sendItem(1)));

  await outbox.change((items) => removeItem(items, commandId(1)));

  assert.equal(await store.get('outbox'), undefined);
});

function openOutbox(store = createMemoryStore(), now = 2_000) {
  const heard: unknown[] = [];
  const clock = createFakeClock(now);
  const outbox = createOutbox<CustomerCommand>({
    store,
    key: 'outbox',
    clock,
    parseItem: (raw) =>
      typeof raw === 'object' && raw !== null && 'intentAt' in raw
        ? (raw as OutboxItem<CustomerCommand>) // the tests keep nothing else
        : undefined,
    onChanged: (change) => heard.push(change),
  });
  return { outbox, heard, clock };
}
