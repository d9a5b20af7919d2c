/**
 * The flow designer against a real server: a supervisor changes a label and adds a node, is told what is wrong, mends it and
 * publishes; customers who come then get it, whoever was inside finishes what they began; it is brought back; agents look.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

import { findBarriers, findCrampedParts } from './support/audit.ts';
import { openConsole, startBrowser } from './support/browser.ts';
import { openScene, until, type Scene } from './support/scene.ts';

let browser: Browser;
let scene: Scene;
let openPages: (() => Promise<void>)[] = [];

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

beforeEach(async () => {
  scene = await openScene(browser);
});
afterEach(async () => {
  for (const close of openPages) await close();
  openPages = [];
  await scene.close();
});

/** The designer, as somebody with this role sees it. */
async function openDesigner(
  role: 'agent' | 'supervisor',
  look: BrowserContextOptions = {},
): Promise<{ page: Page; problems: string[] }> {
  const login = scene.server.line.logins.find((candidate) => candidate.role === role);
  assert.ok(login, `the demonstration has a ${role}`);
  const context = await browser.newContext({
    ...{ locale: 'en-GB', viewport: { width: 1440, height: 900 } },
    ...look,
  });
  openPages.push(() => context.close());
  const watched = await openConsole(context, scene.server.line, login);
  await watched.page.getByRole('button', { name: /^(?:Help flow|도움말 흐름)$/ }).click();
  await box(watched.page, 'home').waitFor();
  return watched;
}

const box = (page: Page, nodeId: string) => page.locator(`beside-flow-graph [data-node="${nodeId}"]`);
const editor = (page: Page) => page.locator('beside-node-editor');
const question = (page: Page) => page.locator('beside-flow-question');
const status = (page: Page) => page.locator('beside-flow-desk header [role=status]');
const says = (page: Page, words: string) => status(page).filter({ hasText: words }).waitFor();

/** As pages get it. */
async function publishedFlow(
  revision?: number,
): Promise<{ readonly revision: number; readonly home: string }> {
  const query = revision === undefined ? '' : `?revision=${String(revision)}`;
  const answer = await fetch(`${scene.server.line.url}/v1/sites/shop/flow${query}`);
  assert.equal(answer.status, 200);
  // Our own server.
  const body = (await answer.json()) as {
    readonly revision: number;
    readonly flow: { readonly nodes: { readonly home: { readonly title: { readonly en: string } } } };
  };
  return { revision: body.revision, home: body.flow.nodes.home.title.en };
}

async function publish(page: Page, note: string): Promise<void> {
  await page.getByRole('button', { name: 'Publish…' }).click();
  await question(page).getByLabel('What changed').fill(note);
  await question(page).getByRole('button', { name: 'Publish', exact: true }).click();
}

/** What a customer reads on the first level of the help. */
async function openHelp(look: BrowserContextOptions = {}): Promise<Page> {
  const customer = await scene.openCart(look);
  await customer.locator('beside-launcher').getByRole('button', { name: /^Help/ }).click();
  return customer;
}

