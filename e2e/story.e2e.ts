/**
 * The main job, in real browsers against a real server on three origins: a customer in a cart writes, an agent takes the
 * conversation and answers; reload, network cut, kill -9, two tabs, two agents, an agent who disappears.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';

import type { Browser, Page } from 'playwright-core';

import { startBrowser } from './support/browser.ts';
import { helpInCart, killInBetween } from './support/main-story.ts';
import { accept, message, openChat, openScene, texts, until, write, type Scene } from './support/scene.ts';

let browser: Browser;
let scene: Scene;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

beforeEach(async () => {
  scene = await openScene(browser);
});
afterEach(() => scene.close());

test('a customer in a cart is helped by an agent, across origins, and both reload without losing anything', () =>
  helpInCart(scene));

test('what is written without network waits visibly and arrives once, in order, when it is back', async () => {
  const agent = await scene.signIn(0);
  const customer = await scene.openCart();
  await openChat(customer);
  await write(customer, 'one');
  await accept(agent);
  await message(agent, 'one').waitFor();

  await customer.context().setOffline(true);
  await write(customer, 'two');
  await write(customer, 'three');
  await customer.getByText('Not sent yet').first().waitFor();
  await customer.context().setOffline(false);

  await message(agent, 'three').waitFor({ timeout: 40_000 });
  assert.deepEqual(await texts(agent), ['one', 'two', 'three']);
  assert.deepEqual(await texts(customer), ['one', 'two', 'three']);
});

test('[M1] what waits in the outbox survives a reload of the page and goes out once, in order', async () => {
  const agent = await scene.signIn(0);
  const customer = await scene.openCart();
  let isCut = false;
  await customer.context().routeWebSocket(/\/v1\/socket$/, (socket) => {
    if (isCut) return void socket.close();
    const server = socket.connectToServer();
    // Both ways by hand, so that the line can go silent in the middle.
    socket.onMessage((text) => {
      if (!isCut) server.send(text);
    });
  });
  await customer.reload();
  await openChat(customer);
  await write(customer, 'one');
  await accept(agent);
  await message(agent, 'one').waitFor();

  isCut = true;
  await write(customer, 'two');
  await write(customer, 'three');
  await customer.reload();
  await message(customer, 'three').waitFor();
  assert.deepEqual(await texts(agent), ['one']);
  isCut = false;

  await message(agent, 'three').waitFor({ timeout: 40_000 });
  assert.deepEqual(await texts(agent), ['one', 'two', 'three']);
  await until(async () => (await texts(customer)).join() === 'one,two,three');
});

test('kill -9 between sending and answering loses nothing and doubles nothing', () => killInBetween(scene));

test('two tabs of one customer show one conversation, write into it and use one connection', async () => {
  const agent = await scene.signIn(0);
  const first = await scene.openCart();
  await openChat(first);
  await write(first, 'from the first tab');
  await accept(agent);
  await message(agent, 'from the first tab').waitFor();

  const second = await scene.openTab(first);
  let sockets = 0;
  second.on('websocket', () => (sockets += 1));
  // A chat that is open goes on by itself on the next page.
  await message(second, 'from the first tab').waitFor();
  await write(second, 'from the second tab');
  await message(first, 'from the second tab').waitFor();
  await write(agent, 'to both');
  await message(first, 'to both').waitFor();
  await message(second, 'to both').waitFor();
  assert.equal(sockets, 0, 'the second tab mirrors the first one');

  await first.close();
  await write(second, 'the second tab leads now');
  await message(agent, 'the second tab leads now').waitFor();
  assert.deepEqual(await texts(second), await texts(agent));
});

test('[Q4] an offer rings at one agent, goes on to the other when declined, and exactly one takes it', async () => {
  const first = await scene.signIn(0);
  const second = await scene.signIn(1);
  const customer = await scene.openCart();
  await openChat(customer);
  await write(customer, 'who is there?');

  const rings = async (page: Page): Promise<boolean> =>
    page.getByRole('button', { name: 'Decline' }).isVisible();
  await until(async () => (await rings(first)) || (await rings(second)));
  const [ringing, other] = (await rings(first)) ? [first, second] : [second, first];
  await ringing.getByRole('button', { name: 'Decline' }).click();
  await accept(other);

  await message(other, 'who is there?').waitFor();
  await write(other, 'me');
  await message(customer, 'me').waitFor();
  assert.equal(await ringing.getByRole('button', { name: 'Accept' }).count(), 0);
});

test('[Q4] when the agent disappears the customer is told and another agent goes on with the whole history', async () => {
  const first = await scene.signIn(0);
  const customer = await scene.openCart();
  await openChat(customer);
  await write(customer, 'please stay');
  await accept(first);
  await write(first, 'of course');
  await message(customer, 'of course').waitFor();

  const second = await scene.signIn(1);
  await first.context().close();

  await customer.getByText(/lost the connection/).waitFor({ timeout: 45_000 });
  await accept(second);
  await message(second, 'of course').waitFor();
  await write(second, 'I go on');
  await message(customer, 'I go on').waitFor();
  assert.deepEqual(await texts(customer), ['please stay', 'of course', 'I go on']);
});

test('the whole story works by keyboard alone', async () => {
  const agent = await scene.signIn(0);
  const customer = await scene.openCart();

  await focusByTab(customer, 'Help');
  await customer.keyboard.press('Enter');
  await focusByTab(customer, 'Chat with us');
  await customer.keyboard.press('Enter');
  await customer.getByLabel('Your message').waitFor();
  await customer.keyboard.type('by keyboard');
  await customer.keyboard.press('Enter');
  await focusByTab(agent, 'Accept');
  await agent.keyboard.press('Enter');
  await message(agent, 'by keyboard').waitFor();
  await agent.keyboard.type('answered by keyboard');
  await agent.keyboard.press('Enter');

  await message(customer, 'answered by keyboard').waitFor();
  await customer.keyboard.press('Escape');
  assert.equal(await focusedName(customer), 'Help');
});

async function focusByTab(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if ((await focusedName(page)).startsWith(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${name}`);
}

function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    return (focused?.getAttribute('aria-label') ?? focused?.textContent ?? '').trim();
  });
}
