/**
 * Help is offered before it is asked for, once, to whoever a form refused three times, while somebody is free. Nothing
 * leaves the page unless the customer takes it.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { findBarriers } from './support/audit.ts';
import { startBrowser } from './support/browser.ts';
import { accept, openScene, until, write, type Scene } from './support/scene.ts';

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

/** A customer at the checkout, whose time can be moved on, and what its page asked servers for besides its own files. */
async function openCheckout(look: BrowserContextOptions = {}): Promise<{ page: Page; asked: string[] }> {
  const page = await scene.openCart(look);
  await page.clock.install();
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith('/demo/')) asked.push(`${request.method()} ${pathname}`);
  });
  await page.goto(`${scene.server.line.demo}/demo/shop/checkout`);
  await page.locator('beside-launcher .launcher').waitFor();
  await until(async () => asked.includes('GET /v1/sites/shop/invitations'));
  return { page, asked };
}

/** Sends the empty form three times; complaints within half a second would be one mistake. */
async function mistake(page: Page): Promise<void> {
  for (let count = 0; count < 3; count += 1) {
    await page.clock.fastForward(600);
    await page.locator('#place-order').click();
    await page.locator('#problems').waitFor();
  }
}

const card = (page: Page) => page.locator('beside-launcher .invitation');
/** Scripts and the one question that every page asks. */
const QUIET = /^GET \/(?:beside|invitations|chunks\/[^/]+|v1\/sites\/shop\/invitations)(?:\.js)?$/;

test('[N1] [N7] whoever makes three mistakes is invited, takes it by keyboard, and an agent sees them', async () => {
  const agent = await scene.signIn(0);
  await until(async () => (await capacity()).hasFreeAgent);
  const { page, asked } = await openCheckout();
  assert.equal(await card(page).count(), 0);

  await mistake(page);
  await card(page).waitFor();

  assert.deepEqual(
    asked.filter((line) => !QUIET.test(line)),
    [],
  );
  assert.deepEqual(await findBarriers(page), []);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'problems');
  await page.locator('beside-launcher .accept').focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Your message').waitFor();
  await write(page, 'It does not take my address');
  await accept(agent);
  await agent.getByText('It does not take my address').first().waitFor();
  assert.equal(await card(page).count(), 0);
  assert.deepEqual(scene.problems(), []);
});

test('[N2] [N3] [N7] whoever turns it down is heard of by nobody, and is not asked again', async () => {
  await scene.signIn(0);
  await until(async () => (await capacity()).hasFreeAgent);
  const { page, asked } = await openCheckout({ locale: 'ko-KR', colorScheme: 'dark' });
  await mistake(page);
  await card(page).waitFor();
  const said = await card(page).innerText();

  await page.locator('beside-launcher .dismiss').focus();
  await page.keyboard.press('Escape');
  await card(page).waitFor({ state: 'detached' });

  assert.match(said, /[가-힣]/);
  assert.deepEqual(await focused(page), 'launcher');
  await mistake(page);
  await page.reload();
  await page.locator('beside-launcher .launcher').waitFor();
  await mistake(page);
  await page.clock.fastForward(2_000);
  assert.equal(await card(page).count(), 0);
  assert.deepEqual(
    asked.filter((line) => !QUIET.test(line)),
    [],
  );
  assert.equal(asked.filter((line) => line.endsWith('/invitations')).length, 1);
});

test('[N4] while nobody is free, nobody is invited', async () => {
  const { page, asked } = await openCheckout();

  await mistake(page);
  await page.clock.fastForward(3_000);

  assert.equal(await card(page).count(), 0);
  assert.deepEqual(
    asked.filter((line) => !QUIET.test(line)),
    [],
  );
});

/** As pages are told. */
async function capacity(): Promise<{ readonly hasFreeAgent: boolean }> {
  const answer = await fetch(`${scene.server.line.url}/v1/sites/shop/invitations`);
  return ((await answer.json()) as { capacity: { hasFreeAgent: boolean } }).capacity; // our own server
}

/** Class of what has the focus inside of the launcher. */
function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className.split(' ')[0]);
}
