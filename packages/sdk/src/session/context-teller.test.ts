import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConversationId, CustomerCommand } from '@beside/protocol';
import { createMemoryStore } from '../drivers/memory-store.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { conversationId } from '../testing/ids.ts';
import { startItem } from '../testing/outbox-items.ts';
import { createContextKeeper } from './context-keeper.ts';
import { createContextTeller } from './context-teller.ts';
import { createOutbox } from './outbox.ts';
import { parseOutboxItem } from './parse-outbox-item.ts';

const one = conversationId(1);
const page = { url: 'https://shop.example/cart', title: 'Cart' };

test('without a conversation nothing is said', async () => {
  const { teller, context, said, target } = openTeller();
  target.id = undefined;

  context.replace({ customerName: '하늘' });
  await teller.tell();

  assert.deepEqual(said(), []);
});

test('the same is said once, on this page and on the next one; what changed is said whole', async () => {
  const first = openTeller();
  first.context.replace({ page });
  await first.teller.tell();
  await first.teller.tell();
  const next = openTeller(first.store);
  next.context.replace({ page: { title: page.title, url: page.url } });

  await next.teller.tell();
  const same = next.said().length;
  next.context.replace({ customerName: '하늘' });
  await next.teller.tell();

  assert.deepEqual([first.said(), same], [[{ page }], 0]);
  assert.deepEqual(next.said(), [{ page, customerName: '하늘' }]);
});

test('what a conversation was started with is not said again, neither while the start waits nor afterwards', async () => {
  const { teller, context, outbox, said } = openTeller();
  context.replace({ page });
  const start = startItem(1);
  await outbox.change(() => [
    { ...start, command: { ...start.command, context: { page } } as CustomerCommand },
  ]);

  await outbox.load();
  await teller.tell();
  await outbox.change(() => []);
  await teller.note(one, { page });
  await teller.tell();

  assert.deepEqual(said(), []);
});

test('another conversation is told', async () => {
  const { teller, context, said, target } = openTeller();
  context.replace({ page });
  await teller.tell();

  target.id = conversationId(2);
  await teller.tell();

  assert.deepEqual(said(), [{ page }, { page }]);
});

function openTeller(store = createMemoryStore()) {
  const clock = createFakeClock();
  const target: { id: ConversationId | undefined } = { id: one };
  const outbox = createOutbox<CustomerCommand>({
    store: createMemoryStore(),
    key: 'outbox',
    clock,
    parseItem: parseOutboxItem,
    onChanged: () => undefined,
  });
  const context = createContextKeeper(() => undefined);
  const teller = createContextTeller({
    ...{ store, key: 'context', outbox, clock, context },
    findConversationId: () => target.id,
  });
  const said = () =>
    outbox.items.flatMap(({ command }) =>
      command.type === 'conversation.set-context' ? [command.context] : [],
    );
  return { teller, context, outbox, store, target, said };
}
