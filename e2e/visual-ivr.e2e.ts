/**
 * The shop's flow, in real browsers against a real server: from the cart into the chat and into a callback, with the way
 * told to the agent and nothing asked twice; over reloads, tabs, languages, and by keyboard alone.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { findBarriers, findCrampedParts } from './support/audit.ts';
import { startBrowser } from './support/browser.ts';
import { accept, openScene, until, type Scene } from './support/scene.ts';

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const ORDER = 'N-20417';

async function inScene(body: (scene: Scene) => Promise<void>): Promise<void> {
  const scene = await openScene(browser);
  try {
    await body(scene);
    assert.deepEqual(scene.problems(), []);
  } finally {
    await scene.close();
  }
}

async function openHome(customer: Page): Promise<void> {
  await customer.locator('beside-launcher button.launcher').click();
  await customer.locator('beside-home [data-choice]').first().waitFor();
}

/** Presses a choice, and waits for the level it leads to. */
async function choose(customer: Page, choiceId: string, heading?: RegExp): Promise<void> {
  await customer.locator(`[data-choice=${choiceId}]`).click();
  if (heading) await customer.locator('beside-flow h3').filter({ hasText: heading }).waitFor();
}

const headingOf = (customer: Page): Promise<string> => customer.locator('beside-flow h3').innerText();

/** The innermost element that has the focus. */
function focusOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  });
}

test('[I1] [I2] from the cart through the flow into the chat: the way and what was filled in go to the agent, in the right queue', async () => {
  await inScene(async (scene) => {
    const agent = await scene.signIn(0);
    const customer = await scene.openCart();
    const sent: string[] = [];
    customer.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => void sent.push(payload.toString())),
    );
    await openHome(customer);
    await choose(customer, 'delivery', /Delivery/);
    await choose(customer, 'address', /instead/);
    const fields = customer.locator('beside-flow [data-variable]');
    await fields.first().fill(ORDER);
    for (const field of (await fields.all()).slice(1)) await field.fill('12 Moon Street');

    await customer.locator('beside-flow form button').click();
    await customer.getByLabel('Your message').fill('Please send it there.');
    await customer.getByLabel('Your message').press('Enter');
    await accept(agent);

    const start = sent.find((frame) => frame.includes('"conversation.start"')) ?? '';
    for (const part of ['"queueId":"orders"', ORDER, '12 Moon Street', '"label":"Delivery"'])
      assert.ok(start.includes(part), `${part} is missing in ${start}`);
  });
});

test('[I2] [C10] into a callback: the matter is filled in, and the agent reads it', async () => {
  await inScene(async (scene) => {
    const agent = await scene.signIn(0);
    const customer = await scene.openCart();
    await openHome(customer);
    await choose(customer, 'other', /How would you like/);
    await choose(customer, 'call');
    const panel = customer.locator('beside-callback');
    await panel.getByLabel('Which number shall we call?').waitFor();
    const reason = panel.getByRole('radio', { name: 'About a product' });
    assert.equal(await reason.isChecked(), true);

    await panel.locator('.choice input').first().check();
    await panel.getByLabel('Which number shall we call?').fill('010 1234 5678');
    await panel.locator('input[type=checkbox]').first().check();
    await panel.getByRole('button', { name: 'Ask for the call' }).click();
    await agent.getByRole('button', { name: 'Accept' }).click({ timeout: 45_000 });

    await agent.getByText('About a product').first().waitFor();
  });
});

test('[I1] a reload goes on where it was, with the panel open; what is wrong with a form is said at its field', async () => {
  await inScene(async (scene) => {
    const customer = await scene.openCart();
    await openHome(customer);
    await choose(customer, 'delivery', /Delivery/);
    await choose(customer, 'where', /Which order/);
    const heading = await headingOf(customer);

    await customer.reload();
    await customer.locator('beside-flow h3').waitFor({ timeout: 20_000 });
    assert.equal(await headingOf(customer), heading);

    await customer.locator('beside-flow form button').click();
    const field = customer.locator('beside-flow [data-variable=orderNumber]');
    await until(async () => (await field.getAttribute('aria-invalid')) === 'true');
    const describedBy = (await field.getAttribute('aria-describedby')) ?? '';
    const error = customer.locator(`beside-flow #${describedBy.split(' ')[1] ?? ''}`);
    assert.equal(await error.isVisible(), true);
    assert.equal(
      await field.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element),
      true,
    );
    assert.deepEqual(await findBarriers(customer), []);
  });
});

