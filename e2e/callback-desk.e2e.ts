/**
 * The callback desk against a real server: nobody answers, so it rings again; moved by the agent, decided by supervisors,
 * superseded by a chat.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Browser, Page } from 'playwright-core';

import { openConsole, startBrowser } from './support/browser.ts';
import { accept, openScene, until, write, type Scene } from './support/scene.ts';

let browser: Browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Asks in the cart to be called as soon as possible. */
async function ask(customer: Page): Promise<void> {
  await customer.locator('beside-launcher').getByRole('button', { name: /^Help/ }).click();
  await customer.getByRole('button', { name: /We call you/ }).click();
  await customer.locator('beside-callback .choice input').first().check();
  await customer.getByLabel('Which number shall we call?').fill('010 1234 5678');
  await customer.locator('beside-callback input[type=checkbox]').first().check();
  await customer.getByRole('button', { name: 'Ask for the call' }).click();
}

/** This machine has no telephone, and the browser waits for the link to go somewhere. */
async function keepTelephoneLinks(agent: Page): Promise<void> {
  await agent.evaluate(() => {
    HTMLAnchorElement.prototype.click = () => undefined;
  });
}

async function inScene(body: (scene: Scene) => Promise<void>): Promise<void> {
  const scene = await openScene(browser);
  try {
    await body(scene);
    assert.deepEqual(scene.problems(), []);
  } finally {
    await scene.close();
  }
}

test('[C2] [C6] nobody answers: both sides read when it rings again, and the agent moves it to another time', () =>
  inScene(async (scene) => {
    const agent = await scene.signIn(0);
    await keepTelephoneLinks(agent);
    const customer = await scene.openCart();
    await ask(customer);
    await agent.getByRole('button', { name: 'Accept' }).click();
    await agent.getByRole('button', { name: 'Dial with your telephone' }).click();
    await agent.getByRole('button', { name: 'No answer' }).click();

    await agent.getByText(/was not reached. It rings again at/).waitFor();
    await agent
      .locator('header')
      .getByText(/Rings again at/)
      .waitFor();
    await agent.getByRole('button', { name: 'Make it mine' }).click();
    await agent.getByRole('button', { name: 'Reschedule' }).click();
    const dialog = agent.getByRole('dialog');
    await dialog.getByLabel('Day').selectOption({ index: 1 });
    await dialog.getByLabel('Time').selectOption({ label: '10:00' });
    await dialog.getByRole('button', { name: 'Reschedule' }).click();

    await dialog.waitFor({ state: 'hidden' });
    await customer.getByText(/10:00/).first().waitFor();
    await agent.getByRole('button', { name: 'Call off' }).click();
    await dialog.getByRole('button', { name: 'Call off' }).click();
    await customer
      .getByText(/called off/i)
      .first()
      .waitFor();
  }));

test('a supervisor plans agents and pauses: customers are offered no call at once', () =>
  inScene(async (scene) => {
    const login = scene.server.line.logins.find(({ role }) => role === 'supervisor');
    assert.ok(login, 'the demo has a supervisor');
    await scene.signIn(0);
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
    const { page: supervisor } = await openConsole(context, scene.server.line, login);
    await supervisor.getByRole('button', { name: /^Callbacks/ }).click();
    await supervisor.getByRole('button', { name: 'Team' }).click();
    await supervisor
      .getByRole('button', { name: /^One more/ })
      .first()
      .click();
    const pauses = supervisor.getByRole('button', { name: /^Pause callbacks/ });
    for (let left = await pauses.count(); left > 0; left -= 1) {
      await pauses.first().click();
      await until(async () => (await pauses.count()) < left);
    }
    await supervisor.getByText('Paused: no callback is offered to customers.').first().waitFor();

    const customer = await scene.openCart();
    await customer.locator('beside-launcher').getByRole('button', { name: /^Help/ }).click();
    await customer.getByRole('button', { name: /We call you/ }).click();
    await customer.locator('beside-callback').waitFor();
    assert.equal(await customer.locator('beside-callback .choice input').count(), 0);
    await context.close();
  }));

test('[Q7] a supervisor closes today: customers are offered other days only, at once', () =>
  inScene(async (scene) => {
    const login = scene.server.line.logins.find(({ role }) => role === 'supervisor');
    assert.ok(login, 'the demo has a supervisor');
    await scene.signIn(0);
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
    const { page: supervisor } = await openConsole(context, scene.server.line, login);
    await supervisor.getByRole('button', { name: /^Callbacks/ }).click();
    await supervisor.getByRole('button', { name: 'Team' }).click();
    const hours = supervisor.getByLabel('shop').locator('beside-opening-hours');
    await hours.getByRole('button', { name: 'Change: Today' }).click();
    await hours.getByRole('radio', { name: 'Closed all day' }).check();
    await hours.getByLabel('Why, for colleagues').fill('Snow');
    await hours.getByRole('button', { name: 'Set the hours' }).click();
    await hours.getByText(/^Set by Sora Lee.*: Snow$/).waitFor();

    const customer = await scene.openCart();
    await customer.locator('beside-launcher').getByRole('button', { name: /^Help/ }).click();
    await customer.getByRole('button', { name: /We call you/ }).click();
    const panel = customer.locator('beside-callback');
    await panel.getByText('We are closed at the moment.').waitFor();
    assert.equal(await panel.locator('.choice input').count(), 1); // at a time they choose
    await context.close();
  }));

test('[Q6] whoever gets through by chat is not called any more: the preview ends, and the agent reads why', () =>
  inScene(async (scene) => {
    const agent = await scene.signIn(0);
    const customer = await scene.openCart();
    await ask(customer);
    await agent.getByRole('button', { name: 'Accept' }).click();
    await agent.getByText('Goes back to the queue in').waitFor();
    await customer.getByRole('button', { name: 'Back' }).click();
    await customer.getByRole('button', { name: /Chat with us|Continue your conversation/ }).click();
    await write(customer, 'I would rather write');
    await accept(agent);

    await agent.getByText('they reached each other by chat').waitFor();
  }));
