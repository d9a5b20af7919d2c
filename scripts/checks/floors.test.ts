import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { REPOSITORY_ROOT } from '../shared/repository.ts';
import { plantFiles } from '../testing/plant-files.ts';
import { runCommand } from '../shared/run-command.ts';

/** Rules broken by one file that imports another, by relative paths, which the resolver needs no installation for. */
const VIOLATIONS: readonly (readonly [rule: string, from: string, to: string])[] = [
  ['0-protocol', 'packages/protocol/src/a.ts', 'packages/sdk/src/b.ts'],
  ['1-adapters', 'packages/adapters/src/remote/a.ts', 'packages/sdk/src/b.ts'],
  ['2-sdk', 'packages/sdk/src/a.ts', 'packages/adapters/src/remote/b.ts'],
  ['2-server', 'packages/server/src/a.ts', 'packages/elements/src/b.ts'],
  ['3-elements', 'packages/elements/src/shared/a.ts', 'packages/adapters/src/remote/b.ts'],
  ['4-console', 'packages/console/src/a.ts', 'packages/embed/src/b.ts'],
  ['rules-without-schemas', 'packages/protocol/src/chat/state.ts', 'packages/protocol/src/chat/schema.ts'],
  ['adapters-alone', 'packages/adapters/src/remote/a.ts', 'packages/adapters/src/memory/b.ts'],
  ['sdk-channels-alone', 'packages/sdk/src/channels/chat/a.ts', 'packages/sdk/src/channels/voice/b.ts'],
  ['server-stores-bus-config', 'packages/server/src/stores/a.ts', 'packages/server/src/engine/b.ts'],
  ['server-engine', 'packages/server/src/engine/a.ts', 'packages/server/src/gateway/b.ts'],
  ['server-gateway', 'packages/server/src/gateway/a.ts', 'packages/server/src/http/b.ts'],
  ['server-open-core-create-server', 'packages/server/src/create-server.ts', 'packages/server/src/main.ts'],
  ['elements-shared', 'packages/elements/src/shared/a.ts', 'packages/elements/src/parts/b.ts'],
  ['elements-parts', 'packages/elements/src/parts/a.ts', 'packages/elements/src/panels/chat/b.ts'],
  ['elements-panels', 'packages/elements/src/panels/chat/a.ts', 'packages/elements/src/launcher/b.ts'],
  [
    'elements-panels-alone',
    'packages/elements/src/panels/chat/a.ts',
    'packages/elements/src/panels/home/b.ts',
  ],
  ['tests-stay-outside', 'packages/sdk/src/a.ts', 'packages/sdk/src/b.test.ts'],
  ['5-outside', 'packages/sdk/src/a.ts', 'demo/b.ts'],
];

test('each floor of the table is kept', async (t) => {
  for (const [rule, from, to] of VIOLATIONS) {
    await t.test(`${from} must not import ${to}`, async (inner) => {
      const up = from.replace(/[^/]+$/, '').replace(/[^/]+\//g, '../');

      const broken = await cruise(plantFiles(inner, { [from]: `import '${up}${to}';`, [to]: 'export {};' }));

      assert.ok(broken.includes(rule), `broke only ${broken.join(', ')}`);
    });
  }
});

test('a circle is found, also of types alone', async (t) => {
  const root = plantFiles(t, {
    'packages/sdk/src/a.ts': "import type { B } from './b.ts';\nexport type A = B;",
    'packages/sdk/src/b.ts': "import type { A } from './a.ts';\nexport type B = A;",
  });

  assert.ok((await cruise(root)).includes('no-cycle'));
});

test('what runs in browsers imports nothing of Node', async (t) => {
  for (const folder of ['elements/src/shared', 'adapters/src/remote', 'adapters/src/memory']) {
    const root = plantFiles(t, { [`packages/${folder}/a.ts`]: "import 'node:fs';" });

    assert.deepEqual(await cruise(root), ['no-node-in-browsers']);
  }
});

/** Names of the rules that are broken below a folder, sorted. The program is run as such: it looks at its working folder. */
async function cruise(root: string): Promise<string[]> {
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.base.json'])
    cpSync(join(REPOSITORY_ROOT, file), join(root, file));
  const program = join(REPOSITORY_ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'packages'];
  const { output } = await runCommand(process.execPath, args, root);
  // Printed by the program we pin.
  const { summary } = JSON.parse(output) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort();
}
