import type { BrowserContext, ElementHandle, Page } from 'playwright-core';

import { openConsole, openPage, startBrowser } from '../../e2e/support/browser.ts';
import type { ServerLine } from '../../e2e/support/server-process.ts';

const MESSAGES = 60;
/**
 * After a message, and between its last letter and Enter. Nobody presses Enter twice as fast as the 50 ms in which the
 * field takes it for the same press; and what the letters bring (a draft that is kept, a signal that somebody types and
 * its line in the agent's page) is over before a person's next key, so it is no part of the press that is measured.
 */
const PAUSE_MS = 80;

/** Times in ms from a key press in the customer's page until the text is in the agent's log, and the same between two bare pages. */
export async function measureShown(server: ServerLine): Promise<{ shown: number[]; bare: number[] }> {
  const browser = await startBrowser();
  try {
    const login = server.logins.find((candidate) => candidate.role === 'agent');
    if (!login) throw new Error('the demonstration has no agent');
    const agentContext = await browser.newContext({ locale: 'en-GB' });
    const customerContext = await browser.newContext({ locale: 'en-GB' });
    const agent = (await openConsole(agentContext, server, login)).page;
    await agent.getByRole('radio', { name: 'Available' }).check();
    const customer = (await openPage(customerContext, `${server.demo}/demo/shop/cart`)).page;
    await customer.locator('beside-launcher').getByRole('button', { name: /^Help/ }).click();
    await customer.getByRole('button', { name: /Chat with us/ }).click();
    await press(customer, 'first');
    await agent.getByRole('button', { name: 'Accept' }).click();
    await agent.getByRole('log').getByText('first', { exact: true }).first().waitFor();
    const log = await agent.getByRole('log').elementHandle();
    if (!log) throw new Error('the agent has no log');

    const shown: number[] = [];
    for (let index = 0; index < MESSAGES; index += 1) {
      const text = `measured ${index}.`;
      await customer.getByLabel('Your message').fill(text);
      await customer.waitForTimeout(PAUSE_MS);
      const seen = watchFor(log, text);
      await agent.evaluate(() => undefined); // the observer is there
      const pressed = await pressEnter(customer);
      shown.push((await seen) - pressed);
      await customer.waitForTimeout(PAUSE_MS);
    }
    return { shown, bare: await measureBare(agentContext, server) };
  } finally {
    await browser.close();
  }
}

async function press(page: Page, text: string): Promise<void> {
  await page.getByLabel('Your message').fill(text);
  await page.getByLabel('Your message').press('Enter');
}

/** Presses Enter and resolves to the moment the page's own key listener ran, epoch ms with fractions. */
async function pressEnter(page: Page): Promise<number> {
  const moment = page.evaluate(
    () =>
      new Promise<number>((resolve) =>
        window.addEventListener('keydown', () => resolve(performance.timeOrigin + performance.now()), {
          capture: true,
          once: true,
        }),
      ),
  );
  await page.evaluate(() => undefined); // the listener is there
  await page.keyboard.press('Enter');
  return moment;
}

/**
 * Resolves to the moment a text stands in a log. Told by the browser: whoever looks again and again keeps the page busy
 * just when it has to draw, and learns of it late.
 */
function watchFor(log: ElementHandle<HTMLElement | SVGElement>, text: string): Promise<number> {
  return log.evaluate(
    (element, wanted) =>
      new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          const at = performance.timeOrigin + performance.now();
          if (!element.textContent.includes(wanted)) return;
          observer.disconnect();
          resolve(at);
        });
        observer.observe(element, { childList: true, characterData: true, subtree: true });
      }),
    text,
  );
}

/** The floor in the same browser: a message from one page to another over a BroadcastChannel, into the DOM. */
async function measureBare(context: BrowserContext, server: ServerLine): Promise<number[]> {
  const [from, to] = [await context.newPage(), await context.newPage()];
  for (const page of [from, to]) await page.goto(`${server.url}/healthz`);
  const times: number[] = [];
  for (let index = 0; index < MESSAGES; index += 1) {
    const seen = to.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const channel = new BroadcastChannel('bench');
          channel.addEventListener('message', () => {
            document.body.textContent = 'seen';
            channel.close();
            resolve(performance.timeOrigin + performance.now());
          });
        }),
    );
    await to.evaluate(() => undefined); // the listener is there
    const sent = await from.evaluate(() => {
      const at = performance.timeOrigin + performance.now();
      const channel = new BroadcastChannel('bench');
      channel.postMessage('text');
      channel.close();
      return at;
    });
    times.push((await seen) - sent);
  }
  return times;
}
