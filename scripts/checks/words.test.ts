import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plantFiles } from '../testing/plant-files.ts';
import { checkWords } from './words.ts';

test('addresses of pages and relative paths are fine', (t) => {
  const root = plantFiles(t, { 'docs/a.md': 'see https://example.com/home/start and packages/work/x' });

  assert.deepEqual(checkWords(root), { problems: [], summary: '1 files' });
});

test('a path of one machine is a problem, with its line', (t) => {
  const root = plantFiles(t, { 'docs/a.md': `one\ncd /${'home'}/kim/beside\n` });

  assert.deepEqual(checkWords(root).problems, ['docs/a.md:2: a path of one machine']);
});

test('a test that silences the others is a problem', (t) => {
  const root = plantFiles(t, { 'packages/sdk/src/a.test.ts': `${'it.only'}('works', f)` });

  assert.deepEqual(checkWords(root).problems, [
    'packages/sdk/src/a.test.ts:1: a test that silences the others',
  ]);
});
