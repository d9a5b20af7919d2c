import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, type CustomerWelcome } from '@beside/protocol';
import { fromAgent, text } from '../testing/entries.ts';
import { settle } from '../testing/fake-clock.ts';
import { conversationId, epoch } from '../testing/ids.ts';
import { openBrowser, type Browser } from '../testing/open-customers.ts';

const KEYS = ['shop.token', 'shop.outbox', 'shop.reports', 'shop.context'];
const open: Partial<CustomerWelcome> = {
  conversation: { conversationId: conversationId(1), epoch: epoch(1), status: 'assigned', lastSeq: 2 },
};

test('forgetting takes token, outbox, reports and history away, and connects nobody', async () => {
  const browser = openBrowser();
  const { client } = await startInChat(browser);
  browser.center.session.disconnect();
  await client.chat.send(text('not sent yet'));
  client.report('launcher.opened');
  await browser.clock.advance(1_000);
  const before = await keptKeys(browser);

  await client.forget();
  client.report('launcher.closed');
  await browser.clock.advance(60_000);

  assert.deepEqual(before, KEYS);
  assert.deepEqual(await keptKeys(browser), []);
  assert.deepEqual(client.chat.view.items, []);
  assert.deepEqual(
    [client.state.phase, client.state.isLeader, client.state.site, browser.center.session.isClosed],
    ['idle', false, undefined, true],
  );
  assert.deepEqual(
    [browser.clock.timerCount, browser.tabs.channelCount, browser.center.sessions.length],
    [0, 0, 1],
  );
});

test('forgetting in one tab forgets in all of them', async () => {
  const browser = openBrowser();
  const pages = [await startInChat(browser), await browser.startPage(), await browser.startPage()];
  browser.center.session.disconnect();
  await pages[1]?.client.chat.send(text('not sent yet'));
  await settle();

  await pages[2]?.client.forget();
  await settle();

  for (const { client } of pages)
    assert.deepEqual(
      [client.state.phase, client.chat.view.items, client.chat.view.status],
      ['idle', [], 'new'],
    );
  assert.deepEqual(await keptKeys(browser), []);
  assert.deepEqual([browser.tabs.channelCount, browser.clock.timerCount], [0, 0]);
});

test('a tab that was not started forgets for those that were', async () => {
  const browser = openBrowser();
  const started = await startInChat(browser);

  await browser.openPage().client.forget();
  await settle();

  assert.deepEqual([started.client.state.phase, await keptKeys(browser)], ['idle', []]);
});

test('after forgetting the next start is that of somebody who was never here', async () => {
  const browser = openBrowser();
  const page = await startInChat(browser);
  await page.client.setContext({ customerName: '하늘' });
  await page.client.forget();

  await page.client.chat.send(text('Hello'));
  await settle();
  browser.center.session.greet({ customerId: '01900000-0000-7000-8000-0000000000c2' });
  await settle();

  const [start] = browser.center.session.callsOf('execute').map(({ command }) => command);
  assert.equal(browser.center.session.options.token, undefined);
  assert.deepEqual(start?.type === 'conversation.start' && start.context, {});
  assert.deepEqual(
    page.toldOf('ready').map(({ customerId }) => customerId.at(-1)),
    ['1', '2'],
  );
});

test('who is identified is greeted anew, with the conversation that is theirs', async () => {
  const browser = openBrowser();
  const page = await startInChat(browser);
  const [first] = browser.center.sessions;

  await page.client.identify('signed-token');
  await settle();
  browser.center.session.greet({ conversation: null, identified: true });
  await settle();

  assert.deepEqual(
    first?.callsOf('identify').map(({ identityToken }) => identityToken),
    ['signed-token'],
  );
  assert.deepEqual([browser.center.sessions.length, first?.isClosed], [2, true]);
  assert.equal(page.client.state.isIdentified, true);
  assert.deepEqual(page.client.chat.view.items, []);
});

