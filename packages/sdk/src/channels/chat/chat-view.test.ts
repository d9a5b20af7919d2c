import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, type Entry } from '@beside/protocol';
import {
  discontinuity,
  history,
  modelAfter,
  news,
  opened,
  receipts,
  sent,
  viewOf,
} from '../../testing/chat-changes.ts';
import {
  answered,
  arrived,
  ended,
  fromAgent,
  fromCustomer,
  mina,
  returned,
  text,
} from '../../testing/entries.ts';
import { commandId, conversationId, entryId } from '../../testing/ids.ts';
import { endItem, sendItem, startItem } from '../../testing/outbox-items.ts';
import { applyChatChange } from './chat-state.ts';
import { EMPTY_VIEW } from './chat-view.ts';
import type { ChatView } from './view.ts';

const assigned = modelAfter(opened(), receipts({}, {}), news([arrived(1), answered(2)]));

test('nothing known is the empty view, the same object', () => {
  assert.equal(viewOf(modelAfter()), EMPTY_VIEW);
});

test('[M1] a message waits without connection and is sending with one', () => {
  const outbox = [sendItem(1)];

  assert.deepEqual(viewOf(assigned, { outbox, isConnected: false }).items.at(-1), {
    kind: 'message',
    key: commandId(1),
    isMine: true,
    author: { role: 'customer' },
    content: text('message 1'),
    at: 1_000,
    progress: 'waiting',
  });
  assert.equal(progressIn(viewOf(assigned, { outbox })), 'sending');
});

test('[M1] an acknowledged message is sent, then delivered and read by what the other side says, under one key', () => {
  const acknowledged = applyChatChange(assigned, sent(1, 3));
  const inTimeline = applyChatChange(acknowledged, news([fromCustomer(3, commandId(1))]));
  const steps = [
    viewOf(acknowledged, { outbox: [sendItem(1)] }),
    viewOf(acknowledged),
    viewOf(inTimeline),
    viewOf(applyChatChange(inTimeline, receipts({}, { deliveredSeq: 3 }))),
    viewOf(applyChatChange(inTimeline, receipts({}, { readSeq: 3 }))),
  ];

  assert.deepEqual(steps.map(progressIn), ['sent', 'sent', 'sent', 'delivered', 'read']);
  assert.deepEqual(
    steps.map(({ items }) => [items.length, items.at(-1)?.key]),
    steps.map(() => [2, commandId(1)]),
  );
});

test('what the customer reads of its own messages says nothing about the agent', () => {
  const model = applyChatChange(assigned, news([fromCustomer(3, commandId(1))]));

  assert.equal(progressIn(viewOf(applyChatChange(model, receipts({ readSeq: 3 }, {})))), 'sent');
});

test('where nobody says how far anyone has read, own messages are sent and no more', () => {
  const quiet = modelAfter(opened(), news([arrived(1), fromCustomer(2)]), news([fromAgent(3)]));

  assert.equal(progressIn(viewOf(quiet)), 'sent');
});

test('[M1] a failed message says why and stands last', () => {
  const outbox = [sendItem(1, { state: 'failed', error: 'expired' }), sendItem(2)];

  const [first, second] = viewOf(assigned, { outbox }).items.slice(1);

  assert.deepEqual(
    [first?.kind === 'message' && [first.progress, first.error], second?.key],
    [['failed', new BesideError('expired')], commandId(2)],
  );
});

test('messages and events stand in the order of the server, one’s own waiting ones last', () => {
  const model = modelAfter(
    opened(),
    news([arrived(1), answered(2), fromAgent(3), fromCustomer(5, commandId(1)), returned(6, 'disconnected')]),
    sent(2, 4),
    news([answered(7), returned(8), ended(9, 'system')]),
  );

  const view = viewOf(model, { outbox: [sendItem(3)] });

  assert.deepEqual(
    view.items.map((item) => (item.kind === 'event' ? `${item.event} ${item.name ?? ''}` : item.key)),
    [
      'agent-joined Mina',
      entryId(3),
      commandId(2),
      commandId(1),
      'agent-disconnected Mina',
      'agent-joined Mina',
      'agent-released Mina',
      'ended-by-system ',
      commandId(3),
    ],
  );
});

test('each side sees its own messages as its own', () => {
  const model = modelAfter(opened(), receipts({ readSeq: 4 }, {}), news([fromCustomer(3), fromAgent(4)]));

  const facts = (view: ChatView) =>
    view.items.map((item) => item.kind === 'message' && [item.isMine, item.author.role, item.progress]);
  assert.deepEqual(facts(viewOf(model)), [
    [true, 'customer', 'sent'],
    [false, 'agent', undefined],
  ]);
  assert.deepEqual(facts(viewOf(model, { side: 'agent' })), [
    [false, 'customer', undefined],
    [true, 'agent', 'read'],
  ]);
});

