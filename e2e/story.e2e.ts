/**
 * The main job, in real browsers against a real server on three origins: a customer in a cart writes, an agent takes the
 * conversation and answers; reload, network cut, kill -9, two tabs, two agents, an agent who disappears.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';

import type { Browser, BrowserContext, Page } from 'playwright-core';

import { openConsole, openPage, startBrowser } from './support/browser.ts';
import { startServer, type ServerProcess } from './support/server-process.ts';

let browser: Browser;
let server: ServerProcess;
let contexts: BrowserContext[];
let problems: string[][];

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

beforeEach(async () => {
  server = await startServer();
  contexts = [];
  problems = [];
});
afterEach(async () => {
  for (const context of contexts) await context.close();
  await server.stop();
});

test('a customer in a cart is helped by an agent, across origins, and both reload without losing anything', async () => {
  const agent = await signIn(0);
  const customer = await openCart();

  await openChat(customer);
  await write(customer, 'Is the lamp in stock?');
  await accept(agent);
  await message(agent, 'Is the lamp in stock?').waitFor();
  await reply(agent, '네, 재고가 있습니다. Yes, it is.');
  await message(customer, '네, 재고가 있습니다. Yes, it is.').waitFor();

  await customer.reload();
  await agent.reload();
  await message(customer, 'Is the lamp in stock?').waitFor();
  await message(customer, '네, 재고가 있습니다. Yes, it is.').waitFor();
  await message(agent, 'Is the lamp in stock?').waitFor();
  assert.deepEqual(await texts(customer), ['Is the lamp in stock?', '네, 재고가 있습니다. Yes, it is.']);
  assert.deepEqual(problems.flat(), []);
});

test('what is written without network waits visibly and arrives once, in order, when it is back', async () => {
  const agent = await signIn(0);
  const customer = await openCart();
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

test('kill -9 between sending and answering loses nothing and doubles nothing', async () => {
  const agent = await signIn(0);
  const customer = await openCart();
  await openChat(customer);
  await write(customer, 'before');
  await accept(agent);
  await message(agent, 'before').waitFor();

  await server.kill();
  await write(customer, 'while it is down');
  await reply(agent, 'written while it is down');
  await server.restart();

  await message(agent, 'while it is down').waitFor({ timeout: 40_000 });
  await message(customer, 'written while it is down').waitFor({ timeout: 40_000 });
  await reply(agent, 'after');
  await message(customer, 'after').waitFor();
  assert.equal((await texts(customer)).length, 4);
  assert.deepEqual((await texts(customer)).toSorted(), (await texts(agent)).toSorted());
  assert.deepEqual(await texts(customer), await texts(agent));
});

test('two tabs of one customer show one conversation, write into it and use one connection', async () => {
  const agent = await signIn(0);
  const first = await openCart();
  await openChat(first);
  await write(first, 'from the first tab');
  await accept(agent);
  await message(agent, 'from the first tab').waitFor();

  const second = (await openPage(first.context(), `${server.line.demo}/demo/shop/cart`)).page;
  let sockets = 0;
  second.on('websocket', () => (sockets += 1));
  await openChat(second);
  await message(second, 'from the first tab').waitFor();
  await write(second, 'from the second tab');
  await message(first, 'from the second tab').waitFor();
  await reply(agent, 'to both');
  await message(first, 'to both').waitFor();
  await message(second, 'to both').waitFor();
  assert.equal(sockets, 0, 'the second tab mirrors the first one');

  await first.close();
  await write(second, 'the second tab leads now');
  await message(agent, 'the second tab leads now').waitFor();
  assert.deepEqual(await texts(second), await texts(agent));
});

test('[Q4] an offer rings at one agent, goes on to the other when declined, and exactly one takes it', async () => {
  const first = await signIn(0);
  const second = await signIn(1);
  const customer = await openCart();
  await openChat(customer);
  await write(customer, 'who is there?');

  const rings = async (page: Page): Promise<boolean> =>
    page.getByRole('button', { name: 'Decline' }).isVisible();
  await waitFor(async () => (await rings(first)) || (await rings(second)));
  const [ringing, other] = (await rings(first)) ? [first, second] : [second, first];
  await ringing.getByRole('button', { name: 'Decline' }).click();
  await accept(other);

  await message(other, 'who is there?').waitFor();
  await reply(other, 'me');
  await message(customer, 'me').waitFor();
  assert.equal(await ringing.getByRole('button', { name: 'Accept' }).count(), 0);
});

test('[Q4] when the agent disappears the customer is told and another agent goes on with the whole history', async () => {
  const first = await signIn(0);
  const customer = await openCart();
  await openChat(customer);
  await write(customer, 'please stay');
  await accept(first);
  await reply(first, 'of course');
  await message(customer, 'of course').waitFor();

  const second = await signIn(1);
  await first.context().close();

  await customer.getByText(/lost the connection/).waitFor({ timeout: 45_000 });
  await accept(second);
  await message(second, 'of course').waitFor();
  await reply(second, 'I go on');
  await message(customer, 'I go on').waitFor();
  assert.deepEqual(await texts(customer), ['please stay', 'of course', 'I go on']);
});

test('the whole story works by keyboard alone', async () => {
  const agent = await signIn(0);
  const customer = await openCart();

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

async function signIn(index: number): Promise<Page> {
  const login = server.line.logins.filter((candidate) => candidate.role === 'agent')[index];
  assert.ok(login, 'the demo has two agents');
  const context = await newContext();
  const watched = await openConsole(context, server.line, login);
  problems.push(watched.problems);
  await watched.page.getByRole('radio', { name: 'Available' }).check();
  return watched.page;
}

async function openCart(): Promise<Page> {
  const watched = await openPage(await newContext(), `${server.line.demo}/demo/shop/cart`);
  problems.push(watched.problems);
  return watched.page;
}

async function newContext(): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
  contexts.push(context);
  return context;
}

async function openChat(page: Page): Promise<void> {
  await page.locator('beside-launcher').getByRole('button', { name: /^Help/ }).click();
  const start = page.getByRole('button', { name: /Chat with us|Continue your conversation/ });
  const composer = page.getByLabel('Your message');
  await start.or(composer).first().waitFor();
  if (await start.isVisible()) await start.click();
  await composer.waitFor();
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByLabel('Your message').fill(text);
  await page.getByLabel('Your message').press('Enter');
  await message(page, text).waitFor();
}

const reply = write;

async function accept(agent: Page): Promise<void> {
  await agent.getByRole('button', { name: 'Accept' }).click({ timeout: 45_000 });
  await agent.getByLabel('Your message').waitFor();
}

function message(page: Page, text: string) {
  return page.getByRole('log').locator('.text').filter({ hasText: text }).first();
}

/** Texts of all messages in the log, top to bottom. */
async function texts(page: Page): Promise<string[]> {
  return (await page.getByRole('log').locator('.text').allInnerTexts()).map((text) => text.trim());
}

async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the condition did not become true');
}

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
