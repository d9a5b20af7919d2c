import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BuiltFile, Manifest } from '../build/manifest.ts';
import { plantFiles } from '../testing/plant-files.ts';
import { checkSizes, measureSizes } from './sizes.ts';

function file(brotliBytes: number, links: Partial<BuiltFile> = {}): BuiltFile {
  return { rawBytes: 0, gzipBytes: 0, brotliBytes, imports: [], dynamicImports: [], modules: [], ...links };
}

function manifestOf(files: Manifest['files']): string {
  const entry = (path: string) => ({ file: path, closure: [], rawBytes: 0, gzipBytes: 0, brotliBytes: 0 });
  const entries = { loader: entry('widget/beside.js'), boot: entry('widget/chunks/boot.js') };
  return JSON.stringify({ inputsDigest: '', entries, files });
}

test('a page is charged for everything it has loaded by then, once, and for nothing that comes later', (t) => {
  const root = plantFiles(t, {
    'dist/manifest.json': manifestOf({
      'widget/beside.js': file(1_000),
      'widget/chunks/boot.js': file(20_000, { imports: ['widget/chunks/shared.js'] }),
      'widget/chunks/shared.js': file(300),
      'widget/chunks/chat.js': file(5_000, {
        modules: ['packages/elements/src/panels/chat/chat-panel.ts'],
        imports: ['widget/chunks/shared.js'],
        dynamicImports: ['widget/chunks/structured.js', 'widget/chunks/log.js'],
      }),
      'widget/chunks/log.js': file(2_000, { modules: ['packages/elements/src/panels/chat/chat-log.ts'] }),
      'widget/chunks/structured.js': file(7_000, {
        modules: ['packages/elements/src/panels/chat/structured.ts'],
      }),
      'console/assets/chat.js': file(9_000, { modules: ['packages/elements/src/panels/chat/chat-panel.ts'] }),
    }),
  });

  assert.deepEqual(
    [...measureSizes(root)],
    [
      ['size.loader', 1_000],
      ['size.open', 21_300],
      ['size.chat', 26_300],
      ['size.conversation', 28_300],
      ['size.callback', 21_300],
    ],
  );
});

test('one byte over the budget is a problem', (t) => {
  const at = (loaderBytes: number) =>
    plantFiles(t, {
      'dist/manifest.json': manifestOf({
        'widget/beside.js': file(loaderBytes),
        'widget/chunks/boot.js': file(0),
      }),
    });

  assert.deepEqual(checkSizes(at(2_500)).problems, []);
  assert.deepEqual(checkSizes(at(2_501)).problems, ['size.loader: 2501 bytes, the budget is 2500']);
});

test('what was not built is told', (t) => {
  assert.equal(checkSizes(plantFiles(t, {})).pending?.length, 7);
});
