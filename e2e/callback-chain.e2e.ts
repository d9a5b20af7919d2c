/**
 * The whole way of one callback, on two pages and a text message: booked in the cart, moved by the link, rung by the
 * exchange at its time, the same digits on both sides, and everything of it in the timeline. Half an hour passes by setting
 * the clocks of server and exchange.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';

import type { Browser, Page } from 'playwright-core';

import { findFaketime } from './faults/tools.ts';
import { openPage, startBrowser } from './support/browser.ts';
import { EXCHANGE_SECRETS, exchangeConfig, findFreePort, startExchange } from './support/exchange-process.ts';
import { openScene, until } from './support/scene.ts';
import { openSetClock } from './support/set-clock.ts';
import { startConfigured } from './support/start-configured.ts';
import { openTextGateway } from './support/text-gateway.ts';

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const panel = (customer: Page) => customer.locator('beside-callback');

async function bookLater(customer: Page): Promise<void> {
  await customer.locator('beside-launcher').getByRole('button', { name: /^Help/ }).click();
  await customer.getByRole('button', { name: /We call you/ }).click();
  await customer.getByLabel('Which number shall we call?').waitFor();
  await panel(customer).locator('.choice input').last().check();
  await panel(customer).locator('.slot input').first().check();
  await customer.getByLabel('Which number shall we call?').fill('010 1234 5678');
  await panel(customer).locator('input[type=checkbox]').first().check();
  await panel(customer).getByRole('button', { name: 'Ask for the call' }).click();
  await customer.getByRole('button', { name: 'Another time' }).waitFor();
}

/** Everything of the callback, in its order; reports are made of these. */
const STORY = [
  'conversation.arrived',
  'callback.requested',
  'callback.rescheduled',
  'callback.due',
  'callback.offered',
  'callback.previewing',
  'callback.dialing',
  'callback.connected',
  'callback.attempt-ended',
  'callback.noted',
  'callback.completed',
  'conversation.ended',
];

/** What the server has kept; of entries the types only, everything else is sealed. */
function readKept(dataDir: string) {
  const database = new DatabaseSync(join(dataDir, 'beside.sqlite'), { readOnly: true });
  const count = (sql: string) => (database.prepare(sql).get() as { count: number }).count; // of the query
  const types = database.prepare('SELECT type FROM entry ORDER BY seq').all() as { type: string }[]; // of the query
  const kept = {
    types: types.map(({ type }) => type).filter((type) => type !== 'conversation.context-changed'),
    handled: count("SELECT count(*) AS count FROM measure WHERE channel = 'callback' AND kind = 'handling'"),
    reports: count('SELECT count(*) AS count FROM report'),
  };
  database.close();
  return kept;
}

test(
  '[C2] [C7] [C9] [C10] booked in the cart, moved by the link, rung by the exchange, the same digits, all of it reported',
  { skip: findFaketime() === undefined && 'libfaketime is not installed' },
  async () => {
    const clock = await openSetClock();
    const dataDir = await mkdtemp(join(tmpdir(), 'beside-chain-'));
    const gateway = await openTextGateway();
    const port = await findFreePort();
    const sms = {
      ...{ provider: 'smtp', host: '127.0.0.1', port: gateway.port, encryption: 'none' },
      ...{ from: 'shop@shop.example', domain: 'sms.example' },
    };
    const scene = await openScene(browser, () =>
      startConfigured(
        { demo: true, ...exchangeConfig(port), messages: { sms } },
        { dataDir, env: { ...EXCHANGE_SECRETS, ...clock.env } },
      ),
    );
    const exchange = await startExchange(port, scene.server.line.url, ['--pace', '150'], clock.env);
    try {
      const customer = await scene.openCart();
      await bookLater(customer);
      const booked = await panel(customer).locator('h3').first().innerText();
      const { to, text } = await gateway.next();
      assert.equal(to, '821012345678@sms.example');
      const digits = /digits (\d\d)/.exec(text)?.[1] ?? '?';

      // Moved by the link, in another browser without script; the page follows.
      const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' });
      const { page: link } = await openPage(context, /http:\S+/.exec(text)?.[0] ?? '');
      assert.ok((await link.locator('main').innerText()).includes(digits), 'the link shows the same digits');
      await link.getByRole('combobox').selectOption({ index: 2 });
      const startAt = Number(await link.getByRole('combobox').inputValue());
      await link.getByRole('button', { name: 'Move the callback' }).click();
      await link.getByText('The callback was moved.').waitFor();
      await until(async () => (await panel(customer).locator('h3').first().innerText()) !== booked);
      assert.match((await gateway.next()).text, /was moved/);
      await context.close();

      // Who is idle for half an hour would be signed out, so the agent comes when the time has.
      clock.jumpTo(startAt - 2_000);
      const agent = await scene.signIn(0);
      await agent.getByRole('button', { name: 'Accept' }).click({ timeout: 45_000 });
      const shown = (await agent.locator('.digits').first().innerText()).replace(/\D/g, '');
      assert.equal(shown, digits, 'the agent says the same digits');
      await customer.getByText(digits, { exact: true }).first().waitFor();
      await agent.getByText('Full Moon Table Lamp').first().waitFor(); // the cart came along
      await agent.getByRole('button', { name: /^Dial/ }).click();
      await customer
        .getByText(/You are talking/)
        .first()
        .waitFor();
      await agent.getByText('Call is over').first().waitFor();
      await agent.getByRole('radio', { name: 'Solved' }).check();
      await agent.getByRole('button', { name: 'Finish' }).click();
      await customer
        .getByText(/We have talked/)
        .first()
        .waitFor();

      assert.deepEqual(await exchange.dialled(), { '+821012345678': 1 });
      const { types, handled, reports } = readKept(dataDir);
      assert.deepEqual(types, STORY);
      assert.equal(handled, 1, 'how long it took is measured once');
      assert.ok(reports > 0, 'what the customer did with the widget is reported');
      assert.deepEqual(scene.problems(), []);
    } finally {
      await exchange.stop();
      await scene.close();
      await gateway.stop();
      await clock.remove();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
);