test('[I1] [I3] a supervisor changes, is told what is wrong, mends it, publishes and brings it back', async () => {
  const inside = await openHelp();
  await inside
    .getByRole('button', { name: /^Delivery/ })
    .first()
    .click();
  await inside.getByText('Where is my parcel?').first().waitFor();
  const { page, problems } = await openDesigner('supervisor');
  const first = await publishedFlow();

  await editor(page).getByLabel('English').first().fill('How can we help you today?');
  await page.getByLabel('Add a node').selectOption('end');
  await box(page, 'end').waitFor();
  await page.getByRole('tab', { name: /^Findings/ }).click();
  await page.locator('.findings li.error').first().waitFor();
  await publishBlocked(page);

  await page.locator('.findings').getByRole('button', { name: 'end' }).first().click();
  await editor(page).getByLabel('English').first().fill('Thank you');
  await editor(page).getByLabel('Korean').first().fill('감사합니다');
  await box(page, 'home').click();
  await editor(page).getByRole('button', { name: 'Add a choice' }).click();
  const choice = editor(page).locator('.item').last();
  await choice.getByLabel('English').first().fill('Nothing, thank you');
  await choice.getByLabel('Korean').first().fill('괜찮아요');
  await choice.getByLabel('Leads to').selectOption('end');
  await says(page, 'Draft saved');
  await until(async () => (await page.locator('.node.error').count()) === 0);
  assert.deepEqual(await publishedFlow(), first);
  await publish(page, 'A way to say no');
  await says(page, `Version ${String(first.revision + 1)} is published.`);

  const second = await publishedFlow();
  assert.deepEqual(second, { revision: first.revision + 1, home: 'How can we help you today?' });
  assert.deepEqual(await publishedFlow(first.revision), first);
  const outside = await openHelp();
  await outside.getByText('Nothing, thank you').first().waitFor();
  await inside
    .getByRole('button', { name: /How long does it take/ })
    .first()
    .click();
  await inside
    .getByText(/working day/)
    .first()
    .waitFor();

  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByText('A way to say no').waitFor();
  await page.getByRole('button', { name: 'Bring back…' }).first().click();
  await question(page).getByRole('button', { name: 'Publish', exact: true }).click();
  await says(page, `Version ${String(first.revision + 2)} is published.`);
  assert.deepEqual(await publishedFlow(), { revision: first.revision + 2, home: first.home });
  assert.deepEqual([...problems, ...scene.problems()], []);
});

async function publishBlocked(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Publish…' }).click();
  await question(page).getByText('Errors have to be mended first.').waitFor();
  await question(page).getByRole('button', { name: 'Findings' }).click();
  await question(page).getByRole('dialog').waitFor({ state: 'hidden' });
}

test('two supervisors at once: whoever is later is told, and nothing is overwritten', async () => {
  const one = await openDesigner('supervisor');
  const other = await openDesigner('supervisor');
  await editor(one.page).getByLabel('English').first().fill('Mine');
  await says(one.page, 'Draft saved');

  await editor(other.page).getByLabel('English').first().fill('Theirs');
  await other.page.getByText('Somebody else changed the flow meanwhile').first().waitFor();
  await other.page.getByRole('button', { name: 'Show theirs' }).click();

  await until(async () => (await editor(other.page).getByLabel('English').first().inputValue()) === 'Mine');
  assert.deepEqual(one.problems, []);
  // The browser reports the refusal by itself.
  assert.deepEqual(
    other.problems.filter((line) => !line.includes('409')),
    [],
  );
});

test('[I6] an agent looks at everything and changes nothing', async () => {
  const { page, problems } = await openDesigner('agent', { viewport: { width: 1024, height: 768 } });

  await page.getByText('Supervisors change the flow.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Publish…' }).count(), 0);
  await box(page, 'delivery').click();
  assert.equal(await editor(page).getByLabel('English').first().isEditable(), false);
  await page.getByRole('tab', { name: 'Preview' }).click();
  await page.locator('beside-flow').getByText('Where is my parcel?').waitFor();
  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByText('Published now').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Bring back…' }).count(), 0);
  assert.deepEqual(problems, []);
});

test('everybody can use it: by keyboard, in Korean, in the dark, wide and narrow', async () => {
  const looks: readonly BrowserContextOptions[] = [
    { viewport: { width: 1440, height: 900 } },
    { viewport: { width: 1024, height: 768 }, locale: 'ko-KR', colorScheme: 'dark' },
  ];
  for (const look of looks) {
    const { page, problems } = await openDesigner('supervisor', look);
    await box(page, 'home').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.locator('.node.selected:not(.start)').waitFor();

    assert.deepEqual(await findBarriers(page), []);
    assert.deepEqual(
      (await findCrampedParts(page)).filter((line) => !line.includes('.node ')), // the drawing is moved about
      [],
    );
    assert.deepEqual(problems, []);
  }
});
