import assert from 'node:assert/strict';
import { test } from 'node:test';
import { history, modelAfter, news, opened, receipts } from '../../testing/chat-changes.ts';
import { fromAgent, fromCustomer } from '../../testing/entries.ts';
import { settle } from '../../testing/fake-clock.ts';
import { conversationId, epoch } from '../../testing/ids.ts';
import { openLiveChat } from '../../testing/open-live-chat.ts';
import { startLazyLiveChat } from './lazy-live-chat.ts';
import './live-chat.ts'; // loaded before, so that what is imported later is there without waiting

const one = conversationId(1);
const talk = modelAfter(
  opened({ status: 'assigned' }),
  receipts({}, {}),
  news([fromCustomer(60), fromAgent(61)]),
  history([], true),
);

test('without a conversation nothing is followed, and that there is none is told at once', async () => {
  const { live, asked, published } = openLiveChat({ model: modelAfter(), startChat: startLazyLiveChat });

  live.open(null, 'new', false);
  await settle();

  assert.deepEqual(asked, []);
  assert.deepEqual(published, [{ type: 'conversation', conversationId: null, status: 'new', isNew: false }]);
});

test('a conversation is told at once and followed as soon as what reads it is there; once', async () => {
  const chat = openLiveChat({ model: modelAfter(), startChat: startLazyLiveChat });

  chat.live.open(one, 'queued', true);
  chat.live.open(one, 'queued', false);
  const toldAtOnce = chat.model.conversationId;
  await settle();

  assert.deepEqual([toldAtOnce, chat.asked], [one, ['follow 1']]);
});

test('one that is known from before goes on where it was, and what was read meanwhile is said', async () => {
  const chat = openLiveChat({ model: talk, startChat: startLazyLiveChat });

  chat.live.markRead();
  await settle();
  await chat.clock.advance(1_000);

  assert.deepEqual(chat.asked, ['follow 1 after 61', 'receipt 1 delivered 61 read 61']);
});

test('earlier messages are asked for once it is there', async () => {
  const chat = openLiveChat({ model: talk, startChat: startLazyLiveChat });

  await chat.live.loadEarlier().catch(() => undefined);

  assert.deepEqual(chat.asked.at(-1), 'history 1 before 60 50');
});

test('stopped before it is there, it follows nothing', async () => {
  const chat = openLiveChat({ model: talk, startChat: startLazyLiveChat });

  chat.live.stop();
  await settle();
  chat.session.emit('entries', {
    conversationId: one,
    entries: [fromAgent(62)],
    cursor: { epoch: epoch(1), seq: 62 },
  });

  assert.deepEqual([chat.asked, chat.published], [[], []]);
});
