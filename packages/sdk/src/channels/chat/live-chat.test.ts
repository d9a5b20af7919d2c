import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, LIMITS, type HistoryPage } from '@beside/protocol';
import { discontinuity, history, modelAfter, news, opened, receipts } from '../../testing/chat-changes.ts';
import { createDeferred } from '../../testing/deferred.ts';
import { answered, arrived, ended, fromAgent, fromCustomer } from '../../testing/entries.ts';
import { settle } from '../../testing/fake-clock.ts';
import { conversationId, epoch } from '../../testing/ids.ts';
import { openLiveChat } from '../../testing/open-live-chat.ts';

const one = conversationId(1);
const two = conversationId(2);
const cursor = (seq: number) => ({ epoch: epoch(1), seq });
const page = modelAfter(
  opened({ status: 'assigned' }),
  receipts({}, {}),
  news([fromCustomer(60), fromAgent(61)]),
);

test('it follows the conversation from where it is known, or its newest page, or none', () => {
  assert.deepEqual(openLiveChat({ model: page }).asked, ['follow 1 after 61']);
  assert.deepEqual(openLiveChat().asked, ['follow 1']);
  assert.deepEqual(openLiveChat({ model: modelAfter() }).asked, []);
});

test('it tells what the session tells of this conversation, and nothing of others', () => {
  const { session, published } = openLiveChat();
  const none = { deliveredSeq: 0, readSeq: 0 };

  for (const conversationId of [one, two]) {
    session.emit('receipts', { conversationId, customer: none, agent: none });
    session.emit('entries', { conversationId, entries: [arrived(1)], cursor: cursor(1) });
    session.emit('signal', {
      conversationId,
      from: 'server',
      signal: { kind: 'queue-position', position: 2 },
    });
    session.emit('signal', { conversationId, from: 'agent', signal: { kind: 'typing', on: true } });
    session.emit('discontinuity', { conversationId, cursor: cursor(0), reason: 'epoch' });
  }

  assert.deepEqual(published, [
    receipts(none, none),
    news([arrived(1)]),
    { type: 'queue-position', position: 2 },
    { type: 'other-typing', isOn: true },
    discontinuity('epoch'),
  ]);
});

test('opening another conversation leaves the one before; the same one is only learnt about', () => {
  const chat = openLiveChat();

  chat.live.open(one, 'assigned', false);
  const atSame = chat.asked;
  chat.live.open(two, 'queued', true);
  chat.live.open(null, 'new', false);

  assert.deepEqual(atSame, ['follow 1']);
  assert.deepEqual(chat.asked, ['follow 1', 'unfollow 1', 'follow 2', 'unfollow 2']);
});

test('what arrived and what was read is said after a pause, once for all that came meanwhile', async () => {
  const chat = openLiveChat({ model: page });

  chat.session.emit('entries', { conversationId: one, entries: [fromAgent(62)], cursor: cursor(62) });
  await chat.clock.advance(200);
  chat.session.emit('entries', { conversationId: one, entries: [fromAgent(63)], cursor: cursor(64) });
  chat.live.markRead();
  const early = chat.asked.length;
  await chat.clock.advance(100);
  chat.live.markRead();
  await chat.clock.advance(1_000);

  assert.equal(early, 1);
  assert.deepEqual(chat.asked.slice(1), ['receipt 1 delivered 64 read 63']);
  assert.equal(chat.model.receipts?.customer.readSeq, 63);
});

test('reading is about the other side’s messages only, for customers and for agents', async () => {
  const own = modelAfter(opened(), news([arrived(1), fromCustomer(2)]));
  const [customer, agent] = [openLiveChat({ model: own }), openLiveChat({ model: own, side: 'agent' })];

  for (const { live, clock } of [customer, agent]) {
    live.markRead();
    await clock.advance(300);
  }

  assert.deepEqual(customer.published, []);
  assert.deepEqual(agent.published, [receipts({}, { readSeq: 2 })]);
  assert.deepEqual(agent.asked.at(-1), 'receipt 1 delivered 2 read 2');
});

test('after a reconnection it says again how far it has read', async () => {
  const chat = openLiveChat({ model: page });
  chat.live.markRead();
  await chat.clock.advance(300);
  chat.session.disconnect();

  chat.session.greet();
  await chat.clock.advance(300);

  assert.deepEqual(chat.asked.slice(1), Array(2).fill('receipt 1 delivered 61 read 61'));
});

test('typing is said at once, again every three seconds while it goes on, and its end after a pause', async () => {
  const chat = openLiveChat({ model: page });

  for (let second = 0; second < 7; second += 1) {
    chat.live.typing();
    await chat.clock.advance(1_000);
  }
  await chat.clock.advance(LIMITS.typingTtlMs);

  assert.deepEqual(chat.asked.slice(1), ['typing on 1', 'typing on 1', 'typing on 1', 'typing off 1']);
  assert.equal(chat.clock.timerCount, 0);
});

test('the end of typing is said once, and not by those who said nothing', async () => {
  const chat = openLiveChat({ model: page });

  chat.live.stopTyping();
  chat.live.typing();
  chat.live.stopTyping();
  chat.live.stopTyping();
  await chat.clock.advance(LIMITS.typingTtlMs);

  assert.deepEqual(chat.asked.slice(1), ['typing on 1', 'typing off 1']);
});

test('nobody types where there is no conversation or it has ended', () => {
  const over = openLiveChat({ model: modelAfter(opened(), news([arrived(1), ended(2)])) });
  const none = openLiveChat({ model: modelAfter() });

  over.live.typing();
  none.live.typing();

  assert.deepEqual([over.asked, none.asked], [['follow 1 after 2'], []]);
});

