import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createFakeBackend } from '@beside/adapters/fake-backend';
import { createSite } from '../testing/test-centre.ts';
import { checkBackend, importBackend } from './load-backend.ts';

const refused = (mend: RegExp) => (error: { code: string; details: { field: string; mend: string } }) => {
  assert.equal(error.code, 'config_invalid');
  assert.equal(error.details.field, 'sites.shop.backend');
  assert.match(error.details.mend, mend);
  return true;
};

test('a module that is named is imported and handed its settings', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'beside-backend-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'mine.mjs');
  const fake = new URL('../../../../adapters/src/fake-backend/index.ts', import.meta.url).href;
  writeFileSync(
    path,
    `import { createFakeBackend } from '${fake}';
     export const createBackend = ({ settings }) => ({ ...createFakeBackend(), name: settings.name });`,
  );

  const backend = await importBackend(
    createSite('shop', { backend: pathToFileURL(path).href, backendSettings: { name: 'mine' } }),
  );

  assert.equal(backend.name, 'mine');
});

test('a module that is not there is a mistake of the configuration', async () => {
  const site = createSite('shop', { backend: 'file:///nowhere/mine.mjs' });

  await assert.rejects(importBackend(site), refused(/cannot be loaded/));
});

test('a module that exports something else is a mistake of the configuration', async () => {
  const site = createSite('shop', { backend: 'node:path' });

  await assert.rejects(importBackend(site), refused(/must export a function createBackend/));
});

test('what is not a backend is refused with the part that is wrong', () => {
  const fake = createFakeBackend();

  assert.throws(() => checkBackend('shop', undefined), refused(/must return an object/));
  assert.throws(() => checkBackend('shop', { ...fake, contract: '2' }), refused(/contract/));
  assert.throws(() => checkBackend('shop', { ...fake, capabilities: {} }), refused(/capabilities: delivery/));
  assert.throws(() => checkBackend('shop', { ...fake, chat: {} }), refused(/chat\.start/));
  assert.throws(() => checkBackend('shop', { ...fake, report: true }), refused(/report/));
  assert.equal(checkBackend('shop', fake), fake);
});
