import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plantFiles } from '../testing/plant-files.ts';
import { checkExports } from './exports.ts';

const CONDITIONS = { development: './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' };

function sdk(conditions: Record<string, string>, source: string): Record<string, string> {
  return {
    'package.json': '{ "type": "module" }',
    'tsconfig.base.json': '{}',
    'packages/sdk/package.json': JSON.stringify({ name: '@beside/sdk', exports: { '.': conditions } }),
    'packages/sdk/src/index.ts': source,
  };
}

test('an entry that exists and touches nothing is fine', async (t) => {
  const root = plantFiles(t, sdk(CONDITIONS, 'export const answer: number = 42;'));

  assert.deepEqual(await checkExports(root), { problems: [], pending: [], summary: '1 subpaths' });
});

test('an entry that needs a document when it is imported is a problem', async (t) => {
  const root = plantFiles(t, sdk(CONDITIONS, 'document.title = "mine";'));

  const { problems } = await checkExports(root);

  assert.equal(problems.length, 1);
  assert.match(problems[0] ?? '', /document is not defined/);
});

test('an entry that starts a timer when it is imported is a problem', async (t) => {
  const root = plantFiles(t, sdk(CONDITIONS, 'setInterval(() => undefined, 1000).ref();'));

  const { problems } = await checkExports(root);

  assert.match(problems[0] ?? '', /leaves behind Timeout/);
});

test('a built file that would not lie where its source lies is a problem', async (t) => {
  const root = plantFiles(t, sdk({ ...CONDITIONS, default: './dist/main.js' }, ''));

  assert.deepEqual((await checkExports(root)).problems, [
    'packages/sdk/package.json: .: "default" should be ./dist/index.js',
  ]);
});

test('a subpath that leads nowhere is told', async (t) => {
  const root = plantFiles(t, sdk({ ...CONDITIONS, development: './src/other.ts' }, ''));

  const { pending } = await checkExports(root);

  assert.deepEqual(pending, ['packages/sdk/package.json: nothing is at ./src/other.ts, where . leads']);
});
