import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, LIMITS, type CommandResult } from '@beside/protocol';
import { createDeferred } from '../testing/deferred.ts';
import { answered, arrived, ended, fromAgent, fromCustomer, text } from '../testing/entries.ts';
import { settle } from '../testing/fake-clock.ts';
import { commandId, conversationId, epoch } from '../testing/ids.ts';
import { createTabWorld } from '../testing/memory-tabs.ts';
import { deskConversation, deskOffer, followed, listing, openAgent } from '../testing/open-agent.ts';
import { EMPTY_DESK } from '../testing/scripted-desk.ts';

const one = conversationId(1);
const cursor = (seq: number) => ({ epoch: epoch(1), seq });
const firstPage = {
  conversationId: one,
  entries: [arrived(1), answered(2), fromCustomer(3)],
  cursor: cursor(3),
};

test('it connects at once, with a ticket asked for before every connection', async () => {
  let count = 0;
  const { session } = openAgent({ ticket: async () => `ticket-${(count += 1)}`, locale: 'ko' });

  const tickets = [await session.options.ticket(), await session.options.ticket()];

  assert.deepEqual([session.options.locale, tickets], ['ko', ['ticket-1', 'ticket-2']]);
});

test('the state says what the desk shows, a new object after every change, also to those who listen later', async () => {
  const { client, session } = openAgent();
  const before = client.state;

  session.greet(listing(1));
  const late: unknown[] = [];
  client.on('state-changed', (state) => late.push(state));
  await settle();

  assert.deepEqual(before, {
    connection: { status: 'connecting' },
    isLeader: true,
    clockOffsetMs: 0,
    unsentCount: 0,
  });
  assert.deepEqual(client.state, {
    ...before,
    connection: { status: 'connected' },
    desk: { ...EMPTY_DESK, ...listing(1) },
  });
  assert.deepEqual(late, [client.state]);
});

test('conversations are followed while the desk lists them, and left once their last entries had time to come', async () => {
  const agent = openAgent();
  const { session, clock, client } = agent;

  session.greet(listing(1, 2));
  session.greet(listing(2));
  await clock.advance(4_999);
  const lingering = followed(agent);
  session.emit('entries', { ...firstPage, entries: [...firstPage.entries, ended(4)], cursor: cursor(4) });
  await clock.advance(1);

  assert.deepEqual(lingering, ['follow 1', 'follow 2']);
  assert.deepEqual(followed(agent), ['follow 1', 'follow 2', 'unfollow 1']);
  assert.equal(client.chat(one).view.status, 'ended');
});

test('a conversation that comes back meanwhile is not left', async () => {
  const agent = openAgent();

  agent.session.greet(listing(1));
  agent.session.greet(listing());
  await agent.clock.advance(3_000);
  agent.session.greet(listing(1));
  await agent.clock.advance(60_000);

  assert.deepEqual(followed(agent), ['follow 1']);
});

test('a conversation that comes back later is followed from where it is known', async () => {
  const agent = openAgent();
  agent.session.greet(listing(1));
  agent.session.emit('entries', firstPage);
  agent.session.greet(listing());
  await agent.clock.advance(5_000);

  agent.session.greet(listing(1));

  assert.deepEqual(agent.session.callsOf('follow').at(-1), {
    method: 'follow',
    conversationId: one,
    cursor: cursor(3),
  });
});

test('a conversation that was left is kept in memory while somebody looks at it, and no longer', async () => {
  const { client, session, clock } = openAgent();
  session.greet(listing(1, 2));
  const [watched, unwatched] = [client.chat(conversationId(1)), client.chat(conversationId(2))];
  const stop = watched.onChange(() => undefined);

  session.greet(listing());
  await clock.advance(5_000);
  session.greet(listing());
  const kept = client.chat(conversationId(1));
  const renewed = client.chat(conversationId(2));
  stop();

  assert.deepEqual([kept === watched, renewed === unwatched], [true, false]);
});

test('the chat of a conversation is the same object, before it is listed too', () => {
  const { client, session } = openAgent();
  const chat = client.chat(one);

  session.greet(listing(1));
  session.emit('entries', firstPage);

  assert.equal(client.chat(one), chat);
  assert.deepEqual([chat.view.items.length, chat.view.status], [2, 'assigned']);
});

