import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plantFiles } from '../testing/plant-files.ts';
import { findWorkspaceEntry } from './workspace-entry.ts';

test('an import of a package of ours leads to its source, third parties and unknown subpaths to nothing', (t) => {
  const root = plantFiles(t, {
    'packages/elements/package.json': JSON.stringify({
      name: '@beside/elements',
      exports: {
        '.': { development: './src/index.ts' },
        './chat': { development: './src/panels/chat/index.ts' },
        './parts/*': { development: './src/parts/*/*.ts' },
      },
    }),
  });
  const source = (path: string) => `${root}/packages/elements/src/${path}`;

  assert.equal(findWorkspaceEntry(root, '@beside/elements'), source('index.ts'));
  assert.equal(findWorkspaceEntry(root, '@beside/elements/chat'), source('panels/chat/index.ts'));
  assert.equal(findWorkspaceEntry(root, '@beside/elements/parts/button'), source('parts/button/button.ts'));
  assert.equal(findWorkspaceEntry(root, '@beside/elements/src/index.ts'), undefined);
  assert.equal(findWorkspaceEntry(root, '@beside/nothing'), undefined);
  assert.equal(findWorkspaceEntry(root, 'lit'), undefined);
});
