import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseFlags } from './flags.ts';
import { loadConfig } from './load-config.ts';

test('the example of docs/configuration.md is a configuration', () => {
  const page = readFileSync(new URL('../../../../docs/configuration.md', import.meta.url), 'utf8');
  const example = /```json\n([^]*?)```/.exec(page)?.[1] ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'beside-documented-'));
  const path = join(folder, 'beside.json');
  writeFileSync(path, example);

  const config = loadConfig(parseFlags(['--config', path]), {
    SHOP_IDENTITY_KEY: 'a secret of at least thirty-two characters',
    MINA_PASSWORD: 'correct horse battery staple',
    BESIDE_EXCHANGE_REQUEST_SECRET: 'what the server signs with, long enough',
    BESIDE_EXCHANGE_EVENT_SECRET: 'what the exchange signs with, long enough',
  });
  rmSync(folder, { recursive: true });

  assert.deepEqual(
    [
      config.host,
      config.port,
      config.sites.map(({ siteId }) => siteId),
      config.agents.map(({ alias }) => alias),
      config.telephony.callerNumber,
    ],
    ['0.0.0.0', 8080, ['shop'], ['Mina'], '+82215880000'],
  );
});
