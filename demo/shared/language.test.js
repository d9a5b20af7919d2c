import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLanguage, pickLanguage } from './language.js';

test('the browser’s first language that the shop speaks is used', () => {
  assert.equal(pickLanguage(null, ['fr-FR', 'ko-KR', 'en']), 'ko');
  assert.equal(pickLanguage(null, ['en-GB', 'ko']), 'en');
});

test('a visitor who reads neither language gets English', () => {
  assert.equal(pickLanguage(null, ['fr', 'ja']), 'en');
  assert.equal(pickLanguage(null, []), 'en');
});

test('an earlier choice beats the browser, a broken one is ignored', () => {
  assert.equal(pickLanguage('ko', ['en']), 'ko');
  assert.equal(pickLanguage('<script>', ['ko']), 'ko');
});

test('nothing is stored before the visitor chooses', () => {
  const stored = new Map();
  const storage = {
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => stored.set(key, value),
  };
  const language = createLanguage(storage, ['ko']);
  let told = 0;
  const stop = language.onChange(() => (told += 1));

  assert.equal(stored.size, 0);
  language.choose('en');
  stop();
  language.choose('ko');

  assert.equal(told, 1);
  assert.deepEqual([...stored.values()], ['ko']);
});
