/**
 * Every screen of the main job, in the looks people have: desktop, phone, 320 px, 200 % zoom, dark, forced colours, Korean.
 * axe finds nothing on any of them and nothing is cut off.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { findBarriers, findCrampedParts } from './support/audit.ts';
import { openPage, startBrowser } from './support/browser.ts';
import { openScene } from './support/scene.ts';

const LOOKS: readonly (readonly [name: string, look: BrowserContextOptions])[] = [
  ['a desktop, English', { viewport: { width: 1280, height: 800 } }],
  [
    'a phone in the dark, Korean',
    { locale: 'ko-KR', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  ],
  ['320 px, Korean', { locale: 'ko-KR', viewport: { width: 320, height: 640 } }],
  ['forced colours', { forcedColors: 'active', viewport: { width: 1024, height: 768 } }],
  ['200 % zoom', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2, reducedMotion: 'reduce' }],
];

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

for (const [name, special] of LOOKS) {
  // Half-faded texts are no screen anybody reads.
  const look: BrowserContextOptions = { reducedMotion: 'reduce', ...special };
  test(`nobody is shut out: ${name}`, async () => {
    const scene = await openScene(browser);
    const found: string[] = [];
    const audit = async (screen: string, page: Page): Promise<void> => {
      for (const line of [...(await findBarriers(page)), ...(await findCrampedParts(page))])
        found.push(`${screen}: ${line}`);
    };
    try {
      const stranger = await browser.newContext(look);
      const { page: door } = await openPage(stranger, scene.server.line.console);
      await door.locator('form').waitFor();
      await audit('sign-in', door);
      await door.locator('input[type=email], input[name=email]').first().fill('nobody@demo.beside');
      await door.locator('input[type=password]').fill('wrong password');
      await door.locator('button[type=submit]').click();
      await door.locator('[role=alert], beside-notice').first().waitFor();
      await audit('sign-in refused', door);
      await stranger.close();

      const agent = await scene.signIn(0, look);
      await audit('console, nothing to do', agent);
      const customer = await scene.openCart(look);
      await audit('cart', customer);
      await customer.locator('beside-launcher button.launcher').click();
      await customer.locator('.start-chat').waitFor();
      await audit('home', customer);
      await customer.locator('.start-chat').click();
      const composer = customer.locator('beside-launcher textarea');
      await composer.waitFor();
      await audit('chat, empty', customer);
      await composer.fill(
        '달항아리 조명이 아직 있나요? *Is it* still there? https://neuru.example/a/very/long/address/that/breaks',
      );
      await composer.press('Enter');
      await customer.locator('beside-launcher [role=log] .text').waitFor();
      await audit('chat, in line', customer);

      const accept = agent.locator('beside-offers button.primary, beside-offers button').first();
      await accept.waitFor();
      await audit('console, it rings', agent);
      await accept.click();
      const answer = agent.locator('textarea').last();
      await answer.waitFor();
      await answer.fill('네, 두 개 남아 있습니다.');
      await answer.press('Enter');
      await customer.getByText('네, 두 개 남아 있습니다.').first().waitFor();
      await audit('chat, answered', customer);
      await audit('console, a conversation', agent);
      await customer.context().setOffline(true);
      await composer.fill('offline');
      await composer.press('Enter');
      await customer.locator('beside-launcher .row.waiting').waitFor({ timeout: 15_000 });
      await audit('chat, offline', customer);
    } finally {
      await scene.close();
    }
    assert.deepEqual(found, []);
    assert.deepEqual(scene.problems(), []);
  });
}
