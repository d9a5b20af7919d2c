import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, LIMITS, type CustomerWelcome } from '@beside/protocol';
import { answered, arrived, ended, fromAgent, fromCustomer, text } from '../testing/entries.ts';
import { settle } from '../testing/fake-clock.ts';
import { conversationId, epoch } from '../testing/ids.ts';
import { openBrowser } from '../testing/open-customers.ts';
import { NEW_CUSTOMER } from '../testing/scripted-center.ts';

const one = conversationId(1);
const cursor = (seq: number) => ({ epoch: epoch(1), seq });
const open: Partial<CustomerWelcome> = {
  conversation: { conversationId: one, epoch: epoch(1), status: 'assigned', lastSeq: 2 },
};

test('a client that was made but not started opens, stores and connects nothing', async () => {
  const { center, tabs, writes, clock, openPage } = openBrowser();

  const { client } = openPage();
  client.report('launcher.shown');
  await client.setContext({ customerName: '하늘' });
  client.setLocale('ko');
  await clock.advance(60_000);

  assert.deepEqual([center.sessions, tabs.channelCount, writes, clock.timerCount], [[], 0, [], 0]);
  assert.deepEqual(client.state, {
    connection: { status: 'connecting' },
    phase: 'idle',
    isLeader: false,
    storage: 'memory',
    isIdentified: false,
    hasEarlier: false,
    clockOffsetMs: 0,
  });
});

test('a site id that cannot exist throws at once; a language that is none counts as English', async () => {
  const { openPage, startPage, center } = openBrowser();

  for (const siteId of ['', 'Shop', 'a b', 'x'.repeat(41)])
    assert.throws(() => openPage({ siteId }), { code: 'invalid_option' });
  await startPage({ locale: '' });

  assert.deepEqual(center.session.options, { siteId: 'shop', locale: 'en', token: undefined });
});

test('starting twice connects once, and the state says what is known when it is known', async () => {
  const { center, openPage } = openBrowser();
  const { client } = openPage();
  const states: string[] = [];
  client.on('state-changed', ({ phase, connection }) => states.push(`${phase} ${connection.status}`));

  await Promise.all([client.start(), client.start()]);
  await settle();
  center.session.greet();
  center.session.disconnect();

  assert.equal(center.sessions.length, 1);
  assert.deepEqual(
    states.filter((state, index) => state !== states[index - 1]),
    ['started connecting', 'started connected', 'started waiting'],
  );
  assert.deepEqual(client.state.site, NEW_CUSTOMER.site);
  assert.deepEqual(client.state.availability, NEW_CUSTOMER.availability);
});

test('`ready` is told once, also over reconnections, and reaches those who listen later', async () => {
  const { center, startPage } = openBrowser();
  const page = await startPage();
  center.session.disconnect();
  center.session.greet();
  const late: unknown[] = [];

  page.client.on('ready', (ready) => late.push(ready));
  page.client.on('connection-changed', ({ status }) => late.push(status));
  await settle();

  const ready = { customerId: NEW_CUSTOMER.customerId, site: NEW_CUSTOMER.site };
  assert.deepEqual(page.toldOf('ready'), [ready]);
  assert.deepEqual(late, [ready, 'connected']);
});

test('[M1] a message goes from waiting to sent, is told, and starts a conversation that is told', async () => {
  const { center, startPage } = openBrowser();
  const { client, told } = await startPage({ locale: 'ko' });
  await client.setContext({ customerName: '하늘' });

  const key = await client.chat.send(text('안녕하세요'));
  await settle();

  const [start, send] = center.session.callsOf('execute').map(({ command }) => command);
  const { conversationId: id } = client.chat.view;
  assert.deepEqual(start, {
    type: 'conversation.start',
    conversationId: id,
    channel: 'chat',
    locale: 'ko',
    context: { customerName: '하늘' },
  });
  assert.deepEqual(send, { type: 'chat.send', conversationId: id, content: text('안녕하세요') });
  assert.deepEqual(told.slice(1), [
    ['conversation-started', { conversationId: id }],
    ['message-sent', { conversationId: id, key }],
  ]);
  assert.deepEqual(
    client.chat.view.items.map((item) => item.kind === 'message' && [item.key, item.progress]),
    [[key, 'sent']],
  );
});