test('what waits has happened for its sender: a start shows the new conversation, an end ends it', () => {
  const over = modelAfter(opened(), news([arrived(1), answered(2), ended(3)]));
  const there = { in: conversationId(2) };
  const outbox = [startItem(2, there), sendItem(3, there)];

  const started = viewOf(over, { outbox });
  const endedAgain = viewOf(over, { outbox: [...outbox, endItem(4, there)] });

  assert.deepEqual(
    [started.conversationId, started.status, started.items.map(({ key }) => key), started.isLoaded],
    [conversationId(2), 'queued', [commandId(3)], true],
  );
  assert.equal(endedAgain.status, 'ended');
  assert.equal(viewOf(assigned, { outbox: [endItem(9)] }).status, 'ended');
  assert.equal(viewOf(assigned, { outbox: [endItem(9, { in: conversationId(2) })] }).status, 'assigned');
});

test('the agent is named while they have it, also when the entry that named them is older than the page', () => {
  const page = modelAfter(opened({ status: 'assigned' }), news([fromAgent(300)]));

  assert.equal(viewOf(assigned).agentName, 'Mina');
  assert.equal(viewOf(page).agentName, 'Mina');
  assert.equal('agentName' in viewOf(applyChatChange(assigned, news([returned(3)]))), false);
  assert.equal('agentName' in viewOf(applyChatChange(assigned, news([ended(3)]))), false);
});

test('the place in the queue is shown while waiting only', () => {
  const queued = modelAfter(opened(), news([arrived(1)]), { type: 'queue-position', position: 3 });

  assert.equal(viewOf(queued).queuePosition, 3);
  assert.equal('queuePosition' in viewOf(applyChatChange(queued, news([answered(2)]))), false);
});

test('typing is shown until the end', () => {
  const typing = applyChatChange(assigned, { type: 'other-typing', isOn: true });

  assert.equal(viewOf(typing).isOtherTyping, true);
  assert.equal(viewOf(applyChatChange(typing, news([ended(3)]))).isOtherTyping, false);
});

test('messages of the other side after what was read are unread, one’s own never', () => {
  const model = applyChatChange(assigned, news([fromAgent(3), fromCustomer(4), fromAgent(5)]));

  assert.deepEqual(
    [{}, { readSeq: 3 }, { readSeq: 5 }].map(
      (mine) => viewOf(applyChatChange(model, receipts(mine, {}))).unreadCount,
    ),
    [2, 1, 0],
  );
  assert.equal(viewOf(model, { side: 'agent' }).unreadCount, 1);
});

test('where nobody says how far this side has read, what came after the first page is unread', () => {
  const page = modelAfter(opened(), news([arrived(1), fromAgent(2)]));
  const live = applyChatChange(page, news([fromAgent(3), fromAgent(4)]));
  const again = modelAfter(opened(), news([arrived(1)]), discontinuity('epoch'), history([fromAgent(7)]));

  assert.deepEqual(
    [page, live, again].map((model) => viewOf(model).unreadCount),
    [0, 2, 0],
  );
  assert.equal(viewOf(applyChatChange(again, news([fromAgent(8)]))).unreadCount, 1);
});

test('a view that says the same is the same object', () => {
  const outbox = [sendItem(1, { state: 'failed', error: 'expired' })];
  const first = viewOf(assigned, { outbox });
  const copy = structuredClone(outbox);

  assert.equal(viewOf(structuredClone(assigned), { outbox: copy }, first), first);
});

test('items that did not change stay the same objects when others come or change', () => {
  const model = applyChatChange(assigned, news([fromCustomer(3, commandId(1)), fromAgent(4)]));
  const before = viewOf(model, { outbox: [sendItem(2)] });

  const more = viewOf(applyChatChange(model, news([fromAgent(5)])), { outbox: [sendItem(2)] }, before);
  const read = viewOf(
    applyChatChange(model, receipts({}, { readSeq: 3 })),
    { outbox: [sendItem(2)] },
    before,
  );

  assert.deepEqual(
    more.items.map((item) => before.items.includes(item)),
    [true, true, true, false, true],
  );
  assert.deepEqual(
    read.items.map((item) => before.items.includes(item)),
    [true, false, true, true],
  );
});

test('the same list of items stays the same list when something else changed', () => {
  const before = viewOf(assigned);

  const after = viewOf(applyChatChange(assigned, { type: 'other-typing', isOn: true }), {}, before);

  assert.notEqual(after, before);
  assert.equal(after.items, before.items);
});

test('an agent’s waiting message is shown under the agent’s name', () => {
  const [item] = viewOf(modelAfter(opened()), { side: 'agent', outbox: [sendItem(1)] }).items;

  assert.deepEqual(item?.kind === 'message' && [item.isMine, item.author], [true, mina]);
});

/** How far this side's last message came. */
function progressIn({ items }: ChatView): string | undefined {
  const item = items.findLast((one) => one.kind === 'message' && one.isMine);
  return item?.kind === 'message' ? item.progress : undefined;
}

test('a conversation that was erased says so, and shows nothing that was known before', () => {
  const known = modelAfter(opened(), news([arrived(1), answered(2), fromAgent(3)]));
  const gone: Entry = {
    seq: 1,
    id: entryId(9),
    type: 'conversation.ended',
    at: 9,
    body: { by: 'system', reason: 'erased' },
  };

  const model = [discontinuity('epoch'), news([gone])].reduce(applyChatChange, known);

  const view = viewOf(model, { side: 'agent' });
  assert.deepEqual(
    [view.status, view.items.map((item) => item.kind === 'event' && item.event)],
    ['ended', ['erased']],
  );
});
