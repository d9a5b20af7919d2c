import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { CATEGORIES, PRODUCTS } from '../products.js';
import { en } from './en.js';
import { ko } from './ko.js';

/** The keys of a language with the kind of each text, nested ones included. */
function shapeOf(terms) {
  return Object.fromEntries(
    Object.entries(terms).map(([key, term]) => [key, typeof term === 'object' ? shapeOf(term) : typeof term]),
  );
}

test('Korean says everything English says, and nothing else', () => {
  assert.deepEqual(shapeOf(ko), shapeOf(en));
});

test('every product and category has its words', () => {
  assert.deepEqual(Object.keys(en.products).toSorted(), PRODUCTS.map(({ id }) => id).toSorted());
  assert.deepEqual(Object.keys(en.categories), [...CATEGORIES]);
});

test('every text a page asks for exists', () => {
  const folder = new URL('../', import.meta.url);
  const pages = readdirSync(folder).filter((name) => name.endsWith('.html'));

  for (const page of pages) {
    const html = readFileSync(new URL(page, folder), 'utf8');
    for (const [, key] of html.matchAll(/data-(?:text|label|placeholder|alt)="([^"]+)"/g)) {
      assert.equal(typeof en[key], 'string', `${page} asks for ${key}`);
    }
  }
});
