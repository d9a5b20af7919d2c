/**
 * What a site knows helps before, while and after somebody waits: an article answers a misspelt question by itself, the
 * customer reads it in place and is told honestly when a person comes; one says that it was enough; the agent of another
 * is suggested what fits and sends it.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';

import type { Browser, Page } from 'playwright-core';

import { startBrowser } from './support/browser.ts';
import { accept, openChat, openScene, until, write, type Scene } from './support/scene.ts';

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

const article = (page: Page) => page.locator('beside-article-message').last();

test('[M7] an article answers a misspelt question while its customer waits; one press says that it was enough', async () => {
  const customer = await scene.openCart();
  await customer.goto(`${scene.server.line.demo}/demo/insurance/`);
  await openChat(customer);
  await write(customer, 'How do I make a cliam?');

  await article(customer).getByText('Automatic answer').waitFor();
  await article(customer).getByRole('button', { name: 'Read it all' }).click();
  await article(customer).getByText('On the day of the decision we pay').waitFor();
  await article(customer).getByRole('button', { name: 'Talk to a person' }).click();
  await article(customer).getByRole('status').filter({ hasText: 'Nobody is free right now' }).waitFor();
  await article(customer).getByRole('button', { name: 'That helped' }).click();
  await customer.getByText('This conversation has ended').first().waitFor();

  const agent = await scene.signIn(0);
  await agent.getByText('Waiting for the next conversation').waitFor();
  assert.deepEqual(scene.problems(), []);
});

test('[M7] an agent is suggested what fits the last words, puts it into a message and sends it as a card', async () => {
  const agent = await scene.signIn(0);
  const customer = await scene.openCart();
  await openChat(customer);
  await write(customer, 'Good morning');
  await accept(agent);
  await write(customer, 'My lamp arrived brokn, can I swap it?');

  await agent.getByRole('group', { name: 'Suggested articles' }).waitFor();
  await agent.getByRole('button', { name: 'Insert: Exchange an item' }).click();
  await until(async () => /A photograph is enough/.test(await agent.getByLabel('Your message').inputValue()));
  await agent.getByRole('button', { name: 'Send card: Exchange an item' }).click();

  await article(customer).getByText('Article', { exact: true }).waitFor();
  assert.equal(await article(customer).getByRole('button', { name: 'That helped' }).count(), 0);
  await article(customer).getByRole('button', { name: 'Read it all' }).click();
  await article(customer).getByText('Both ways together cost').waitFor();
  await until(
    async () => (await agent.getByRole('button', { name: 'Send card: Exchange an item' }).count()) === 0,
  );
  assert.deepEqual(scene.problems(), []);
});
