import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  discontinuity,
  history,
  modelAfter,
  news,
  opened,
  receipts,
  sent,
} from '../../testing/chat-changes.ts';
import { answered, arrived, ended, fromAgent, fromCustomer } from '../../testing/entries.ts';
import { commandId, conversationId, epoch } from '../../testing/ids.ts';
import {
  applyChatChange,
  findArrivals,
  findLiveEntries,
  hasEntryOf,
  UNKNOWN_CHAT,
  type ChatModel,
} from './chat-state.ts';

test('changes about another conversation than the one looked at change nothing', () => {
  const model = modelAfter(opened({ conversationId: conversationId(2) }));

  for (const change of [news([arrived(1)]), history([arrived(1)]), discontinuity('epoch'), sent(1, 1)])
    assert.equal(applyChatChange(model, change), model);
});

test('the first page says where everything is known and whether there is more before it', () => {
  const model = modelAfter(opened(), news([answered(5), fromAgent(6)], 8));

  const { entries, cursor, hasEarlier, isLoaded, conversation } = model;
  assert.deepEqual(
    { entries, cursor, hasEarlier, isLoaded, status: conversation.status },
    {
      entries: [answered(5), fromAgent(6)],
      cursor: { epoch: epoch(1), seq: 8 },
      hasEarlier: true,
      isLoaded: true,
      status: 'assigned',
    },
  );
});

test('a first page that begins with the first entry has nothing before it, an empty one neither', () => {
  assert.equal(modelAfter(opened(), news([arrived(1)])).hasEarlier, false);
  assert.equal(modelAfter(opened(), news([])).hasEarlier, false);
});

test('entries come in any order and more than once, and are kept in order without duplicates', () => {
  const model = modelAfter(
    opened(),
    news([fromCustomer(4), fromAgent(6)]),
    news([fromAgent(6), fromAgent(7)]),
    history([arrived(1), answered(3), fromCustomer(4)]),
    history([arrived(1)]),
  );

  const entries = [arrived(1), answered(3), fromCustomer(4), fromAgent(6), fromAgent(7)];
  assert.deepEqual(model.entries, entries);
  assert.deepEqual(
    model.chat.messages.map(({ seq }) => seq),
    [4, 6, 7],
  );
});

test('what older entries say about who has the conversation is known once they are loaded', () => {
  const model = modelAfter(
    opened({ status: 'assigned' }),
    news([fromCustomer(9)]),
    history([answered(3)], true),
  );

  assert.deepEqual(model.conversation.agent, { agentId: fromAgentId(), name: 'Mina' });
  assert.equal(model.conversation.status, 'assigned');
  assert.equal(model.hasEarlier, true);
});

test('after too much was missed everything but receipts and status is forgotten, until pages say more', () => {
  const before = modelAfter(
    opened(),
    news([arrived(1), answered(2)]),
    receipts({ readSeq: 2 }, {}),
    sent(1, 3),
  );

  const after = applyChatChange(before, discontinuity('too-far'));
  const loaded = applyChatChange(after, history([fromAgent(900), ended(901)], true));

  assert.deepEqual(after, {
    ...UNKNOWN_CHAT,
    conversationId: conversationId(1),
    conversation: { ...UNKNOWN_CHAT.conversation, status: 'assigned' },
    receipts: { customer: { deliveredSeq: 2, readSeq: 2 }, agent: { deliveredSeq: 0, readSeq: 0 } },
  });
  assert.deepEqual([loaded.conversation.status, loaded.isLoaded, loaded.hasEarlier], ['ended', true, true]);
});

test('numbers of another epoch name other entries: what was read of them is forgotten too', () => {
  const before = modelAfter(opened(), news([arrived(1)]), receipts({ readSeq: 1 }, { readSeq: 1 }));

  assert.equal(applyChatChange(before, discontinuity('epoch')).receipts, undefined);
  assert.equal(applyChatChange(before, discontinuity('future')).receipts, undefined);
});

test('receipts of both sides only grow, and what is read was delivered', () => {
  const model = modelAfter(
    opened(),
    receipts({ readSeq: 5 }, { deliveredSeq: 4 }),
    receipts({ readSeq: 3, deliveredSeq: 9 }, { deliveredSeq: 2 }),
  );

  assert.deepEqual(model.receipts, {
    customer: { readSeq: 5, deliveredSeq: 9 },
    agent: { readSeq: 0, deliveredSeq: 4 },
  });
});

