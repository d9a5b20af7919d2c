import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS, type ConversationId } from '@beside/protocol';
import { createMemoryStore } from '../../drivers/memory-store.ts';
import { createFakeClock } from '../../testing/fake-clock.ts';
import { createDraft, type DraftPlace } from './draft.ts';

const one = '01900000-0000-7000-8000-000000000001' as ConversationId; // a UUIDv7
const two = '01900000-0000-7000-8000-000000000002' as ConversationId;

function setScene() {
  const clock = createFakeClock();
  const store = createMemoryStore();
  const listeners = new Set<(customerId: string) => void>();
  let place: DraftPlace | undefined = { customerId: 'minji', conversationId: null };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    clock,
    store,
    settle,
    moveTo: (next: DraftPlace | undefined) => void (place = next),
    greet: (customerId: string) => {
      for (const listener of listeners) listener(customerId);
      return settle();
    },
    open: () =>
      createDraft({
        ...{ store, key: 'draft', clock, describePlace: () => place },
        onCustomer(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      }),
  };
}

async function leave(scene: ReturnType<typeof setScene>, text: string): Promise<void> {
  scene.open().write(text);
  await scene.clock.advance(300);
  await scene.settle();
}

async function comeBack(scene: ReturnType<typeof setScene>, customerId = 'minji'): Promise<string[]> {
  const put: string[] = [];
  const stop = scene.open().follow((text) => put.push(text));
  await scene.greet(customerId);
  stop();
  return put;
}

test('[D1] what was being written is there again after a reload, once it is known whose it is', async () => {
  const scene = setScene();
  await leave(scene, '주문이 아직');

  const put: string[] = [];
  scene.open().follow((text) => put.push(text));
  await scene.settle();
  const before = [...put];
  await scene.greet('minji');

  assert.deepEqual([before, put], [[], ['주문이 아직']]);
});

test('[D1] leaving keeps what was written last, and sending takes it away at once', async () => {
  const scene = setScene();
  const draft = scene.open();
  const stop = draft.follow(() => undefined);
  draft.write('half a sen');
  stop();
  await scene.settle();
  const kept = await comeBack(scene);

  draft.write('');
  await scene.settle();

  assert.deepEqual([kept, await comeBack(scene)], [['half a sen'], []]);
  assert.equal(await scene.store.get('draft'), undefined);
});

test('[D2] after a day it is gone, from the disk too', async () => {
  const scene = setScene();
  await leave(scene, 'yesterday');
  await scene.clock.advance(LIMITS.outboxTtlMs);

  assert.deepEqual(await comeBack(scene), []);
  assert.equal(await scene.store.get('draft'), undefined);
});

test('[D2] somebody else does not find it', async () => {
  const scene = setScene();
  await leave(scene, 'private');
  scene.moveTo({ customerId: 'juno', conversationId: null });

  assert.deepEqual(await comeBack(scene, 'juno'), []);
  assert.equal(await scene.store.get('draft'), undefined);
});

test('[D2] it does not outlive its conversation', async () => {
  const scene = setScene();
  scene.moveTo({ customerId: 'minji', conversationId: one });
  await leave(scene, 'and another thing');
  const inIt = await comeBack(scene);
  scene.moveTo({ customerId: 'minji', conversationId: two });

  assert.deepEqual([inIt, await comeBack(scene)], [['and another thing'], []]);
});

test('[D2] when somebody else signs in while it is written, the field is emptied', async () => {
  const scene = setScene();
  const put: string[] = [];
  const draft = scene.open();
  draft.follow((text) => put.push(text));
  await scene.greet('minji');
  draft.write('private');

  await scene.greet('juno');
  await scene.clock.advance(300);

  assert.deepEqual(put, ['']);
  assert.equal(await scene.store.get('draft'), undefined);
});

test('[D2] nothing is kept any more once the customer was forgotten', async () => {
  const scene = setScene();
  scene.open().write('private');
  scene.moveTo(undefined);

  await scene.clock.advance(300);

  assert.equal(await scene.store.get('draft'), undefined);
});

test('what somebody wrote in the meantime is not replaced', async () => {
  const scene = setScene();
  await leave(scene, 'old');
  const put: string[] = [];
  const draft = scene.open();
  draft.follow((text) => put.push(text));

  const greeted = scene.greet('minji');
  draft.write('new');
  await greeted;

  assert.deepEqual(put, []);
});

test('what somebody else put into the store is not shown', async () => {
  const scene = setScene();
  await scene.store.update('draft', () => ({ text: { html: '<b>' }, at: 0, conversationId: null }));

  assert.deepEqual(await comeBack(scene), []);
});
