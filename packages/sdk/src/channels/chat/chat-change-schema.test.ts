import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod/mini';
import { news, receipts, sent } from '../../testing/chat-changes.ts';
import { arrived, fromAgent } from '../../testing/entries.ts';
import { conversationId } from '../../testing/ids.ts';
import { chatChangeSchemas } from './chat-change-schema.ts';

const changeSchema = z.discriminatedUnion('type', [...chatChangeSchemas]);
const parse = (raw: unknown) => changeSchema.safeParse(raw).data;

test('entries of a type that this version does not know are passed over, those it knows are kept', () => {
  const change = news([arrived(1), fromAgent(3)]);
  const ofTomorrow = { ...arrived(2), type: 'chat.reaction', body: { emoji: '👍' } };

  assert.deepEqual(parse({ ...change, entries: [arrived(1), ofTomorrow, fromAgent(3)] }), change);
});

test('what another tab adds to a change is not taken over', () => {
  assert.deepEqual(parse({ ...news([fromAgent(3)]), isAdmin: true }), news([fromAgent(3)]));
});

test('a change that breaks its schema anywhere is refused as a whole', () => {
  const change = news([fromAgent(3)]);
  const broken: unknown[] = [
    ...[null, undefined, 'entries', [], {}, { type: 'toString' }, { type: 'conversation' }],
    { ...change, conversationId: 'one' },
    { ...change, cursor: { epoch: '<script>', seq: 1 } },
    { ...change, cursor: { epoch: 'epoch-0001', seq: -1 } },
    { ...change, entries: [{ ...fromAgent(3), seq: 1.5 }] },
    { ...change, entries: [{ ...fromAgent(3), body: { author: { role: 'admin' }, content: {} } }] },
    { ...change, entries: { length: 1, 0: fromAgent(3) } },
    { type: 'conversation', conversationId: conversationId(1), status: 'open', isNew: false },
    { type: 'other-typing', isOn: 'yes' },
    { type: 'queue-position', position: Number.NaN },
    { type: 'discontinuity', conversationId: conversationId(1), reason: 'none' },
    { ...receipts({}, {}), customer: { readSeq: '3' } },
    { ...sent(1, 3), content: { kind: 'text', text: '' } },
    { ...sent(1, 3), content: { kind: 'html', html: '<b>' } },
  ];

  assert.deepEqual(
    broken.map(parse),
    broken.map(() => undefined),
  );
});