test('[M3] two tabs are at the same level, and a step in one is a step in both', async () => {
  await inScene(async (scene) => {
    const first = await scene.openCart();
    await openHome(first);
    await choose(first, 'delivery', /Delivery/);
    const second = await scene.openTab(first);
    await second.locator('beside-flow h3').waitFor({ timeout: 20_000 });
    assert.equal(await headingOf(second), 'Delivery');

    await choose(second, 'where', /Which order/);

    const heading = await headingOf(second);
    await until(async () => (await headingOf(first)) === heading);
  });
});

test('[S1] by keyboard alone: to a level, the focus on its heading, and back to the card that led there', async () => {
  await inScene(async (scene) => {
    const customer = await scene.openCart();
    await customer.locator('beside-launcher button.launcher').focus();
    await customer.keyboard.press('Enter');
    const card = customer.locator('[data-choice=delivery]');
    await card.waitFor();
    for (let presses = 0; presses < 12 && !(await focusOf(customer)).startsWith('Delivery'); presses += 1)
      await customer.keyboard.press('Tab');
    assert.match(await focusOf(customer), /^Delivery/);

    await customer.keyboard.press('Enter');
    await customer.locator('beside-flow h3').waitFor();
    await until(async () => (await focusOf(customer)) === 'Delivery');
    await customer.locator('beside-shell').getByRole('button', { name: 'Back', exact: true }).focus();
    await customer.keyboard.press('Enter');

    await until(async () => (await focusOf(customer)).startsWith('Delivery'));
    assert.equal(await customer.locator('beside-flow').count(), 0);
  });
});

test('[I5] the search finds what is misspelt, by keyboard, and an article is read in place', async () => {
  await inScene(async (scene) => {
    const customer = await scene.openCart();
    await openHome(customer);
    const field = customer.getByRole('combobox', { name: 'What is it about?' });
    await field.focus();
    await field.pressSequentially('delivry');
    await customer.getByRole('option').first().waitFor();
    assert.deepEqual(await findBarriers(customer), []);

    const article = customer.getByRole('option').filter({ hasText: 'How long does delivery take?' });
    await article.click();
    await customer.locator('beside-flow .article p').first().waitFor();
    assert.equal(await headingOf(customer), 'How long does delivery take?');
    await customer.locator('beside-flow').getByRole('button', { name: 'Yes' }).click();
    await customer.getByText('Good to hear').waitFor();
    assert.deepEqual(await findBarriers(customer), []);
  });
});

const LOOKS: readonly (readonly [name: string, look: BrowserContextOptions])[] = [
  [
    'a phone in the dark, Korean',
    { locale: 'ko-KR', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  ],
  ['320 px, English', { viewport: { width: 320, height: 640 } }],
  [
    'forced colours, Korean',
    { locale: 'ko-KR', forcedColors: 'active', viewport: { width: 1024, height: 768 } },
  ],
];

for (const [name, special] of LOOKS)
  test(`nobody is shut out of the flow: ${name}`, async () => {
    await inScene(async (scene) => {
      const customer = await scene.openCart({ reducedMotion: 'reduce', ...special });
      const found: string[] = [];
      const audit = async (screen: string): Promise<void> => {
        for (const line of [...(await findBarriers(customer)), ...(await findCrampedParts(customer))])
          found.push(`${screen}: ${line}`);
      };
      await openHome(customer);
      await audit('home');
      await choose(customer, 'delivery', /Delivery|배송/);
      await audit('menu');
      await choose(customer, 'where', /Which order|어떤 주문/);
      await customer.locator('beside-flow [data-variable]').first().fill(ORDER);
      await audit('form');
      await customer.locator('beside-flow form button').click();
      await customer.locator('beside-flow .article').waitFor();
      await audit('article');
      assert.deepEqual(found, []);
    });
  });
