import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plantFiles } from '../testing/plant-files.ts';
import { buildConsolePage } from './console-page.ts';

const TEMPLATE = `<!doctype html>
<head><link rel="stylesheet" href="./src/page.css"></head>
<body><script type="module" src="./src/main.ts"></script><a href="https://example.com/">x</a></body>`;

test('the page names built scripts and hashed, minified styles', async (t) => {
  const root = plantFiles(t, { 'index.html': TEMPLATE, 'src/page.css': 'body { margin: 0px; }\n' });
  const scripts = new Map([['./src/main.ts', 'assets/main-1.js']]);

  const { html, assets } = await buildConsolePage(root, scripts, ['assets/shared-2.js']);

  const [[style, content] = []] = [...assets];
  assert.match(style ?? '', /^assets\/page-[\w-]{8}\.css$/);
  assert.equal(content?.toString(), 'body{margin:0}\n');
  assert.ok(
    html.includes(`href="./${style ?? ''}"><link rel="modulepreload" href="./assets/shared-2.js"></head>`),
  );
  assert.ok(html.includes('src="./assets/main-1.js"'));
  assert.ok(html.includes('href="https://example.com/"'));
});

test('a script that is no entry fails the build instead of the page', async (t) => {
  const root = plantFiles(t, { 'index.html': TEMPLATE, 'src/page.css': '' });

  await assert.rejects(buildConsolePage(root, new Map(), []), /names \.\/src\/main\.ts, which is no entry/);
});