test('[M1] what is written before the first connection, or without one, goes out when there is one', async () => {
  const { center, openPage } = openBrowser();
  const { client } = openPage();

  await client.chat.send(text('one'));
  await settle();
  const early = center.session.callsOf('execute');
  center.session.greet();
  await settle();
  center.session.disconnect();
  await client.chat.send(text('two'));
  await settle();
  const offline = center.session.callsOf('execute').length;
  center.session.greet();
  await settle();

  assert.deepEqual([early, offline], [[], 2]);
  assert.equal(center.session.callsOf('execute').length, 3);
});

test('what is written into an open conversation is on its way when `send` returns', async () => {
  const { center, openPage } = openBrowser();
  const { client } = openPage();
  await client.start();
  await settle();
  center.session.greet(open);
  await client.chat.send(text('loads what sends'));
  await settle();

  const sending = client.chat.send(text('Hello'));
  const atOnce = center.session.callsOf('execute').at(-1);
  await sending;

  assert.deepEqual(atOnce?.command, { type: 'chat.send', conversationId: one, content: text('Hello') });
});

test('a client that was stopped sends nothing, whatever it knew', async () => {
  const { center, openPage } = openBrowser();
  const { client } = openPage();
  await client.start();
  await settle();
  center.session.greet(open);

  client.stop();

  await assert.rejects(client.chat.send(text('Hello')), { code: 'closed' });
  assert.deepEqual(center.session.callsOf('execute'), []);
});

test('[M1] what was not acknowledged is sent again by the next page, under the same id', async () => {
  const browser = openBrowser();
  const first = await browser.startPage();
  browser.center.script.execute = () => new Promise(() => undefined);
  const key = await first.client.chat.send(text('Hello'));
  await settle();
  first.tab.crash();
  browser.center.session.close();
  delete browser.center.script.execute;

  const second = await browser.startPage();
  await settle();

  const [before, after] = browser.center.sessions.map((session) => session.callsOf('execute'));
  assert.deepEqual(after?.[0], before?.[0]);
  assert.equal(after?.at(-1)?.commandId, key);
  assert.deepEqual(
    second.client.chat.view.items.map((item) => item.key),
    [key],
  );
});

test('an open conversation is followed, its news are told and alert', async () => {
  const { center, openPage } = openBrowser();
  const page = openPage();
  await page.client.start();
  await settle();
  center.session.greet(open);
  await settle();
  const entries = [arrived(1), answered(2), fromAgent(3)];
  center.session.emit('entries', { conversationId: one, entries, cursor: cursor(3) });

  center.session.emit('entries', {
    conversationId: one,
    entries: [fromAgent(4), ended(5)],
    cursor: cursor(5),
  });

  assert.deepEqual(center.session.callsOf('follow'), [{ method: 'follow', conversationId: one }]);
  assert.deepEqual(page.told.slice(1), [
    ['message-received', { conversationId: one, key: fromAgent(4).id, shouldAlert: true }],
    ['conversation-ended', { conversationId: one, by: 'agent' }],
  ]);
  assert.equal(page.client.chat.view.status, 'ended');
});

test('one’s own messages and those of the first page are not told as received', async () => {
  const { center, startPage } = openBrowser();
  const page = await startPage();
  center.session.greet(open);
  await settle();

  center.session.emit('entries', { conversationId: one, entries: [fromAgent(2)], cursor: cursor(2) });
  center.session.emit('entries', { conversationId: one, entries: [fromCustomer(3)], cursor: cursor(3) });

  assert.deepEqual(page.toldOf('message-received'), []);
});

test('a message that is refused for good is told; a conversation that is open already is gone into', async () => {
  const { center, startPage } = openBrowser();
  const page = await startPage();
  center.script.execute = async ({ type }, key) => {
    if (type === 'conversation.start')
      throw new BesideError('conversation_open', { details: { conversationId: one } });
    if (type === 'chat.send') throw new BesideError('forbidden', { details: { id: key.commandId } });
    return { conversationId: one, seq: 7, at: 7 };
  };

  const key = await page.client.chat.send(text('Hello'));
  await settle();

  assert.deepEqual(center.session.callsOf('follow'), [{ method: 'follow', conversationId: one }]);
  assert.deepEqual(page.toldOf('message-failed'), [
    { key, error: new BesideError('forbidden', { details: { id: key } }) },
  ]);
  assert.deepEqual(page.toldOf('error'), []);
});

