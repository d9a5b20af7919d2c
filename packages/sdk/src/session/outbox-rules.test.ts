import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, LIMITS, type CustomerCommand } from '@beside/protocol';
import { commandId, conversationId } from '../testing/ids.ts';
import { contextItem, endItem, sendItem, startItem } from '../testing/outbox-items.ts';
import { addItem, expireItems, findTarget, removeItem, retryItem, type OutboxItem } from './outbox-rules.ts';
import { refuseItem } from './refuse-item.ts';

const one = conversationId(1);
const two = conversationId(2);
const late = 1_000 + LIMITS.outboxTtlMs + 1;
const again = { commandId: commandId(99), conversationId: one, now: 5_000 };

test('the next message goes where what waits leads: into the open conversation, a new one or none', () => {
  assert.equal(findTarget([], undefined), undefined);
  assert.equal(findTarget([sendItem(1)], one), one);
  assert.equal(findTarget([startItem(1, { in: two })], undefined), two);
  assert.equal(findTarget([endItem(1)], one), undefined);
  assert.equal(findTarget([endItem(1, { in: two })], one), one);
  assert.equal(findTarget([endItem(1), startItem(2, { in: two }), sendItem(3, { in: two })], one), two);
});

test('a context takes the place of an earlier one of its conversation and keeps what that said', () => {
  const page = { url: 'https://shop.example/cart' };
  const before = [
    contextItem(1, { page, customerName: 'Haneul' }),
    sendItem(2),
    contextItem(3, { customerName: 'other' }, { in: two }),
  ];

  const after = addItem(before, contextItem(4, { customerName: '하늘' }));

  assert.deepEqual(after, [before[1], before[2], contextItem(4, { page, customerName: '하늘' })]);
});

test('a full outbox refuses one more by count and by bytes, and says what fits', () => {
  const many = Array.from({ length: LIMITS.maxOutboxItems }, (_, index) => sendItem(index));
  const wide = Array.from({ length: 100 }, (_, index) => wideItem(index, 10_000));
  const details = { maxItems: LIMITS.maxOutboxItems, maxBytes: LIMITS.maxOutboxBytes };

  assert.throws(() => addItem(many, sendItem(999)), new BesideError('outbox_full', { details }));
  assert.throws(() => addItem(wide, wideItem(999, 100_000)), new BesideError('outbox_full', { details }));
  assert.deepEqual(addItem(many, endItem(999)).at(-1), endItem(999), 'a conversation can always be ended');
  assert.equal(addItem(many.slice(1), sendItem(999)).length, LIMITS.maxOutboxItems);
});

test('a message refused for good stays as failed, anything else goes', () => {
  const items = [sendItem(1), endItem(2), contextItem(3, {})] as const;
  const error = new BesideError('conversation_closed');

  const after = [1, 2, 3].reduce<readonly OutboxItem<CustomerCommand>[]>(
    (list, id) => refuseItem(list, commandId(id), error),
    items,
  );

  assert.deepEqual(after, [sendItem(1, { state: 'failed', error: 'conversation_closed' })]);
});

test('a start refused because a conversation is open moves what waits for it there, in its order', () => {
  const items = [startItem(1), sendItem(2), sendItem(3, { in: two }), sendItem(4), endItem(5)];
  const error = new BesideError('conversation_open', { details: { conversationId: two } });

  const after = refuseItem(items, commandId(1), error);

  assert.deepEqual(after, [
    sendItem(2, { in: two }),
    sendItem(3, { in: two }),
    sendItem(4, { in: two }),
    endItem(5, { in: two }),
  ]);
});

test('a start refused for anything else, or without saying which one is open, fails its messages', () => {
  const items = [startItem(1), sendItem(2), endItem(3), sendItem(4, { in: two })];
  const errors = [
    new BesideError('forbidden'),
    new BesideError('conversation_open'),
    new BesideError('conversation_open', { details: { conversationId: 'somewhere' } }),
  ];

  for (const error of errors)
    assert.deepEqual(refuseItem(items, commandId(1), error), [
      sendItem(2, { state: 'failed', error: error.code }),
      sendItem(4, { in: two }),
    ]);
});

test('what is not there cannot be refused, removed or retried', () => {
  const items = [sendItem(1)];

  assert.equal(refuseItem(items, commandId(9), new BesideError('forbidden')), items);
  assert.deepEqual(removeItem(items, commandId(9)), items);
  assert.equal(retryItem(items, commandId(9), again), items);
  assert.equal(retryItem(items, commandId(1), again), items);
});

test('messages that waited over a day fail, other commands go, and nothing changes a moment before', () => {
  const items = [startItem(1), sendItem(2), endItem(3), contextItem(4, {})];

  assert.equal(expireItems(items, late - 1), items);
  assert.deepEqual(expireItems(items, late), [sendItem(2, { state: 'failed', error: 'expired' })]);
});

test('a start lives as long as a message that needs it', () => {
  const items = [startItem(1), sendItem(2), sendItem(3, { intentAt: 2_000 })];

  assert.deepEqual(expireItems(items, late), [
    items[0],
    sendItem(2, { state: 'failed', error: 'expired' }),
    items[2],
  ]);
  assert.deepEqual(expireItems(items, late + 1_000), [
    sendItem(2, { state: 'failed', error: 'expired' }),
    sendItem(3, { intentAt: 2_000, state: 'failed', error: 'expired' }),
  ]);
});

test('a retried message goes to the end as a new command, because the old one was refused', () => {
  const items = [sendItem(1, { state: 'failed', error: 'forbidden', attempts: 3 }), sendItem(2)];

  assert.deepEqual(retryItem(items, commandId(1), { ...again, conversationId: two }), [
    sendItem(2),
    { ...sendItem(1, { in: two, intentAt: 5_000 }), commandId: commandId(99) },
  ]);
});

test('an expired message, which may have arrived, is retried under its old id within its conversation', () => {
  const items = [sendItem(1, { state: 'failed', error: 'expired', attempts: 3 })];

  assert.deepEqual(retryItem(items, commandId(1), again), [sendItem(1, { intentAt: 5_000 })]);
  assert.deepEqual(retryItem(items, commandId(1), { ...again, conversationId: two }), [
    { ...sendItem(1, { in: two, intentAt: 5_000 }), commandId: commandId(99) },
  ]);
});

function wideItem(number: number, bytes: number): OutboxItem<CustomerCommand> {
  const item = sendItem(number);
  const content = { kind: 'text', text: 'x'.repeat(bytes) } as const;
  return { ...item, command: { type: 'chat.send', conversationId: one, content } };
}
