import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { BesideError } from '@beside/protocol';
import { parseFlags } from './flags.ts';
import { loadConfig, type Config } from './load-config.ts';

const EXCHANGE = {
  provider: 'exchange',
  url: 'http://127.0.0.1:9090',
  requestSecretEnv: 'REQUEST_SECRET',
  eventSecretEnv: 'EVENT_SECRET',
  callerNumber: '+82215880000',
};
const ENVIRONMENT = { REQUEST_SECRET: 'r'.repeat(32), EVENT_SECRET: 'e'.repeat(32) };

function load(file: object, environment: Record<string, string> = ENVIRONMENT): Config {
  const folder = mkdtempSync(join(tmpdir(), 'beside-telephony-'));
  try {
    writeFileSync(join(folder, 'beside.json'), JSON.stringify(file));
    return loadConfig(parseFlags(['--config', join(folder, 'beside.json')]), environment);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function problemOf(file: object, environment?: Record<string, string>): [unknown, unknown] {
  try {
    load(file, environment);
  } catch (error) {
    if (error instanceof BesideError) return [error.details['field'], error.details['mend']];
  }
  return ['nothing', 'nothing'];
}

describe('the telephone in the configuration', () => {
  it('is in the agents’ hands when nothing is said', () => {
    assert.deepEqual(load({}).telephony, { provider: 'manual', scheme: 'tel' });
  });

  it('is the exchange with its secrets from the environment and times that fit most', () => {
    assert.deepEqual(load({ telephony: EXCHANGE }).telephony, {
      provider: 'exchange',
      url: 'http://127.0.0.1:9090',
      requestSecret: 'r'.repeat(32),
      eventSecret: 'e'.repeat(32),
      dialSafety: 'idempotent',
      callerNumber: '+82215880000',
      ringTimeoutMs: 30_000,
      answerTimeoutMs: 5_000,
    });
  });

  it('may show another number for a site', () => {
    const site = { siteId: 'shop', name: 'Shop', origins: ['https://shop.example'] };
    const { sites } = load({
      sites: [
        { ...site, telephony: { callerNumber: '+82212345678' } },
        { ...site, siteId: 'b' },
      ],
    });

    assert.deepEqual(
      sites.map(({ telephony }) => telephony?.callerNumber),
      ['+82212345678', undefined],
    );
  });

  it('says what is wrong and how to mend it', () => {
    const wrong: readonly (readonly [file: object, field: string, mend: RegExp])[] = [
      [{ ...EXCHANGE, url: 'http://127.0.0.1:9090/v1' }, 'telephony.url', /exact origin/],
      [{ ...EXCHANGE, callerNumber: '02-1588-0000' }, 'telephony.callerNumber', /\+, country and number/],
      [{ ...EXCHANGE, ringTimeoutMs: 1 }, 'telephony.ringTimeoutMs', /5000/],
      [{ ...EXCHANGE, secret: 'x' }, 'telephony.secret', /no such setting/],
      [{ provider: 'twilio' }, 'telephony.provider', /./],
      [{ provider: 'manual', scheme: 'sip' }, 'telephony', /sipDomain/],
      [{ provider: 'manual', sipDomain: 'pbx.example' }, 'telephony', /sipDomain/],
      [{ ...EXCHANGE, requestSecretEnv: 'NOWHERE' }, 'telephony.requestSecretEnv', /NOWHERE/],
      [{ ...EXCHANGE, eventSecretEnv: 'REQUEST_SECRET' }, 'telephony.eventSecretEnv', /each direction/],
    ];
    for (const [telephony, field, mend] of wrong) {
      const [foundField, foundMend] = problemOf({ telephony });

      assert.equal(foundField, field);
      assert.match(String(foundMend), mend);
    }
    const short = problemOf({ telephony: EXCHANGE }, { ...ENVIRONMENT, EVENT_SECRET: 'short' });
    assert.deepEqual(short, [
      'telephony.eventSecretEnv',
      'the value of EVENT_SECRET is too short: use at least 32 characters',
    ]);
  });
});
