import assert from 'node:assert/strict';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';

import { openConsole, openPage } from './browser.ts';
import { startServer, type ServerProcess } from './server-process.ts';

/** One story: a server of its own and the people in it, each in a browser profile of their own. */
export interface Scene {
  readonly server: ServerProcess;
  /** What went wrong on any page so far: uncaught errors, console errors, violations of a policy. */
  readonly problems: () => string[];
  /** An agent's page, signed in and available. */
  signIn(index: number, look?: BrowserContextOptions): Promise<Page>;
  /** A new customer's page at the cart. */
  openCart(look?: BrowserContextOptions): Promise<Page>;
  /** Another tab of the same customer. */
  openTab(page: Page): Promise<Page>;
  /** Closes every page and ends the server. */
  close(): Promise<void>;
}

/** Starts the server of a story; the demonstration's when none is named. */
export async function openScene(
  browser: Browser,
  start: () => Promise<ServerProcess> = startServer,
): Promise<Scene> {
  const server = await start();
  const contexts: BrowserContext[] = [];
  const problems: string[][] = [];

  const newContext = async (look: BrowserContextOptions = {}): Promise<BrowserContext> => {
    const context = await browser.newContext({
      locale: 'en-GB',
      viewport: { width: 1280, height: 900 },
      ...look,
    });
    contexts.push(context);
    return context;
  };
  const cart = `${server.line.demo}/demo/shop/cart`;
  const open = async (context: BrowserContext): Promise<Page> => {
    const watched = await openPage(context, cart);
    problems.push(watched.problems);
    return watched.page;
  };

  return {
    server,
    problems: () => problems.flat(),
    async signIn(index, look) {
      const login = server.line.logins.filter((candidate) => candidate.role === 'agent')[index];
      assert.ok(login, 'the demo has two agents');
      const watched = await openConsole(await newContext(look), server.line, login);
      problems.push(watched.problems);
      await watched.page.locator('input[type=radio]').first().check();
      return watched.page;
    },
    openCart: async (look) => open(await newContext(look)),
    openTab: (page) => open(page.context()),
    async close() {
      for (const context of contexts) await context.close();
      await server.stop();
    },
  };
}

/** Opens the panel and the chat in it, by the words of the English texts. */
export async function openChat(page: Page): Promise<void> {
  await page.locator('beside-launcher').getByRole('button', { name: /^Help/ }).click();
  const start = page.getByRole('button', { name: /Chat with us|Continue your conversation/ });
  const composer = page.getByLabel('Your message');
  await start.or(composer).first().waitFor();
  if (await start.isVisible()) await start.click();
  await composer.waitFor();
}

/** Writes a message, as a customer or as an agent, and waits until it is shown to its writer. */
export async function write(page: Page, text: string): Promise<void> {
  await page.getByLabel('Your message').fill(text);
  await page.getByLabel('Your message').press('Enter');
  await message(page, text).waitFor();
}

/** Takes what rings. */
export async function accept(agent: Page): Promise<void> {
  await agent.getByRole('button', { name: 'Accept' }).click({ timeout: 45_000 });
  await agent.getByLabel('Your message').waitFor();
}

/** A message in the log. */
export function message(page: Page, text: string): Locator {
  return page.getByRole('log').locator('.text').filter({ hasText: text }).first();
}

/** Texts of all messages in the log, top to bottom. */
export async function texts(page: Page): Promise<string[]> {
  return (await page.getByRole('log').locator('.text').allInnerTexts()).map((text) => text.trim());
}

/** Resolves when the condition holds; looks twenty times a second for ten seconds. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the condition did not become true');
}
