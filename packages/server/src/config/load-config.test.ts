import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { BesideError } from '@beside/protocol';
import { parseFlags } from './flags.ts';
import { loadConfig, type Config } from './load-config.ts';

const folder = mkdtempSync(join(tmpdir(), 'beside-config-'));
after(() => rmSync(folder, { recursive: true }));

const SITE = { siteId: 'bank', name: 'Bank', origins: ['https://bank.example'] };

function load(
  file: unknown,
  options: { argv?: string[]; environment?: Record<string, string> } = {},
): Config {
  const path = join(folder, 'config.json');
  writeFileSync(path, typeof file === 'string' ? file : JSON.stringify(file));
  return loadConfig(parseFlags([...(options.argv ?? []), '--config', path]), options.environment ?? {});
}

/** `field: mend` of the refusal. */
function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof BesideError);
    assert.equal(error.code, 'config_invalid');
    return `${String(error.details['field'])}: ${String(error.details['mend'])}`;
  }
  return 'accepted';
}

describe('loadConfig', () => {
  it('lets flags beat the environment and the environment beat the file', () => {
    const file = { port: 1000, host: '::1', data: 'from-file' };

    const config = load(file, { argv: ['--port', '3000'], environment: { PORT: '2000', HOST: '127.0.0.2' } });

    assert.equal(config.port, 3000);
    assert.equal(config.host, '127.0.0.2');
    assert.match(config.dataDir, /from-file$/);
  });

  it('keeps its data in a folder that has a name', () => {
    assert.match(
      refusalOf(() => load({}, { argv: ['--data', ''] })),
      /^--data: name a folder/,
    );
    assert.match(load({}, { environment: { BESIDE_DATA_DIR: '' } }).dataDir, /\/\.data$/);
  });

  it('has demonstration data only where nobody else can reach it, or when told', () => {
    assert.equal(load({}).isDemo, true);
    assert.equal(load({ host: '0.0.0.0' }).isDemo, false);
    assert.equal(load({ host: '0.0.0.0' }, { environment: { BESIDE_DEMO: '1' } }).isDemo, true);
    assert.equal(load({ sites: [SITE] }).isDemo, false);
    assert.equal(load({}, { environment: { BESIDE_DEMO: '0' } }).isDemo, false);
  });

  it('fills in what a site leaves out', () => {
    const config = load({ sites: [SITE] });

    assert.deepEqual(config.sites[0], {
      ...SITE,
      allowNoOrigin: false,
      queues: [{ queueId: 'general', name: 'General' }],
      hours: { zone: 'UTC', week: 'always', exceptions: {} },
      texts: {},
      allowedQueries: [],
      backendSettings: {},
    });
  });

  it('takes the backend of the file for sites that name none, relative to the file', () => {
    const config = load({
      backend: './mine.mjs',
      sites: [SITE, { ...SITE, siteId: 'own', backend: './own.mjs' }],
    });

    assert.deepEqual(
      config.sites.map((site) => site.backend),
      [`file://${folder}/mine.mjs`, `file://${folder}/own.mjs`],
    );
  });

  it('reads the file of a flow, relative to the file', () => {
    writeFileSync(join(folder, 'flow.json'), '{"version":1}');

    const [site] = load({ sites: [{ ...SITE, visualIvr: './flow.json' }] }).sites;

    assert.deepEqual(site?.visualIvr, {
      ...{ path: './flow.json', content: { version: 1 }, field: 'sites.0.visualIvr' },
    });
  });

  it('knows where articles are, relative to the file, and whether one answers first', () => {
    const [plain, answering] = load({
      sites: [
        { ...SITE, knowledge: './knowledge' },
        { ...SITE, siteId: 'other', knowledge: { folder: './knowledge', firstAnswer: 'beside' } },
      ],
    }).sites;

    const where = { folder: join(folder, 'knowledge'), name: './knowledge' };
    assert.deepEqual(plain?.knowledge, { ...where, field: 'sites.0.knowledge', firstAnswer: 'off' });
    assert.deepEqual(answering?.knowledge, { ...where, field: 'sites.1.knowledge', firstAnswer: 'beside' });
  });

  it('takes the address of a database from the environment, also of one behind a socket', () => {
    const urls = [
      'postgres://u:p@db.example:5432/beside?sslmode=verify-full',
      'postgresql://u@/b?host=%2Frun',
    ];

    assert.deepEqual(
      [...urls, '', undefined].map(
        (url) => load({}, { environment: url === undefined ? {} : { DATABASE_URL: url } }).databaseUrl,
      ),
      [...urls, undefined, undefined],
    );
  });

  it('refuses codes that nobody sends', () => {
    const sites = [{ ...SITE, callback: { verification: 'code' } }];
    const sms = { provider: 'smtp', host: 'mail.example', from: 'bank@bank.example', domain: 'sms.example' };

    assert.match(
      refusalOf(() => load({ sites })),
      /^sites\.0\.callback\.verification: configure messages\.sms/,
    );
    assert.equal(load({ sites, messages: { sms } }).sites[0]?.callback?.verification, 'code');
    assert.equal(load({ sites, demo: true }).isDemo, true, 'there they are shown');
  });

  it('takes passwords and keys from the environment, so that they stand in no file', () => {
    const file = {
      sites: [{ ...SITE, identity: { algorithm: 'HS256', keyEnv: 'BANK_KEY' } }],
      agents: [
        { email: 'A@bank.example', name: 'A', passwordEnv: 'A_PASSWORD', queues: { bank: ['general'] } },
      ],
    };
    const key = 'k'.repeat(32);

    const config = load(file, { environment: { BANK_KEY: key, A_PASSWORD: 'long enough' } });

    assert.deepEqual(config.sites[0]?.identity, { algorithm: 'HS256', key });
    assert.equal(config.agents[0]?.password, 'long enough');
    assert.equal(config.agents[0]?.email, 'a@bank.example');
    assert.match(
      refusalOf(() => load(file, { environment: { BANK_KEY: key } })),
      /^agents\.0\.passwordEnv: set the environment variable A_PASSWORD/,
    );
  });

  it('warns of raised limits and of services it does not use', () => {
    const config = load(
      { limits: { messageBurst: 500, messagesPerMinute: 10 } },
      { environment: { NATS_URL: 'nats://x' } },
    );

    assert.equal(config.limits.messageBurst, 500);
    assert.equal(config.limits.messagesPerMinute, 10);
    assert.deepEqual(config.warnings.length, 2);
    assert.match(config.warnings[0] ?? '', /messageBurst is 500/);
  });

  const REFUSED: readonly [what: string, field: string, act: () => unknown][] = [
    ['a key nobody knows', 'sites.0.orgins', () => load({ sites: [{ ...SITE, orgins: [] }] })],
    ['a key nobody knows at the top', 'prot', () => load({ prot: 1 })],
    [
      'an origin with a path',
      'sites.0.origins.0',
      () => load({ sites: [{ ...SITE, origins: ['https://bank.example/'] }] }),
    ],
    [
      'an origin with a pattern',
      'sites.0.origins.0',
      () => load({ sites: [{ ...SITE, origins: ['https://*.bank.example'] }] }),
    ],
    [
      'a zone that is none',
      'sites.0.hours.zone',
      () => load({ sites: [{ ...SITE, hours: { zone: 'KST', week: 'always' } }] }),
    ],
    [
      'a time that is none',
      'sites.0.hours.week',
      () =>
        load({
          sites: [{ ...SITE, hours: { zone: 'Asia/Seoul', week: { 1: [{ from: '9', to: '18:00' }] } } }],
        }),
    ],
    [
      'a queue the site has not',
      'agents.0.queues.bank',
      () =>
        load({
          sites: [SITE],
          agents: [
            { email: 'a@b.example', name: 'A', passwordHash: '$argon2id$x', queues: { bank: ['vip'] } },
          ],
        }),
    ],
    [
      'a file of a flow that is not there',
      'sites.0.visualIvr',
      () => load({ sites: [{ ...SITE, visualIvr: './no-such-flow.json' }] }),
    ],
    ['a site twice', 'sites.1', () => load({ sites: [SITE, SITE] })],
    [
      'an agent without a password',
      'agents.0',
      () => load({ agents: [{ email: 'a@b.example', name: 'A', queues: {} }] }),
    ],
    ['a port out of range', '--port', () => load({}, { argv: ['--port', '70000'] })],
    ['a port that is no number', 'PORT', () => load({}, { environment: { PORT: 'http' } })],
    [
      'a database that is none of PostgreSQL',
      'DATABASE_URL',
      () => load({}, { environment: { DATABASE_URL: 'mysql://x/y' } }),
    ],
    ['a switch that is none', 'BESIDE_DEMO', () => load({}, { environment: { BESIDE_DEMO: 'yes please' } })],
    ['a flag nobody knows', 'flags', () => parseFlags(['--prot', '1'])],
    ['a file that is no JSON', '--config', () => load('{')],
    ['a limit below one', 'limits.messageBurst', () => load({ limits: { messageBurst: 0 } })],
  ];
  for (const [what, field, act] of REFUSED) {
    it(`refuses ${what}, naming ${field}`, () => {
      const refusal = refusalOf(act);

      assert.ok(refusal.startsWith(`${field}`), refusal);
      assert.match(refusal, /: .{5,}/);
    });
  }
});
