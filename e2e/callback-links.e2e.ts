/**
 * What somebody does with the links in a text message: look, move, call off, and say “this was not me”. No script runs,
 * nobody is shut out, and opening a link changes nothing.
 */
import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';

import type { CallbackView } from '@beside/protocol';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { findBarriers, findCrampedParts } from './support/audit.ts';
import { openPage, startBrowser } from './support/browser.ts';
import { startConfigured } from './support/start-configured.ts';
import { openTextGateway } from './support/text-gateway.ts';
import { connect, newId, WireFailure, type WireClient } from './support/wire-client.ts';

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

interface Scene {
  readonly customer: WireClient;
  /** As the customer's page was told last. */
  view(): CallbackView | null;
  /** Asks for the fourth slot; resolves to its ids. */
  ask(): Promise<Readonly<Record<'conversationId' | 'callbackId', string>>>;
  /** The same; resolves to the two links of the text message. */
  book(): Promise<{ readonly manage: string; readonly notMe: string }>;
  /** Of the latest message. */
  nextText(): Promise<string>;
}

async function openScene(t: TestContext, verification = 'none'): Promise<Scene> {
  const gateway = await openTextGateway();
  t.after(() => gateway.stop());
  const server = await startConfigured({
    sites: [
      {
        ...{ siteId: 'shop', name: '느루 상점', origins: ['http://localhost:1'], allowNoOrigin: true },
        hours: { zone: 'Asia/Seoul', week: 'always' },
        callback: { verification, plannedAgents: { general: 4 } },
      },
    ],
    messages: {
      sms: {
        ...{ provider: 'smtp', host: '127.0.0.1', port: gateway.port, encryption: 'none' },
        ...{ from: 'shop@shop.example', domain: 'sms.example' },
      },
    },
  });
  t.after(() => server.stop());
  const customer = await connect(server.line.socket, { role: 'customer', siteId: 'shop' });
  t.after(async () => customer.close());
  let view: CallbackView | null = null;
  customer.onFrame((frame) => {
    if (frame.type === 'callback') view = (frame as unknown as { view: CallbackView | null }).view; // our own server
  });
  const scene: Scene = {
    customer,
    view: () => view,
    nextText: async () => (await gateway.next()).text,
    async ask() {
      const answer = await customer.request({ type: 'callback-offer', id: newId(), locale: 'en' });
      const { availability } = answer.value as unknown as {
        availability: { revision: string; slots: { startAt: number }[] };
      }; // our own server
      const about = { conversationId: newId(), callbackId: newId() };
      await customer.command({
        ...{ type: 'callback.request', ...about, locale: 'en', zone: 'America/New_York' },
        ...{ when: { kind: 'scheduled', startAt: availability.slots[3]?.startAt } },
        ...{ availabilityRevision: availability.revision, matter: { path: [] }, consents: [] },
        target: { kind: 'phone', number: '010-1234-5678' },
      });
      return about;
    },
    async book() {
      await scene.ask();
      const { to, text } = await gateway.next();
      assert.equal(to, '821012345678@sms.example');
      const [manage = '', notMe = ''] = text.match(/http:\S+/g) ?? [];
      return { manage, notMe };
    },
  };
  return scene;
}

/** Reads the page with every assertion about what nobody may be shut out by. */
async function audit(page: Page): Promise<void> {
  assert.deepEqual([...(await findBarriers(page)), ...(await findCrampedParts(page))], []);
  assert.equal(await page.locator('script').count(), 0);
}

for (const [name, look] of LOOKS) {
  test(`[C7] nobody is shut out of the pages behind links: ${name}`, async (t) => {
    const scene = await openScene(t);
    const { manage, notMe } = await scene.book();
    const before = JSON.stringify(scene.view());
    assert.equal(manage, scene.view()?.manageUrl, 'the page is told the same');
    const context = await browser.newContext(look);
    t.after(() => context.close());

    const { page, problems } = await openPage(context, manage);
    await audit(page);
    const digits = scene.view()?.checkCode ?? '?';
    assert.ok((await page.locator('main').innerText()).includes(digits));
    assert.match(await page.locator('main').innerText(), /5678/);
    await page.goto(notMe);
    await audit(page);
    await page.goto(`${manage}x`);
    await audit(page);

    // As if the form of another page had been sent here.
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' };
    await page.route(manage, (route) =>
      route.continue({
        ...{ method: 'POST', postData: 'action=cancel' },
        headers: { ...route.request().headers(), ...headers },
      }),
    );
    await page.goto(manage);
    await page.getByText(/Nothing was changed|변경되지 않았습니다/).waitFor();
    await audit(page);

    assert.equal(JSON.stringify(scene.view()), before, 'nothing was changed');
    await page.goto(notMe);
    await page.getByRole('button').click();
    await page.getByText(/will not be called again|다시 전화드리지 않습니다/).waitFor();
    await audit(page);
    // The browser says by itself that a page was answered with 403 or 404.
    assert.deepEqual(
      problems.filter((problem) => !/40[34]/.test(problem)),
      [],
    );
  });
}

test('[C7] a callback is moved and called off by its link, with the keyboard alone', async (t) => {
  const scene = await openScene(t);
  const { manage } = await scene.book();
  const context = await browser.newContext({ javaScriptEnabled: false });
  t.after(() => context.close());
  const { page } = await openPage(context, manage);
  const first = scene.view()?.when;

  await page.getByRole('combobox').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('The callback was moved.').waitFor();
  assert.notDeepEqual(scene.view()?.when, first);
  assert.match(await scene.nextText(), /Your callback was moved/);
  await page.reload();
  assert.equal(scene.view()?.revision, 2, 'reloading does nothing');

  await page.getByRole('button', { name: 'Call off the callback' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('The callback was called off.').waitFor();
  assert.equal(scene.view()?.status, 'cancelled');
  assert.match(await scene.nextText(), /called off/);
});

test('[C8] whoever says “this was not me” is never called again', async (t) => {
  const scene = await openScene(t);
  const { notMe } = await scene.book();
  const context = await browser.newContext({ javaScriptEnabled: false });
  t.after(() => context.close());
  const { page } = await openPage(context, notMe);

  await page.getByRole('button').click();
  await page.getByText('This number will not be called again').waitFor();

  assert.equal(scene.view()?.status, 'cancelled');
  await assert.rejects(
    scene.book(),
    (error: unknown) =>
      error instanceof WireFailure &&
      error.code === 'number_not_allowed' &&
      error.details['reason'] === 'blocked',
  );
});

test('[C8] a number is proven by the code that was sent to it', async (t) => {
  const scene = await openScene(t, 'code');
  const about = await scene.ask();
  const text = await scene.nextText();
  const code = /\b\d{6}\b/.exec(text)?.[0];
  assert.doesNotMatch(text, /http/);
  assert.equal(scene.view()?.status, 'verifying');

  await scene.customer.command({ type: 'callback.verify', ...about, code });

  assert.match(await scene.nextText(), /We will call you/);
  assert.equal(scene.view()?.status, 'scheduled');
});
