import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, LIMITS, type CustomerWelcome } from '@beside/protocol';
import { answered, arrived, fromAgent, fromCustomer, text } from '../testing/entries.ts';
import { settle } from '../testing/fake-clock.ts';
import { commandId, conversationId, epoch } from '../testing/ids.ts';
import { openBrowser, type Browser, type CustomerPage } from '../testing/open-customers.ts';

const one = conversationId(1);
const cursor = (seq: number) => ({ epoch: epoch(1), seq });
const open: Partial<CustomerWelcome> = {
  conversation: { conversationId: one, epoch: epoch(1), status: 'assigned', lastSeq: 3 },
};
const none = { deliveredSeq: 0, readSeq: 0 };

test('[M3] one tab leads and connects, the others show the same, whenever they came', async () => {
  const browser = openBrowser();
  const pages = [await startInChat(browser), await browser.startPage()];
  say(browser, [fromAgent(4)], 4);
  pages.push(await browser.startPage());

  const [leader, early, late] = pages.map(({ client }) => client);

  assert.equal(browser.center.sessions.length, 1);
  assert.deepEqual(
    pages.map(({ client }) => client.state.isLeader),
    [true, false, false],
  );
  for (const other of [early, late]) {
    assert.deepEqual(other?.chat.view, leader?.chat.view);
    assert.deepEqual(other?.state, { ...leader?.state, isLeader: false });
  }
  assert.equal(leader?.chat.view.items.length, 3);
});

test('[M3] every tab hears what happens, exactly one may alert', async () => {
  const browser = openBrowser();
  const pages = [await startInChat(browser), await browser.startPage(), await browser.startPage()];

  say(browser, [fromAgent(4)], 4);
  await settle();

  assert.deepEqual(
    pages.map((page) => page.toldOf('message-received')),
    [true, false, false].map((shouldAlert) => [{ conversationId: one, key: fromAgent(4).id, shouldAlert }]),
  );
  assert.deepEqual(
    pages.map((page) => page.toldOf('ready').length),
    [1, 1, 1],
  );
});

test('[M3] what came before a tab was opened is not told there as news', async () => {
  const browser = openBrowser();
  await startInChat(browser);
  say(browser, [fromAgent(4)], 4);

  const late = await browser.startPage();

  assert.deepEqual(
    late.told.map(([key]) => key),
    ['ready'],
  );
});

test('[M1] what a follower sends goes out by the leader, in order, and is seen by all', async () => {
  const browser = openBrowser();
  const [leader, follower] = [await startInChat(browser), await browser.startPage()];

  const first = await follower.client.chat.send(text('from the follower'));
  const second = await leader.client.chat.send(text('from the leader'));
  await settle();

  const { session } = browser.center;
  assert.deepEqual(
    session
      .callsOf('execute')
      .map((call) => call.commandId)
      .filter((id) => [first, second].includes(id)),
    [first, second],
  );
  for (const page of [leader, follower]) {
    assert.deepEqual(progress(page), [
      [commandId(3), 'sent'],
      [first, 'sent'],
      [second, 'sent'],
    ]);
    assert.deepEqual(
      page.toldOf('message-sent').map(({ key }) => key),
      [first, second],
    );
  }
});

test('a follower sees at once what it sent, though nobody is connected', async () => {
  const browser = openBrowser();
  const [leader, follower] = [await startInChat(browser), await browser.startPage()];
  browser.center.session.disconnect();
  await settle();

  const key = await follower.client.chat.send(text('Hello'));
  await settle();

  const both = [follower, leader].map((page) => progress(page).at(-1));
  assert.deepEqual(both, Array(2).fill([key, 'waiting']));
  assert.equal(follower.client.state.connection.status, 'waiting');
});

test('that a message was refused is told in every tab', async () => {
  const browser = openBrowser();
  const pages = [await startInChat(browser), await browser.startPage()];
  const [, follower] = pages;
  browser.center.script.execute = () => Promise.reject(new BesideError('forbidden'));

  const key = await follower?.client.chat.send(text('Hello'));
  await settle();

  assert.deepEqual(
    pages.map((page) => page.toldOf('message-failed')),
    pages.map(() => [{ key, error: new BesideError('forbidden') }]),
  );
});

test('receipts, typing and reading go through the leader and come back to everybody', async () => {
  const browser = openBrowser();
  const [leader, follower] = [await startInChat(browser), await browser.startPage()];
  say(browser, [fromAgent(4)], 4);
  const { session } = browser.center;
  session.emit('receipts', { conversationId: one, customer: none, agent: { deliveredSeq: 3, readSeq: 3 } });
  session.emit('signal', { conversationId: one, from: 'agent', signal: { kind: 'typing', on: true } });
  await settle();
  const before = [leader, follower].map(({ client: { chat } }) => [
    chat.view.unreadCount,
    chat.view.isOtherTyping,
  ]);

  follower.client.chat.typing();
  follower.client.chat.markRead();
  await browser.clock.advance(LIMITS.typingTtlMs);

  assert.deepEqual(before, Array(2).fill([1, true]));
  assert.deepEqual(
    [leader, follower].map(({ client: { chat } }) => [chat.view.unreadCount, chat.view.isOtherTyping]),
    Array(2).fill([0, false]),
  );
  assert.deepEqual(
    session.callsOf('signal').map(({ on }) => on),
    [true, false],
  );
  assert.deepEqual(session.callsOf('receipt').at(-1)?.receipt, { deliveredSeq: 4, readSeq: 4 });
  assert.deepEqual(progress(follower), [[commandId(3), 'read']]);
});