test('an identity waits for the connection, and a bad one is refused', async () => {
  const browser = openBrowser();
  const page = browser.openPage();
  const codes: unknown[] = [];
  const identify = (token: string) =>
    page.client.identify(token).then(
      () => codes.push(`${token} accepted`),
      (error: BesideError) => codes.push(`${token} ${error.code}`),
    );
  browser.center.script.identify = () => Promise.reject(new BesideError('unauthenticated'));

  void identify('early');
  await page.client.start();
  await settle();
  const before = [...codes];
  browser.center.session.greet();
  await settle();

  assert.deepEqual([before, codes], [[], ['early unauthenticated']]);
});

test('stopping says of an identity that waits that it is closed', async () => {
  const browser = openBrowser();
  const { client } = browser.openPage();
  const identifying = assert.rejects(client.identify('token'), { code: 'closed' });

  client.stop();

  await identifying;
});

test('what the customer did is reported by the leader, from whichever tab, and survives a reload', async () => {
  const browser = openBrowser();
  const [, follower] = [await startInChat(browser), await browser.startPage()];
  follower.client.report('faq.opened', { topic: 'returns' });
  await browser.clock.advance(1_000);
  const fromFollower = browser.center.session.callsOf('report').map(namesOf);
  browser.center.script.report = () => new Promise(() => undefined);
  follower.client.report('faq.closed');
  await browser.clock.advance(1_000);

  for (const session of browser.center.sessions) session.close();
  const reloaded = openBrowser();
  const kept = await browser.store.get('shop.reports');
  await reloaded.store.update('shop.reports', () => kept);
  await reloaded.startPage();

  const again = reloaded.center.session.callsOf('report');
  assert.deepEqual(fromFollower, [['faq.opened']]);
  assert.deepEqual(again.map(namesOf), [['faq.closed']]);
  assert.equal(again[0]?.reportId, browser.center.session.callsOf('report').at(-1)?.reportId);
});

test('reports of a page that goes away leave with it, also when the lead is given up in the same moment', async () => {
  for (const way of ['leave', 'freeze', 'stop'] as const) {
    const browser = openBrowser();
    const page = await startInChat(browser);
    await browser.clock.advance(2_000);
    const { session } = browser.center;
    page.client.report('launcher.closed');

    if (way === 'freeze') page.tab.freeze();
    else page.client[way]();
    if (way === 'freeze') page.client.leave();
    await settle();

    assert.deepEqual(session.callsOf('report-on-exit').map(namesOf), [['launcher.closed']], way);
    assert.equal(await browser.store.get('shop.reports'), undefined, way);
  }
});

test('a conversation and what is sent into it are reported by the client itself', async () => {
  const browser = openBrowser();
  const { client } = await browser.startPage();

  await client.chat.send(text('Hello'));
  await browser.clock.advance(1_000);

  const [report] = browser.center.session.callsOf('report');
  assert.deepEqual(
    report?.interactions.map(({ name, properties }) => [name, properties]),
    [
      ['conversation.started', {}],
      ['message.sent', { kind: 'text' }],
    ],
  );
});

/** A page in a conversation, with a token. */
async function startInChat(browser: Browser) {
  const page = await browser.startPage();
  const { session } = browser.center;
  session.emit('token', { token: 'a-token' });
  session.greet(open);
  const entries = [fromAgent(2)];
  session.emit('entries', {
    conversationId: conversationId(1),
    entries,
    cursor: { epoch: epoch(1), seq: 2 },
  });
  await settle();
  return page;
}

async function keptKeys({ store }: Browser): Promise<string[]> {
  const values = await Promise.all(KEYS.map((key) => store.get(key)));
  return KEYS.filter((_, index) => values[index] !== undefined);
}

function namesOf({
  interactions,
}: {
  readonly interactions: readonly { readonly name: string }[];
}): string[] {
  return interactions.map(({ name }) => name);
}
