import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, LIMITS, type CustomerCommand } from '@beside/protocol';
import { createMemoryStore } from '../../drivers/memory-store.ts';
import { createOutbox } from '../../session/outbox.ts';
import type { OutboxItem } from '../../session/outbox-rules.ts';
import { refuseItem } from '../../session/refuse-item.ts';
import { news, opened } from '../../testing/chat-changes.ts';
import { arrived, ended, text } from '../../testing/entries.ts';
import { createFakeClock, settle } from '../../testing/fake-clock.ts';
import { conversationId } from '../../testing/ids.ts';
import { sendItem } from '../../testing/outbox-items.ts';
import { createChatCore } from './chat-core.ts';
import { createCustomerChat } from './customer-chat.ts';

const one = conversationId(1);

test('the first message starts a conversation and follows it; the next ones go there', async () => {
  const { chat, commands } = openChat();

  await chat.send(text('one'));
  await chat.send(text('two'));

  const [start] = commands();
  const id = start?.conversationId;
  assert.deepEqual(commands(), [
    { type: 'conversation.start', conversationId: id, channel: 'chat', locale: 'ko', context: {} },
    { type: 'chat.send', conversationId: id, content: text('one') },
    { type: 'chat.send', conversationId: id, content: text('two') },
  ]);
});

test('sending resolves with the key under which the view shows the message at once', async () => {
  const { chat, clock } = openChat();

  const key = await chat.send(text('Hello'));

  assert.deepEqual(chat.view.items, [
    {
      kind: 'message',
      key,
      isMine: true,
      author: { role: 'customer' },
      content: text('Hello'),
      at: clock.now(),
      progress: 'waiting',
    },
  ]);
  assert.equal(chat.view.status, 'queued');
});

test('where a conversation is open messages go into it', async () => {
  const { chat, core, commands } = openChat();
  core.apply(opened());
  core.apply(news([arrived(1)]));

  await chat.send(text('Hello'));

  assert.deepEqual(commands(), [{ type: 'chat.send', conversationId: one, content: text('Hello') }]);
});

test('[M1] only into an open conversation, with nothing waiting before it, a message may be sent early', async () => {
  const { chat, core, outbox, earlyCounts } = openChat();
  await chat.send(text('starts one'));
  await outbox.change(() => []);
  core.apply(opened());
  core.apply(news([arrived(1)]));

  const key = await chat.send(text('early'));
  await chat.send(text('behind it'));

  assert.deepEqual(earlyCounts, [1]);
  assert.deepEqual(
    outbox.items.map(({ commandId }, index) => index === 0 && commandId === key),
    [true, false],
  );
});

test('after the end, also one that waits to be said, a message starts a new conversation', async () => {
  const { chat, core, commands } = openChat();
  core.apply(opened());
  core.apply(news([arrived(1)]));

  await chat.end();
  await chat.end();
  await chat.send(text('Again'));
  core.apply(news([ended(2)]));

  assert.deepEqual(
    commands().map(({ type, conversationId: id }) => [type, id === one]),
    [
      ['conversation.end', true],
      ['conversation.start', false],
      ['chat.send', false],
    ],
  );
});

test('ending without a conversation says nothing', async () => {
  const { chat, commands } = openChat();

  await chat.end();

  assert.deepEqual(commands(), []);
});

test('two tabs that write at the same time start one conversation', async () => {
  const store = createMemoryStore();
  const [here, there] = [openChat(store), openChat(store, 2)];

  await Promise.all([here.chat.send(text('here')), there.chat.send(text('there'))]);
  await here.outbox.load();

  const ids = new Set(here.commands().map((command) => command.conversationId));
  assert.deepEqual(
    here.commands().map(({ type }) => type),
    ['conversation.start', 'chat.send', 'chat.send'],
  );
  assert.equal(ids.size, 1);
});

