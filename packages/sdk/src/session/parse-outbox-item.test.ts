import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contextItem, endItem, sendItem, startItem } from '../testing/outbox-items.ts';
import { parseOutboxItem } from './parse-outbox-item.ts';

test('every kind of item comes back from the store as it went in', () => {
  const items = [
    startItem(1),
    sendItem(2, { attempts: 3 }),
    contextItem(3, { customerName: '하늘', attributes: { plan: 'gold' } }),
    endItem(4),
    sendItem(5, { state: 'failed', error: 'expired' }),
  ];

  assert.deepEqual(
    items.map((item) => parseOutboxItem(structuredClone(item))),
    items,
  );
});

test('an error that this version does not know is an internal one', () => {
  const item = { ...sendItem(1), state: 'failed', error: 'of_tomorrow' };

  assert.deepEqual(parseOutboxItem(item), sendItem(1, { state: 'failed', error: 'internal' }));
});

test('what is broken, or of a version this one cannot read, is passed over', () => {
  const good = sendItem(1);
  const broken: unknown[] = [
    ...[undefined, null, 1, 'item', [], {}],
    { ...good, commandId: 'one' },
    { ...good, intentAt: 'now' },
    { ...good, intentAt: -1 },
    { ...good, attempts: Number.NaN },
    { ...good, state: 'sent' },
    { ...good, error: 7 },
    { ...good, command: { ...good.command, type: 'fax.send' } },
    { ...good, command: { type: 'callback.request', conversationId: 'c' } },
    { ...good, command: { ...good.command, conversationId: 'c' } },
    { ...good, command: { ...good.command, content: { kind: 'text', text: '' } } },
    { ...good, command: { ...good.command, asAgent: true } },
  ];

  assert.deepEqual(
    broken.map(parseOutboxItem),
    broken.map(() => undefined),
  );
});
