import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { plantFiles } from '../testing/plant-files.ts';
import { digestInputs, isBuildFresh } from './inputs.ts';

function plantBuilt(t: Parameters<typeof plantFiles>[0]): string {
  const root = plantFiles(t, {
    'packages/sdk/src/index.ts': 'export const a = 1;',
    'dist/widget/beside.js': '',
  });
  const manifest = {
    inputsDigest: digestInputs(root),
    entries: {},
    files: { 'widget/beside.js': {} },
  };
  writeFileSync(join(root, 'dist/manifest.json'), JSON.stringify(manifest));
  return root;
}

test('a build stays fresh while nothing it read has changed', (t) => {
  const root = plantBuilt(t);

  writeFileSync(join(root, 'packages/sdk/src/index.test.ts'), 'a test is no part of what ships');

  assert.equal(isBuildFresh(root), true);
});

test('a changed, added or removed source makes it stale', (t) => {
  const changes: ((root: string) => void)[] = [
    (root) => {
      writeFileSync(join(root, 'packages/sdk/src/index.ts'), 'export const a = 2;');
    },
    (root) => {
      writeFileSync(join(root, 'packages/sdk/src/more.ts'), '');
    },
    (root) => {
      rmSync(join(root, 'packages/sdk/src/index.ts'));
    },
  ];

  const fresh = changes.map((change) => {
    const root = plantBuilt(t);
    change(root);
    return isBuildFresh(root);
  });

  assert.deepEqual(fresh, [false, false, false]);
});

test('a build that lost a file, or was cut off while it wrote the manifest, is not fresh', (t) => {
  const lost = plantBuilt(t);
  rmSync(join(lost, 'dist/widget/beside.js'));
  const cutOff = plantBuilt(t);
  writeFileSync(join(cutOff, 'dist/manifest.json'), '{ "inputsDigest": "');

  assert.deepEqual([isBuildFresh(lost), isBuildFresh(cutOff)], [false, false]);
});
