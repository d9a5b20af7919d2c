import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';

import { startBrowser } from './support/browser.ts';
import { startServer, type ServerProcess } from './support/server-process.ts';

let browser: Browser;
let server: ServerProcess;

before(async () => {
  [browser, server] = await Promise.all([startBrowser(), startServer()]);
});
after(async () => {
  await browser.close();
  await server.stop();
});

test('[S4] a page of an origin that the site does not list is told so once, and the launcher stays', async () => {
  const html = `<!doctype html><title>x</title><body><script async src="${server.line.url}/beside.js" data-site="shop"></script>`;
  const site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end(html);
  });
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  const origin = `http://127.0.0.1:${String((site.address() as AddressInfo).port)}`;
  const page = await browser.newPage();
  const warnings: string[] = [];
  let sockets = 0;
  page.on('console', (line) => {
    if (line.type() === 'warning') warnings.push(line.text());
  });
  page.on('websocket', () => (sockets += 1));
  try {
    await page.goto(origin);
    await page.locator('beside-launcher button.launcher').click();
    await page.waitForEvent('console', { predicate: (line) => line.type() === 'warning', timeout: 20_000 });
    const before = sockets;
    await page.locator('beside-home').waitFor();

    assert.equal(warnings.length, 1);
    assert.ok(warnings[0]?.includes(origin), warnings[0]);
    assert.ok(before <= 4, `tried ${String(before)} times`);
  } finally {
    await page.close();
    site.close();
  }
});

test('[S4] the stub of the documentation keeps what it promised once the script has loaded', async () => {
  const text = await readFile(new URL('../docs/embedding.md', import.meta.url), 'utf8');
  const stub = /```js\n(window\.beside \?\?= [\s\S]*?)```/.exec(text)?.[1];
  assert.ok(stub);
  const page = await browser.newPage();
  try {
    await page.addInitScript({
      content: `${stub};window.told=[];window.beside.on('ready',()=>window.told.push('ready'));
        window.beside('open').then(()=>window.told.push('opened'));
        window.beside('nonsense').catch(({code})=>window.told.push(code));`,
    });
    await page.goto(`${server.line.demo}/demo/shop/cart`);
    await page.waitForFunction(() => (window as unknown as { told: string[] }).told.length === 3);

    const told = await page.evaluate(() => (window as unknown as { told: string[] }).told);
    assert.deepEqual([...told].sort(), ['invalid_option', 'opened', 'ready']);
  } finally {
    await page.close();
  }
});
