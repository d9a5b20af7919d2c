import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

import type { ServerLine } from './server-process.ts';

/** Starts the system's Chromium, quiet on closed networks. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page whose errors and policy violations are collected, so that a test can assert that there are none. */
export interface WatchedPage {
  readonly page: Page;
  /** Uncaught errors, `console.error` lines and violations of the content security policy. */
  readonly problems: string[];
}

/** Opens a page and watches it. */
export async function openPage(context: BrowserContext, url: string): Promise<WatchedPage> {
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // A cut network is part of the stories; the browser reports every failed connection by itself.
    if (message.type() === 'error' && !/ERR_|WebSocket connection/.test(message.text()))
      problems.push(message.text());
  });
  await page.goto(url);
  return { page, problems };
}

/** Signs an agent in and makes them available. */
export async function openConsole(
  context: BrowserContext,
  server: ServerLine,
  login: ServerLine['logins'][number],
): Promise<WatchedPage> {
  const watched = await openPage(context, server.console);
  const { page } = watched;
  // Whatever the language of the page.
  await page.locator('input[autocomplete=username]').fill(login.email);
  await page.locator('input[type=password]').fill(login.password);
  await page.locator('button[type=submit]').click();
  return watched;
}