test('[M1] what an agent sends is shown under the alias, counted as unsent, and sent once under one id', async () => {
  const { client, session } = openAgent();
  session.greet(listing(1));
  session.emit('entries', firstPage);
  await settle();
  session.disconnect();

  const key = await client.chat(one).send(text('Hello'));
  const waiting = client.chat(one).view.items.at(-1);
  const unsent = client.state.unsentCount;
  session.greet(listing(1));
  await settle();

  assert.deepEqual(waiting?.kind === 'message' && [waiting.key, waiting.progress, waiting.author], [
    key,
    'waiting',
    { role: 'agent', agentId: EMPTY_DESK.agent.agentId, name: 'Mina' },
  ]);
  assert.deepEqual([unsent, client.state.unsentCount], [1, 0]);
  assert.deepEqual(
    session.callsOf('execute').map(({ command, commandId: id }) => [command, id]),
    [[{ type: 'chat.send', conversationId: one, content: text('Hello') }, key]],
  );
});

test('[M1] an answer that was lost is asked for again under the same id', async () => {
  const { client, session, desk } = openAgent();
  session.greet(listing(1));
  desk.script.execute = () => new Promise(() => undefined);
  await client.chat(one).send(text('Hello'));
  await settle();
  session.disconnect();
  await settle();
  delete desk.script.execute;

  session.greet(listing(1));
  await settle();

  const [first, again] = session.callsOf('execute');
  assert.deepEqual([again, client.state.unsentCount], [first, 0]);
});

test('a refused message stays as failed, may be retried or taken away, and is no error of the client', async () => {
  const agent = openAgent();
  const { client, session, desk } = agent;
  session.greet(listing(1));
  desk.script.execute = () => Promise.reject(new BesideError('forbidden'));
  const chat = client.chat(one);
  const [key, other] = [await chat.send(text('one')), await chat.send(text('two'))];
  await settle();
  const failed = chat.view.items.map((item) => item.kind === 'message' && item.progress);
  delete desk.script.execute;

  await chat.retry(key);
  await chat.discard(other);
  await settle();

  assert.deepEqual(failed, ['failed', 'failed']);
  assert.deepEqual(
    chat.view.items.map((item) => item.kind === 'message' && [item.content, item.progress]),
    [[text('one'), 'sent']],
  );
  assert.deepEqual(agent.told, []);
});

test('what cannot be sent is refused and not shown', async () => {
  const { client, session } = openAgent();
  session.greet(listing(1));
  const chat = client.chat(one);

  await assert.rejects(chat.send(text('\n')), { code: 'bad_frame' });
  await assert.rejects(chat.send(text('x'.repeat(LIMITS.maxTextBytes + 1))), { code: 'too_large' });

  assert.deepEqual(chat.view.items, []);
});

test('ending waits for nothing, and that it was over already is no error', async () => {
  const agent = openAgent();
  const { client, session, desk } = agent;
  session.greet(listing(1));
  desk.script.execute = () => Promise.reject(new BesideError('conversation_closed'));

  await client.chat(one).end();
  await settle();

  assert.deepEqual(
    session.callsOf('execute').map(({ command }) => command),
    [{ type: 'conversation.end', conversationId: one }],
  );
  assert.deepEqual(agent.told, []);
});

test('[M1] a conversation is given back only after what was written in it', async () => {
  const { client, session, desk } = openAgent();
  session.greet(listing(1));
  const sending = createDeferred<CommandResult>();
  desk.script.execute = ({ type }) =>
    type === 'chat.send' ? sending.promise : { conversationId: one, seq: 1_002, at: 0 };

  await client.chat(one).send(text('Goodbye'));
  const releasing = client.release(one);
  await settle();
  const before = session.callsOf('execute').map(({ command }) => command.type);
  sending.resolve({ conversationId: one, seq: 1_001, at: 0 });
  await releasing;

  assert.deepEqual(before, ['chat.send']);
  assert.deepEqual(
    session.callsOf('execute').map(({ command }) => command.type),
    ['chat.send', 'conversation.release'],
  );
});

test('an offer is told once while it rings, the next one again', () => {
  const agent = openAgent();
  const [first, second] = [deskOffer(1), deskOffer(2)];

  agent.session.greet({ offers: [first] });
  agent.session.emit('desk', { ...EMPTY_DESK, offers: [first] });
  agent.session.emit('desk', { ...EMPTY_DESK, offers: [first, second] });

  assert.deepEqual(
    agent.told,
    [first, second].map(({ offerId, conversation }) => [
      'offer-received',
      { conversationId: conversation.conversationId, offerId, shouldAlert: true },
    ]),
  );
});