test('what the page said goes with the messages into a conversation that is open already', async () => {
  const { center, openPage } = openBrowser();
  const { client } = openPage();
  center.script.execute = async ({ type }) => {
    if (type === 'conversation.start')
      throw new BesideError('conversation_open', { details: { conversationId: one } });
    return { conversationId: one, seq: 7, at: 7 };
  };
  await client.setContext({ customerName: '하늘' });
  await client.chat.send(text('Hello'));
  await settle();

  center.session.greet();
  await settle();

  assert.deepEqual(
    center.session
      .callsOf('execute')
      .slice(1)
      .map(({ command }) => command),
    [
      { type: 'chat.send', conversationId: one, content: text('Hello') },
      { type: 'conversation.set-context', conversationId: one, context: { customerName: '하늘' } },
    ],
  );
});

test('a token is kept when it is given, changed when it changes, and shown the next time', async () => {
  const browser = openBrowser();
  await browser.startPage().then(({ client }) => {
    browser.center.session.emit('token', { token: 'first-token' });
    browser.center.session.emit('token', { token: 'second-token' });
    client.stop();
  });

  await browser.startPage();

  assert.deepEqual(
    browser.center.sessions.map(({ options }) => options.token),
    [undefined, 'second-token'],
  );
});

test('context is checked, cut down to allowed addresses, told to an open conversation once and replaced part by part', async () => {
  const { center, startPage } = openBrowser();
  const { client } = await startPage();
  center.session.greet({ ...open, site: { ...NEW_CUSTOMER.site, allowedQueries: ['item'] } });
  await settle();
  const page = { url: 'https://shop.example/cart?item=3&email=a@b.example#secret', title: 'Cart' };

  await client.setContext({ page });
  await client.setContext({ page });
  await client.setContext({ customerName: '하늘' });
  await settle();

  const told = center.session
    .callsOf('execute')
    .map(({ command }) => 'context' in command && command.context);
  const cut = { url: 'https://shop.example/cart?item=3', title: 'Cart' };
  assert.deepEqual(told.slice(-2), [{ page: cut }, { page: cut, customerName: '하늘' }]);
});

test('context that breaks its schema is refused, says where, and changes nothing', async () => {
  const { center, startPage } = openBrowser();
  const { client } = await startPage();
  const broken: unknown[] = [
    null,
    { cart: { items: [], total: -1, currency: 'KRW' } },
    { attributes: { __proto__x: 'y', 'a b': 'c' } },
    { customerName: 'x'.repeat(101) },
    { password: 'x' },
    {
      attributes: Object.fromEntries(
        Array.from({ length: LIMITS.maxAttributes + 1 }, (_, i) => [`a${i}`, '']),
      ),
    },
  ];

  for (const context of broken)
    await assert.rejects(client.setContext(context as never), { code: 'invalid_option' });
  await client.chat.send(text('Hello'));
  await settle();

  const [start] = center.session.callsOf('execute');
  assert.deepEqual(start?.command.type === 'conversation.start' && start.command.context, {});
});

test('availability that changes is in the state', async () => {
  const { center, startPage } = openBrowser();
  const { client } = await startPage();

  center.session.emit('availability', { status: 'closed', zone: 'Asia/Seoul', opensAt: 5 });

  assert.deepEqual(client.state.availability, { status: 'closed', zone: 'Asia/Seoul', opensAt: 5 });
});

test('what a listener throws is told as an error and disturbs nobody', async () => {
  const { startPage } = openBrowser();
  const page = await startPage();
  const fault = new Error('of the page');
  page.client.on('message-sent', () => {
    throw fault;
  });
  page.client.on('error', () => {
    throw fault;
  });

  await page.client.chat.send(text('Hello'));
  await settle();

  assert.deepEqual(page.toldOf('error'), [{ error: new BesideError('internal', { cause: fault }) }]);
  assert.equal(page.toldOf('message-sent').length, 1);
});