test('an acknowledged message is kept until its entry comes, live or with a page, and is no second one after it', () => {
  const waiting = modelAfter(opened(), news([arrived(1)]), sent(1, 2), sent(2, 3), sent(1, 2));
  const entries = [fromCustomer(2, commandId(1)), fromCustomer(3, commandId(2))];

  const live = applyChatChange(waiting, news(entries));
  const paged = applyChatChange(waiting, history(entries));

  assert.deepEqual(waiting.confirmed, [sent(1, 2), sent(2, 3)]);
  assert.deepEqual([live.confirmed, paged.confirmed], [[], []]);
  assert.equal(applyChatChange(live, sent(1, 2)), live);
  assert.deepEqual([hasEntryOf(live, commandId(1)), hasEntryOf(waiting, commandId(1))], [true, false]);
});

test('looking at another conversation forgets the one before; learning of the same one does not', () => {
  const before = modelAfter(opened(), news([arrived(1)]), { type: 'other-typing', isOn: true });

  const same = applyChatChange(before, opened({ status: 'ended' }));
  const other = applyChatChange(before, opened({ conversationId: conversationId(2), status: 'assigned' }));

  assert.equal(same, before);
  assert.deepEqual(other, {
    ...UNKNOWN_CHAT,
    conversationId: conversationId(2),
    conversation: { ...UNKNOWN_CHAT.conversation, status: 'assigned' },
  });
});

test('before any entry is known the status is what the server says', () => {
  const model = modelAfter(opened(), opened({ status: 'assigned' }));

  assert.equal(model.conversation.status, 'assigned');
  assert.equal(applyChatChange(model, opened({ status: 'assigned' })), model);
});

test('a conversation that was just started has no history, and nothing of it was read', () => {
  const model = modelAfter(opened({ isNew: true }));

  const none = { deliveredSeq: 0, readSeq: 0 };
  assert.equal(model.isLoaded, true);
  assert.deepEqual(model.receipts, { customer: none, agent: none });
});

test('when there is no conversation any more an ended one stays, an open one goes', () => {
  const nothing = opened({ conversationId: null, status: 'new' });
  const over = modelAfter(opened(), news([arrived(1), ended(2)]));

  assert.equal(applyChatChange(over, nothing), over);
  assert.deepEqual(modelAfter(opened(), news([arrived(1)]), nothing), { ...UNKNOWN_CHAT, isLoaded: true });
});

test('only entries after what is known come live; the first page, older ones and known ones do not', () => {
  const known = modelAfter(opened(), news([arrived(1), fromCustomer(2)]));
  const change = news([fromCustomer(2), fromAgent(3), fromCustomer(4), ended(5)]);

  assert.deepEqual(findLiveEntries(known, change), [fromAgent(3), fromCustomer(4), ended(5)]);
  assert.deepEqual(findArrivals(known, change, 'customer'), [fromAgent(3)]);
  assert.deepEqual(findArrivals(known, change, 'agent'), [fromCustomer(4)]);
  assert.deepEqual(findLiveEntries(modelAfter(opened()), change), []);
  assert.deepEqual(findLiveEntries(known, history([fromAgent(3)])), []);
  assert.deepEqual(findLiveEntries(modelAfter(opened({ conversationId: conversationId(2) })), change), []);
});

test('everything in a conversation that was just started comes live', () => {
  const model = modelAfter(opened({ isNew: true }));

  assert.deepEqual(findArrivals(model, news([arrived(1), fromAgent(2)]), 'customer'), [fromAgent(2)]);
});

test('typing that goes on or never was changes nothing', () => {
  const model: ChatModel = modelAfter(opened(), { type: 'other-typing', isOn: true });

  assert.equal(applyChatChange(model, { type: 'other-typing', isOn: true }), model);
  assert.equal(applyChatChange(model, { type: 'other-typing', isOn: false }).isOtherTyping, false);
});

function fromAgentId(): unknown {
  const entry = fromAgent(1);
  return entry.type === 'chat.message' && entry.body.author.role === 'agent' && entry.body.author.agentId;
}