test('presence, offers and returning are commands of their own, refused with what the server says', async () => {
  const { client, session, desk } = openAgent();
  const { offerId } = deskOffer(1);
  session.greet();

  await client.setPresence('busy');
  await client.accept(one, offerId);
  await client.decline(one, offerId);
  await client.release(one);
  desk.script.execute = () => Promise.reject(new BesideError('offer_gone'));
  await assert.rejects(client.accept(one, offerId), new BesideError('offer_gone'));
  session.disconnect();
  await assert.rejects(client.accept(one, offerId), new BesideError('disconnected'));

  assert.deepEqual(
    session
      .callsOf('execute')
      .slice(0, 4)
      .map(({ command }) => command),
    [
      { type: 'presence.set', presence: 'busy' },
      { type: 'offer.accept', conversationId: one, offerId },
      { type: 'offer.decline', conversationId: one, offerId },
      { type: 'conversation.release', conversationId: one },
    ],
  );
});

test('[M3] a customer’s message is told as it comes live, and alerts in exactly one tab', async () => {
  const world = createTabWorld();
  const agents = [openAgent({ tabs: world.openTab() }), openAgent({ tabs: world.openTab() })];
  await settle();

  for (const { session } of agents) {
    session.greet(listing(1));
    session.emit('entries', firstPage);
    session.emit('entries', {
      conversationId: one,
      entries: [fromCustomer(4), fromAgent(5)],
      cursor: cursor(5),
    });
  }

  assert.deepEqual(
    agents.map(({ told }) => told),
    [true, false].map((shouldAlert) => [
      ['message-received', { conversationId: one, key: fromCustomer(4).id, shouldAlert }],
    ]),
  );
});

test('[M3] when the tab that alerts is gone another one does', async () => {
  const world = createTabWorld();
  const [first, second] = [openAgent({ tabs: world.openTab() }), openAgent({ tabs: world.openTab() })];
  await settle();
  const before = [first.client.state.isLeader, second.client.state.isLeader];

  first.client.stop();
  await settle();

  assert.deepEqual([before, second.client.state.isLeader], [[true, false], true]);
});

test('typing, reading and earlier messages are those of the conversation', async () => {
  const { client, session, desk, clock } = openAgent();
  session.greet(listing(1));
  session.emit('entries', { conversationId: one, entries: [fromCustomer(3)], cursor: cursor(3) });
  desk.script.history = () => ({ entries: [answered(2)], more: false });
  const chat = client.chat(one);

  chat.typing();
  chat.markRead();
  await chat.loadEarlier();
  await clock.advance(300);

  assert.deepEqual(session.callsOf('signal'), [{ method: 'signal', conversationId: one, on: true }]);
  assert.deepEqual(session.callsOf('receipt').at(-1)?.receipt, { deliveredSeq: 3, readSeq: 3 });
  assert.deepEqual(
    chat.view.items.map(({ seq }) => seq),
    [2, 3],
  );
  await assert.rejects(client.chat(conversationId(9)).loadEarlier(), new BesideError('disconnected'));
});

test('how far the customer has read is shown on one’s own messages', () => {
  const { client, session } = openAgent();
  session.greet(listing(1));
  session.emit('entries', { ...firstPage, entries: [fromAgent(3, commandId(1))] });

  session.emit('receipts', {
    conversationId: one,
    customer: { deliveredSeq: 3, readSeq: 3 },
    agent: { deliveredSeq: 0, readSeq: 0 },
  });

  const [item] = client.chat(one).view.items;
  assert.equal(item?.kind === 'message' && item.progress, 'read');
});

test('what a listener throws is told as an error and disturbs nobody', () => {
  const agent = openAgent();
  const fault = new Error('of the console');
  for (const key of ['offer-received', 'error'] as const)
    agent.client.on(key, () => {
      throw fault;
    });

  agent.session.greet({ offers: [deskOffer(1)] });

  assert.deepEqual(agent.told.at(-1), ['error', { error: new BesideError('internal', { cause: fault }) }]);
  assert.deepEqual(agent.client.state.desk?.offers, [deskOffer(1)]);
});

test('stopping leaves no timer, no listener and no connection, and is safe twice', async () => {
  const world = createTabWorld();
  const { client, session, clock } = openAgent({ tabs: world.openTab() });
  await settle();
  session.greet({ conversations: [deskConversation(1), deskConversation(2)] });
  session.emit('entries', firstPage);
  session.emit('signal', { conversationId: one, from: 'customer', signal: { kind: 'typing', on: true } });
  client.chat(one).typing();
  session.greet(listing(1));
  session.disconnect();
  await client.chat(one).send(text('not sent'));
  await settle();

  client.stop();
  client.stop();
  await settle();

  assert.deepEqual([session.isClosed, session.listenerCount, clock.timerCount], [true, 0, 0]);
  assert.equal(client.state.connection.status, 'stopped');
});
