import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minifyTemplates } from './minify-templates.ts';

const minify = async (code: string): Promise<string> => {
  const { transform } = minifyTemplates();
  assert.ok(typeof transform === 'function');
  const result = await transform.call({} as never, code, 'element.ts');
  return typeof result === 'object' && result?.code ? String(result.code) : code;
};

test('shapes of an svg fragment stay beside each other', async () => {
  const code = await minify('const icon = svg`<circle r="4" />   <path d="M1 1" />`;');

  assert.match(code, /<circle r="4"\s?\/>\s?<path d="M1 1"\s?\/>/);
});

test('white space and comments of templates go, expressions stay', async () => {
  const code = await minify('const view = html`<p>\n    ${name}   <!-- why -->\n  </p>`;');

  assert.equal(code, 'const view = html`<p>${name}</p>`;');
});

test('code without templates is left alone', async () => {
  assert.equal(await minify('const one = 1;'), 'const one = 1;');
});
