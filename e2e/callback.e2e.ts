/**
 * Being called back, in real browsers against a real server: asked for in the cart, rung by hand or through the simulated
 * exchange, moved and called off, superseded by a chat.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Browser, Page } from 'playwright-core';

import { startBrowser } from './support/browser.ts';
import { EXCHANGE_SECRETS, exchangeConfig, findFreePort, startExchange } from './support/exchange-process.ts';
import { openScene, until, type Scene } from './support/scene.ts';
import { startConfigured } from './support/start-configured.ts';

let browser: Browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const panel = (customer: Page) => customer.locator('beside-callback');

async function openPanel(customer: Page): Promise<void> {
  await customer.locator('beside-launcher').getByRole('button', { name: /^Help/ }).click();
  await customer.getByRole('button', { name: /We call you/ }).click();
  await customer.getByLabel('Which number shall we call?').waitFor();
}

/** Fills in what is needed and asks, for now or for the first time that is offered. */
async function ask(customer: Page, when: 'now' | 'later' = 'now'): Promise<void> {
  await openPanel(customer);
  const choices = panel(customer).locator('.choice input');
  await (when === 'now' ? choices.first() : choices.last()).check();
  if (when === 'later') await panel(customer).locator('.slot input').first().check();
  await customer.getByLabel('Which number shall we call?').fill('010 1234 5678');
  await panel(customer).locator('input[type=checkbox]').first().check();
  await panel(customer).getByRole('button', { name: 'Ask for the call' }).click();
}

async function digitsOf(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().innerText()).replace(/\D/g, '');
}

/** This machine has no telephone, and the browser waits for the link to go somewhere. */
async function keepTelephoneLinks(agent: Page): Promise<void> {
  await agent.evaluate(() => {
    const dialled: string[] = [];
    Object.assign(globalThis, { dialled });
    HTMLAnchorElement.prototype.click = function () {
      dialled.push(this.href);
    };
  });
}

async function finish(agent: Page): Promise<void> {
  await agent.getByRole('radio', { name: 'Solved' }).check();
  await agent.getByRole('button', { name: 'Finish' }).click();
}

async function inScene(body: (scene: Scene) => Promise<void>, scene: Scene): Promise<void> {
  try {
    await body(scene);
    assert.deepEqual(scene.problems(), []);
  } finally {
    await scene.close();
  }
}

test('[C9] [C10] [C12] asked for in the cart, rung by hand: both see the same digits, and the agent says how it went', async () => {
  await inScene(
    async (scene) => {
      const agent = await scene.signIn(0);
      await keepTelephoneLinks(agent);
      const customer = await scene.openCart();
      await ask(customer);

      await agent.getByRole('button', { name: 'Accept' }).click();
      const digits = await digitsOf(agent, '.digits');
      assert.match(digits, /^\d\d$/);
      await customer.getByText(digits, { exact: true }).waitFor();
      await agent.getByText('010-1234-5678').first().waitFor();
      await agent.getByText('Full Moon Table Lamp').first().waitFor(); // the cart came along
      await agent.getByRole('button', { name: 'Dial with your telephone' }).click();
      await agent.getByRole('button', { name: 'They answered' }).click();
      await customer
        .getByText(/You are talking/)
        .first()
        .waitFor();
      await finish(agent);

      await customer
        .getByText(/We have talked/)
        .first()
        .waitFor();
      assert.deepEqual(await agent.evaluate('dialled'), ['tel:+821012345678']);
    },
    await openScene(browser),
  );
});

test('[C5] [C9] a call through the exchange rings the telephone once, and the pages follow it', async () => {
  const port = await findFreePort();
  const scene = await openScene(browser, () =>
    startConfigured({ demo: true, ...exchangeConfig(port) }, { env: EXCHANGE_SECRETS }),
  );
  const exchange = await startExchange(port, scene.server.line.url);
  try {
    await inScene(async () => {
      const agent = await scene.signIn(0);
      const customer = await scene.openCart();
      await ask(customer);

      await agent.getByRole('button', { name: 'Accept' }).click();
      await agent.getByRole('button', { name: /^Dial/ }).click();
      await customer
        .getByText(/You are talking/)
        .first()
        .waitFor();
      await agent.getByText('Call is over').first().waitFor();
      await finish(agent);
      await customer
        .getByText(/We have talked/)
        .first()
        .waitFor();

      assert.deepEqual(await exchange.dialled(), { '+821012345678': 1 });
    }, scene);
  } finally {
    await exchange.stop();
  }
});

test('[C3] [C7] a time is booked, moved and called off, and survives a reload and a kill of the server', async () => {
  await inScene(
    async (scene) => {
      const customer = await scene.openCart();
      await ask(customer, 'later');
      await customer.getByRole('button', { name: 'Another time' }).waitFor();
      const booked = await panel(customer).locator('h3').first().innerText();

      await scene.server.kill();
      await scene.server.restart();
      await customer.reload();
      await customer.getByRole('button', { name: 'Another time' }).waitFor();
      assert.equal(await panel(customer).locator('h3').first().innerText(), booked);

      await customer.getByRole('button', { name: 'Another time' }).click();
      await panel(customer).locator('.slot input').nth(2).check();
      await panel(customer).locator('.end .primary').click();
      await until(async () => (await panel(customer).locator('h3').first().innerText()) !== booked);

      await customer.getByRole('button', { name: 'Call it off' }).click();
      await customer
        .getByRole('button', { name: /Call it off/ })
        .last()
        .click();
      await customer
        .getByText(/called off/i)
        .first()
        .waitFor();
    },
    await openScene(browser),
  );
});
