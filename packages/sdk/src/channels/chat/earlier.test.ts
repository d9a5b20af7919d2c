import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, type ConversationLine } from '@beside/protocol';
import { answered, arrived, ended, fromAgent, fromCustomer } from '../../testing/entries.ts';
import { settle } from '../../testing/fake-clock.ts';
import { conversationId } from '../../testing/ids.ts';
import { openBrowser, type CustomerPage } from '../../testing/open-customers.ts';
import { answerEarlier } from './earlier.ts';

const one = conversationId(1);
const line: ConversationLine = {
  conversationId: one,
  ...{ status: 'ended', startedAt: 10_000, endedAt: 10_005, lastSeq: 5, agentName: 'Mina' },
};
const whole = [arrived(1), fromCustomer(2), answered(3), fromAgent(4), ended(5)];

/** A leader and another tab, before a centre that knows one earlier conversation, in pages of two. */
async function setScene() {
  const browser = openBrowser();
  const pages = [await browser.startPage(), await browser.startPage()];
  browser.center.script.listConversations = () => ({ conversations: [line], more: false });
  browser.center.script.history = (_id, { beforeSeq }) => {
    const entries = whole.filter(({ seq }) => seq < beforeSeq).slice(-3);
    return { entries, more: (entries[0]?.seq ?? 1) > 1 };
  };
  return { browser, pages };
}

async function readAll({ client }: CustomerPage) {
  const earlier = await client.openEarlier();
  const { conversations, more } = await earlier.list({ limit: 20 });
  const newest = await earlier.read({ conversationId: one, lastSeq: 5 });
  const all = await newest.readEarlier();
  return { conversations, more, newest: newest.view, all: all.view };
}

test('[M3] an ended conversation is read page by page, in any tab, by the one that leads', async () => {
  const { browser, pages } = await setScene();

  const read = [];
  for (const page of pages) read.push(await readAll(page));

  const [leader, other] = read;
  assert.deepEqual(other, leader);
  assert.deepEqual([leader?.conversations, leader?.more], [[line], false]);
  assert.deepEqual(
    [leader?.newest, leader?.all].map((view) => [view?.items.length, view?.hasEarlier]),
    [
      [3, true],
      [4, false],
    ],
  );
  const { status, unreadCount, isLoaded } = leader?.all ?? {};
  assert.deepEqual({ status, unreadCount, isLoaded }, { status: 'ended', unreadCount: 0, isLoaded: true });
  assert.equal(browser.center.sessions.length, 1);
  const [asked] = browser.center.session.callsOf('list-conversations');
  assert.deepEqual(asked, { method: 'list-conversations', before: undefined, limit: 20 });
  const [read1] = browser.center.session.callsOf('history');
  assert.deepEqual(read1, { method: 'history', conversationId: one, beforeSeq: 6, limit: 50 });
});

test('reading earlier conversations changes nothing in the chat that goes on', async () => {
  const { browser, pages } = await setScene();
  const [page] = pages;
  assert.ok(page);
  const before = page.client.chat.view;

  await readAll(page);

  assert.equal(page.client.chat.view, before);
  assert.deepEqual(browser.center.session.callsOf('follow'), []);
  assert.deepEqual(browser.center.session.callsOf('receipt'), []);
});

test('what cannot be read now says why, in any tab', async () => {
  const { browser, pages } = await setScene();
  browser.center.session.disconnect();

  const codes = [];
  for (const { client } of pages) {
    const earlier = await client.openEarlier();
    codes.push(await earlier.list({ limit: 5 }).catch((error: unknown) => error));
  }

  assert.deepEqual(
    codes.map((error) => error instanceof BesideError && error.code),
    ['disconnected', 'disconnected'],
  );
});

test('a question of another tab that has not its form is refused', async () => {
  const { browser } = await setScene();

  const asked = answerEarlier(browser.center.session, { of: 'everything' });

  await assert.rejects(asked, { code: 'bad_frame' });
});

test('the state says whether there are earlier ones', async () => {
  const browser = openBrowser();
  const page = await browser.startPage();

  browser.center.session.greet({ hasEarlier: true });
  await settle();
  const other = await browser.startPage();

  assert.deepEqual([page.client.state.hasEarlier, other.client.state.hasEarlier], [true, true]);
});