test('what cannot be sent is refused before anything is started or kept', async () => {
  const { chat, commands, log } = openChat();

  await assert.rejects(chat.send(text(' ')), { code: 'bad_frame' });
  await assert.rejects(chat.send(text('x'.repeat(LIMITS.maxTextBytes + 1))), { code: 'too_large' });

  assert.deepEqual([commands(), log, chat.view.items], [[], [], []]);
});

test('a full outbox refuses the message and shows nothing of it', async () => {
  const { chat, outbox, core } = openChat();
  core.apply(opened());
  await outbox.change(() => Array.from({ length: LIMITS.maxOutboxItems }, (_, index) => sendItem(index)));

  await assert.rejects(chat.send(text('one more')), { code: 'outbox_full' });

  assert.equal(chat.view.items.length, LIMITS.maxOutboxItems);
});

test('a failed message can be sent again, into a new conversation where the old one is over', async () => {
  const { chat, core, outbox, commands } = openChat();
  core.apply(opened());
  const key = await chat.send(text('Hello'));
  await outbox.change((items) =>
    refuseItem(items, items[0]!.commandId, new BesideError('conversation_closed')),
  );
  core.apply(news([arrived(1), ended(2)]));

  await chat.retry(key);
  await chat.retry(key);

  const [start, message] = commands();
  assert.equal(commands().length, 2);
  assert.equal(start?.type, 'conversation.start');
  assert.deepEqual(message, {
    type: 'chat.send',
    conversationId: start?.conversationId,
    content: text('Hello'),
  });
  assert.deepEqual(
    chat.view.items.map((item) => item.kind === 'message' && item.progress),
    ['waiting'],
  );
});

test('only failed messages can be taken away, and only they are retried', async () => {
  const { chat, core, outbox, commands } = openChat();
  core.apply(opened());
  const key = await chat.send(text('waits'));
  const failed = sendItem(1, { state: 'failed', error: 'expired' });
  await outbox.change((items) => [failed, ...items]);

  await chat.discard(key);
  await chat.retry(key);
  await chat.retry('of nobody');
  await chat.discard(failed.commandId);

  assert.deepEqual(commands(), [{ type: 'chat.send', conversationId: one, content: text('waits') }]);
});

test('sending says that typing is over; what is only whispered may be lost without a word', async () => {
  const { chat, log } = openChat(createMemoryStore(), 1, new BesideError('timeout'));

  chat.typing();
  await chat.send(text('Hello'));
  chat.markRead();
  await settle();

  assert.deepEqual(log, ['typing', 'started', 'stop-typing', 'mark-read']);
});

test('loading earlier messages tells when it cannot be done', async () => {
  const { chat } = openChat(createMemoryStore(), 1, new BesideError('timeout'));

  await assert.rejects(chat.loadEarlier(), new BesideError('timeout'));
});

function openChat(store = createMemoryStore(), tab = 1, wishFails?: Error) {
  // Tabs draw different random numbers.
  const clock = createFakeClock(50_000 + tab);
  const log: string[] = [];
  const earlyCounts: number[] = [];
  const outbox = createOutbox<CustomerCommand>({
    store,
    key: 'outbox',
    clock,
    parseItem: (raw) => raw as OutboxItem<CustomerCommand>, // nothing else is kept here
    onChanged: () => core.refresh(),
    onEarly: () => earlyCounts.push(outbox.early.length),
  });
  const core = createChatCore({
    side: 'customer',
    getOutbox: () => outbox.items,
    isConnected: () => false,
    getAuthor: () => ({ role: 'customer' }),
    onListenerError: (cause) => log.push(String(cause)),
  });
  const chat = createCustomerChat({
    core,
    outbox,
    clock,
    ensureStarted: async () => void log.push('started'),
    describeStart: () => ({ channel: 'chat', locale: 'ko', context: {} }),
    async wish(what) {
      log.push(what);
      if (wishFails) throw wishFails;
    },
  });
  return {
    chat,
    core,
    outbox,
    clock,
    log,
    earlyCounts,
    commands: () => outbox.items.map(({ command }) => command),
  };
}