test('a follower loads earlier messages by the leader, or hears why not', async () => {
  const browser = openBrowser();
  const leader = await startInChat(browser, [fromCustomer(3, commandId(3))]);
  const follower = await browser.startPage();
  browser.center.script.history = () => Promise.reject(new BesideError('timeout'));
  await assert.rejects(follower.client.chat.loadEarlier(), new BesideError('timeout'));
  browser.center.script.history = () => ({ entries: [answered(2)], more: true });

  await follower.client.chat.loadEarlier();
  await settle();

  for (const { client } of [leader, follower]) {
    assert.deepEqual(
      client.chat.view.items.map(({ seq }) => seq),
      [2, 3],
    );
    assert.deepEqual([client.chat.view.hasEarlier, client.chat.view.isLoadingEarlier], [true, false]);
  }
});

for (const way of ['stop', 'freeze', 'crash'] as const)
  test(`[M3] when the leader's tab ends by ${way}, the next one connects where it stood and misses nothing`, async () => {
    const browser = openBrowser();
    const [leader, follower] = [await startInChat(browser), await browser.startPage()];
    browser.center.session.emit('token', { token: 'kept-token' });
    say(browser, [fromAgent(4)], 4);
    await settle();
    const old = browser.center.session;

    if (way === 'stop') leader.client.stop();
    else leader.tab[way]();
    await settle();
    browser.center.session.greet(open);
    await settle();
    say(browser, [fromAgent(5)], 5);
    await settle();

    assert.equal(browser.center.sessions.length, 2);
    assert.equal(old.isClosed, way !== 'crash');
    assert.equal(browser.center.session.options.token, 'kept-token');
    assert.deepEqual(browser.center.session.callsOf('follow'), [
      { method: 'follow', conversationId: one, cursor: cursor(4) },
    ]);
    assert.deepEqual(
      follower.toldOf('message-received').map(({ key, shouldAlert }) => [key, shouldAlert]),
      [
        [fromAgent(4).id, false],
        [fromAgent(5).id, true],
      ],
    );
    assert.equal(follower.client.state.isLeader, true);
    assert.equal(follower.toldOf('ready').length, 1);
  });

test('[M1] what waited when the leader died goes out by the next one, once for the contact centre', async () => {
  const browser = openBrowser();
  const [leader, follower] = [await startInChat(browser), await browser.startPage()];
  browser.center.script.execute = () => new Promise(() => undefined);
  const first = await leader.client.chat.send(text('one'));
  const second = await follower.client.chat.send(text('two'));
  await settle();

  delete browser.center.script.execute;
  leader.tab.crash();
  await settle();
  browser.center.session.greet(open);
  await settle();

  const sent = browser.center.sessions.map((session) =>
    session
      .callsOf('execute')
      .map((call) => call.commandId)
      .filter((id) => [first, second].includes(id)),
  );
  assert.deepEqual(sent, [[first], [first, second]]);
  assert.deepEqual(progress(follower), [
    [commandId(3), 'sent'],
    [first, 'sent'],
    [second, 'sent'],
  ]);
});

test('[M3] a frozen tab that comes back mirrors whoever leads meanwhile', async () => {
  const browser = openBrowser();
  const [first, second] = [await startInChat(browser), await browser.startPage()];
  first.tab.freeze();
  await settle();
  browser.center.session.greet(open);
  await settle();
  say(browser, [fromAgent(4)], 4);
  await settle();

  first.tab.thaw();
  first.client.wake();
  await settle();

  assert.deepEqual([first.client.state.isLeader, second.client.state.isLeader], [false, true]);
  assert.deepEqual(first.client.chat.view, second.client.chat.view);
  assert.deepEqual(first.client.state.connection, { status: 'connected' });
});

test('a follower that is seen again wakes the leader’s connection', async () => {
  const browser = openBrowser();
  const [, follower] = [await startInChat(browser), await browser.startPage()];
  await browser.clock.advance(1_000);

  follower.client.wake();
  await settle();

  assert.deepEqual(browser.center.session.callsOf('wake'), [{ method: 'wake' }]);
  assert.equal(browser.clock.timerCount, 0);
});

test('who is identified in a follower is identified by the leader', async () => {
  const browser = openBrowser();
  const [, follower] = [await startInChat(browser), await browser.startPage()];
  const { session } = browser.center;

  const identifying = follower.client.identify('signed-token');
  await settle();
  await identifying;
  browser.center.session.greet({ ...open, identified: true });
  await settle();

  assert.deepEqual(
    session.callsOf('identify').map(({ identityToken }) => identityToken),
    ['signed-token'],
  );
  assert.equal(follower.client.state.isIdentified, true);
});

/** The first page: it leads, in a conversation where Mina answered and the customer wrote. */
async function startInChat(
  { openPage, center }: Browser,
  entries = [arrived(1), answered(2), fromCustomer(3, commandId(3))],
): Promise<CustomerPage> {
  const page = openPage();
  await page.client.start();
  await settle();
  center.session.greet(open);
  await settle();
  center.session.emit('receipts', { conversationId: one, customer: none, agent: none });
  center.session.emit('entries', { conversationId: one, entries, cursor: cursor(3) });
  await settle();
  return page;
}

function say({ center }: Browser, entries: ReturnType<typeof fromAgent>[], seq: number): void {
  center.session.emit('entries', { conversationId: one, entries, cursor: cursor(seq) });
}

/** Keys and progress of one's own messages. */
function progress({ client }: CustomerPage): unknown[] {
  return client.chat.view.items.flatMap((item) =>
    item.kind === 'message' && item.isMine ? [[item.key, item.progress]] : [],
  );
}
