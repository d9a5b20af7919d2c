import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { BesideError } from '@beside/protocol';
import { listFolder } from './list-folder.ts';
import { openLibrary, type OpenLibrary } from './open-library.ts';

const RETURNS = '---\ntitle: Returns\n---\nWithin 30 days.\n';

function plant(
  t: TestContext,
  files: Readonly<Record<string, string>>,
): { library: OpenLibrary; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const knowledge = { folder, name: './knowledge', field: 'sites.0.knowledge', firstAnswer: 'off' as const };
  return { library: openLibrary({ sites: new Map([['shop', { knowledge }]]) }), folder };
}

test('what is wrong in a folder is told with file, line and mend', async (t) => {
  const faults: readonly (readonly [files: Readonly<Record<string, string>>, mend: RegExp])[] = [
    [{}, /^\.\/knowledge\/: write at least one article/],
    [{ 'en/returns.md': `${RETURNS}\n<b>now</b>` }, /^\.\/knowledge\/en\/returns\.md:6: HTML is not drawn/],
    [{ 'en/Returns.md': RETURNS }, /en\/Returns\.md: name it like/],
    [{ 'en/returns.txt': RETURNS }, /en\/returns\.txt: name it like/],
    [{ 'pictures and more/a.md': RETURNS }, /only folders named after locales/],
    [{ 'en/returns.md': RETURNS, 'synonyms.json': '{"en":[["one"]]}' }, /synonyms\.json: en\.0/],
    [{ 'en/returns.md': RETURNS, 'synonyms.json': '{' }, /synonyms\.json: /],
    [{ 'en/long.md': RETURNS + 'a'.repeat(70_000) }, /shorter/],
  ];
  for (const [files, mend] of faults)
    await assert.rejects(plant(t, files).library.open('shop'), (error) => {
      assert.ok(error instanceof BesideError);
      assert.equal(error.code, 'config_invalid');
      assert.equal(error.details['field'], 'sites.0.knowledge');
      assert.match(String(error.details['mend']), mend);
      return true;
    });
});

test('a mended folder is read at the next question', async (t) => {
  const { library, folder } = plant(t, { 'en/returns.md': 'nothing' });
  await assert.rejects(library.open('shop'));

  writeFileSync(join(folder, 'en/returns.md'), RETURNS);

  assert.equal((await library.findArticle('shop', 'returns', 'en'))?.title, 'Returns');
});

test('an article that is missing in a locale is given in the nearest one, and the list says so', async (t) => {
  const { library, folder } = plant(t, {
    'en/returns.md': RETURNS,
    'en/only-english.md': RETURNS,
    'ko/returns.md': RETURNS.replace('Returns', '반품'),
    'ja/only-japanese.md': RETURNS.replace('Returns', '返品'),
  });
  const locales = [];
  for (const [articleId, locale] of [
    ['returns', 'ko-KR'],
    ['returns', 'de'],
    ['only-english', 'ko'],
    ['only-japanese', 'ko'],
  ] as const)
    locales.push((await library.findArticle('shop', articleId, locale))?.locale);

  assert.deepEqual(locales, ['ko', 'en', 'en', 'ja']);
  const all = [
    { articleId: 'only-english', locales: ['en'] },
    { articleId: 'only-japanese', locales: ['ja'] },
    { articleId: 'returns', locales: ['en', 'ko'] },
  ];
  assert.deepEqual(await library.list('shop'), all);
  // Before anything was read, too.
  assert.deepEqual(listFolder(folder), all);
});

test('a site without articles has none, and finds none', async (t) => {
  const { library } = plant(t, { 'en/returns.md': RETURNS });

  assert.deepEqual(await library.search('other', 'returns', 'en'), []);
  assert.equal(await library.findArticle('other', 'returns', 'en'), undefined);
  assert.equal(await library.findArticle('shop', 'no-such', 'en'), undefined);
  assert.deepEqual(await library.list('other'), []);
});