test('the other side’s typing is forgotten when it is not said again, and when its message comes', async () => {
  const chat = openLiveChat({ model: page });
  const type = (on = true) =>
    chat.session.emit('signal', { conversationId: one, from: 'agent', signal: { kind: 'typing', on } });

  type();
  await chat.clock.advance(LIMITS.typingTtlMs - 1);
  type();
  await chat.clock.advance(LIMITS.typingTtlMs - 1);
  const still = chat.model.isOtherTyping;
  await chat.clock.advance(1);
  const forgotten = chat.model.isOtherTyping;
  type();
  chat.session.emit('entries', { conversationId: one, entries: [fromAgent(62)], cursor: cursor(62) });
  const afterMessage = chat.model.isOtherTyping;
  type();
  type(false);

  assert.deepEqual([still, forgotten, afterMessage, chat.model.isOtherTyping], [true, false, false, false]);
  await chat.clock.advance(300);
  assert.equal(chat.clock.timerCount, 0);
});

test('one does not see oneself typing', () => {
  const [customer, agent] = [openLiveChat(), openLiveChat({ side: 'agent' })];

  for (const { session } of [customer, agent])
    for (const from of ['customer', 'agent'] as const)
      session.emit('signal', { conversationId: one, from, signal: { kind: 'typing', on: from === 'agent' } });

  assert.deepEqual([customer.model.isOtherTyping, agent.model.isOtherTyping], [true, false]);
});

test('typing mirrored from a tab that led before ends by itself', async () => {
  const chat = openLiveChat({ model: modelAfter(opened(), { type: 'other-typing', isOn: true }) });

  await chat.clock.advance(LIMITS.typingTtlMs);

  assert.equal(chat.model.isOtherTyping, false);
});

test('an older page is loaded once at a time, and not where there is none', async () => {
  const chat = openLiveChat({ model: page });
  const answer = createDeferred<HistoryPage>();
  chat.center.script.history = () => answer.promise;

  const loading = [chat.live.loadEarlier(), chat.live.loadEarlier()];
  const whileLoading = chat.model.isLoadingEarlier;
  answer.resolve({ entries: [answered(59)], more: false });
  await Promise.all(loading);
  await chat.live.loadEarlier();

  assert.equal(whileLoading, true);
  assert.deepEqual(chat.asked.slice(1), ['history 1 before 60 50']);
  assert.deepEqual(chat.published, [
    { type: 'loading-earlier', isOn: true },
    history([answered(59)]),
    { type: 'loading-earlier', isOn: false },
  ]);
});

test('a page that cannot be loaded says so and may be asked for again', async () => {
  const chat = openLiveChat({ model: page });
  chat.session.disconnect();

  await assert.rejects(chat.live.loadEarlier(), new BesideError('disconnected'));

  assert.deepEqual([chat.model.isLoadingEarlier, chat.model.hasEarlier], [false, true]);
});

test('after a discontinuity the newest page is loaded, again with the next connection until it came', async () => {
  const chat = openLiveChat({ model: page });
  const entries = [fromAgent(899), fromAgent(900)];
  chat.center.script.history = () => Promise.reject(new BesideError('timeout'));

  chat.session.emit('discontinuity', { conversationId: one, cursor: cursor(900), reason: 'too-far' });
  await settle();
  chat.session.disconnect();
  chat.center.script.history = () => ({ entries, more: true });
  chat.session.greet();
  await settle();
  chat.session.greet();
  await settle();

  assert.deepEqual(
    chat.asked.filter((call) => call.startsWith('history')),
    Array(2).fill('history 1 before 901 50'),
  );
  assert.deepEqual(chat.model.entries, entries);
});

test('a history that starts anew with nothing is not asked for', async () => {
  const chat = openLiveChat({ model: page });

  chat.session.emit('discontinuity', { conversationId: one, cursor: cursor(0), reason: 'epoch' });
  await settle();

  assert.deepEqual(chat.asked, ['follow 1 after 61']);
});

test('stopping leaves no listener and no timer, says that typing is over, and tells nothing afterwards', async () => {
  const chat = openLiveChat({ model: page });
  const listeners = chat.session.listenerCount;
  const answer = createDeferred<HistoryPage>();
  chat.center.script.history = () => answer.promise;
  chat.live.typing();
  chat.session.emit('signal', { conversationId: one, from: 'agent', signal: { kind: 'typing', on: true } });
  chat.session.emit('entries', { conversationId: one, entries: [fromCustomer(62)], cursor: cursor(62) });
  const loading = chat.live.loadEarlier();
  await settle();

  chat.live.stop();
  chat.live.stop();
  const told = chat.published.length;
  answer.resolve({ entries: [answered(59)], more: false });
  await loading;
  await chat.clock.advance(60_000);

  assert.deepEqual([listeners, chat.session.listenerCount, chat.clock.timerCount], [5, 0, 0]);
  assert.equal(chat.asked.at(-1), 'typing off 1');
  assert.deepEqual(chat.published.slice(told), []);
  assert.deepEqual(chat.model.isLoadingEarlier, false);
});

test('a page that a tab which led before was loading can be loaded', async () => {
  const chat = openLiveChat({ model: { ...page, isLoadingEarlier: true } });

  await chat.live.loadEarlier();

  assert.equal(chat.asked.at(-1), 'history 1 before 60 50');
});
