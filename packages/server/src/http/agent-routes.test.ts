import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ERRORS } from '@beside/protocol';
import { SERVER_LIMITS } from '../config/schema.ts';
import { createShiftClock } from '../gateway/testing/shift-clock.ts';
import { startTestServer, type Login, type TestServer } from '../gateway/testing/test-server.ts';

const QUARTER_HOUR_MS = 900_000;
const PASSWORD = 'a long enough password';
const agent = (name: string, more: object = {}): object => ({
  email: `${name}@centre.example`,
  name,
  passwordEnv: 'PASSWORD',
  queues: { shop: ['general'] },
  ...more,
});

const clock = createShiftClock();
let server: TestServer;

before(async () => {
  const file = {
    sites: [{ siteId: 'shop', name: 'Shop', origins: ['https://shop.example'] }],
    agents: [agent('mina'), agent('jun'), agent('gone', { disabled: true })],
  };
  server = await startTestServer(file, undefined, { clock, environment: { PASSWORD } });
});
after(() => server.stop());

const login = (email: string, password = PASSWORD): Promise<Response> =>
  server.post('/v1/agents/login', { email, password });

async function answerOf(response: Response): Promise<unknown> {
  return { status: response.status, body: await response.json() };
}

const mina: Login = { email: 'mina@centre.example', password: PASSWORD };
const me = (cookie: string): Promise<Response> =>
  fetch(`${server.url}/v1/agents/me`, { headers: { cookie } });

describe('signing in', () => {
  it('answers with who it is, and a cookie that only this host and no script ever gets', async () => {
    const response = await login('  MINA@centre.example ');

    const { agent: who } = (await response.json()) as { agent: { agentId: string } };
    assert.deepEqual(who, {
      agentId: who.agentId,
      email: 'mina@centre.example',
      name: 'mina',
      alias: 'mina',
      role: 'agent',
    });
    const [cookie, ...attributes] = (response.headers.get('set-cookie') ?? '').split('; ');
    assert.match(cookie ?? '', /^__Host-beside-agent=[A-Za-z0-9_-]{43}$/);
    assert.deepEqual(attributes, ['Path=/', 'Max-Age=43200', 'Secure', 'HttpOnly', 'SameSite=Strict']);
    assert.equal(response.headers.get('cache-control'), 'no-store');
  });

  it('answers a wrong password, an unknown e-mail and a disabled agent alike', async () => {
    const refusal = {
      status: 401,
      body: { error: { code: 'unauthenticated', message: ERRORS.unauthenticated.message } },
    };

    assert.deepEqual(await answerOf(await login('jun@centre.example', 'wrong')), refusal);
    assert.deepEqual(await answerOf(await login('nobody@centre.example')), refusal);
    assert.deepEqual(await answerOf(await login('gone@centre.example')), refusal);
    assert.equal((await login('jun@centre.example', 'wrong')).headers.get('set-cookie'), null);
  });

  it('takes about as long for an unknown e-mail as for a wrong password', async () => {
    const times: Record<string, number[]> = { 'jun@centre.example': [], 'nobody@centre.example': [] };
    for (let round = 0; round < 4; round += 1)
      for (const [email, list] of Object.entries(times)) {
        const startedAt = performance.now();
        await login(email, 'wrong');
        list.push(performance.now() - startedAt);
      }
    const [known = 0, unknown = 0] = Object.values(times).map((list) => Math.min(...list));

    // Without the work it would be fifty times faster.
    assert.ok(unknown > known / 4 && unknown < known * 4, `${known} and ${unknown} ms`);
    clock.shift(QUARTER_HOUR_MS);
  });

  it('is slowed down per e-mail, right password or not, and says how long', async () => {
    const max = SERVER_LIMITS.failedLoginsPerEmail;
    const statuses = [];
    for (let count = 0; count < max; count += 1)
      statuses.push((await login('jun@centre.example', 'no')).status);
    const refused = await login('Jun@centre.example');

    assert.deepEqual(new Set(statuses), new Set([401]));
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), String(QUARTER_HOUR_MS / 1_000 / max));
    assert.equal((await login('mina@centre.example')).status, 200, 'others are not held up');
    clock.shift(QUARTER_HOUR_MS / max);
    assert.equal((await login('jun@centre.example')).status, 200);
  });

  it('is not slowed down by signing in rightly', async () => {
    for (let count = 0; count < SERVER_LIMITS.failedLoginsPerEmail + 2; count += 1)
      assert.equal((await login('mina@centre.example')).status, 200);
  });

  it('is slowed down per address, whoever is guessed', async (t) => {
    const few = await startTestServer({ limits: { failedLoginsPerAddress: 5 } });
    t.after(() => few.stop());
    const statuses = [];
    for (let count = 0; count < 7; count += 1) {
      const email = `guess-${count}@centre.example`;
      statuses.push((await few.post('/v1/agents/login', { email, password: 'guess' })).status);
    }

    assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429, 429]);
  });

  it('of nobody else is slowed down by an address that is refused', async (t) => {
    const few = await startTestServer({
      limits: { failedLoginsPerAddress: 2, failedLoginsPerEmail: 3 },
      trustedProxies: ['127.0.0.1'],
    });
    t.after(() => few.stop());
    const [someone] = few.logins;
    assert.ok(someone);
    const from = (address: string, body: Login): Promise<Response> =>
      few.post(
        '/v1/agents/login',
        { email: body.email, password: body.password },
        { 'x-forwarded-for': address },
      );
    const statuses = [];
    for (let count = 0; count < 8; count += 1)
      statuses.push((await from('203.0.113.1', { email: someone.email, password: 'guess' })).status);

    assert.deepEqual(statuses, [401, 401, 429, 429, 429, 429, 429, 429]);
    assert.equal((await from('203.0.113.2', someone)).status, 200);
  });

  it('wants exactly an e-mail and a password', async () => {
    const bodies = [
      {},
      { email: 'mina@centre.example' },
      { ...mina, admin: true },
      { email: { $ne: '' }, password: { $ne: '' } },
      { email: ['mina@centre.example'], password: PASSWORD },
      { email: '', password: PASSWORD },
      '{"email":"mina@centre.example","password":"x","__proto__":{"a":1}}',
      'not json',
      '[]',
      '',
    ];
    for (const body of bodies) {
      const response = await server.post('/v1/agents/login', body);
      assert.equal(response.status, 400, JSON.stringify(body));
      assert.equal(((await response.json()) as { error: { code: string } }).error.code, 'bad_frame');
    }
    const { error } = (await (
      await server.post('/v1/agents/login', { ...mina, password: 'x'.repeat(201) })
    ).json()) as { error: { code: string } };
    assert.equal(error.code, 'too_large');
  });

  it("is for the server's own page: any other origin, and none, is refused", async () => {
    for (const origin of [
      'https://evil.example',
      'null',
      server.demo,
      `${server.url}/`,
      server.url.toUpperCase(),
    ])
      assert.equal((await server.post('/v1/agents/login', mina, { origin })).status, 403, origin);
    const bare = await fetch(`${server.url}/v1/agents/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(mina),
    });
    assert.equal(bare.status, 403);
    const form = await server.post('/v1/agents/login', 'email=a&password=b', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    assert.equal(form.status, 415);
  });
});

describe("a console's session", () => {
  it('is kept as a hash only', async () => {
    const { cookie } = await server.signIn(mina);
    const token = cookie.split('=')[1] ?? '';
    const bytes = readdirSync(server.dataDir).map((name) =>
      readFileSync(join(server.dataDir, name), 'latin1'),
    );

    assert.equal(token.length, 43);
    assert.equal(
      bytes.some((content) => content.includes(token)),
      false,
    );
    assert.equal(
      bytes.some((content) => content.includes(PASSWORD)),
      false,
    );
  });

  it('is over after a quarter of an hour without a sign of life', async () => {
    const { cookie } = await server.signIn(mina);
    clock.shift(QUARTER_HOUR_MS - 60_000);
    assert.equal((await me(cookie)).status, 200);
    clock.shift(QUARTER_HOUR_MS - 60_000);
    assert.equal((await me(cookie)).status, 200);
    clock.shift(QUARTER_HOUR_MS + 1_000);

    assert.equal((await me(cookie)).status, 401);
  });

  it('is over after twelve hours, however busy', async () => {
    const { cookie } = await server.signIn(mina);
    let hours = 0;
    while ((await me(cookie)).status === 200 && hours < 20) {
      clock.shift(600_000);
      hours += 1 / 6;
    }

    assert.ok(Math.abs(hours - 12) < 0.4, String(hours));
  });

  it('is one of three at most; the oldest goes', async () => {
    const cookies = [];
    for (let count = 0; count < 4; count += 1) {
      cookies.push((await server.signIn(mina)).cookie);
      clock.shift(1);
    }
    const statuses = await Promise.all(cookies.map(async (cookie) => (await me(cookie)).status));

    assert.deepEqual(statuses, [401, 200, 200, 200]);
  });

  it('ends with signing out: the cookie goes, tickets and sockets with it', async () => {
    const console = await server.signIn(mina);
    const wire = await server.open().opened();
    wire.send({ type: 'hello', versions: [1], role: 'agent', ticket: await console.ticket(), locale: 'en' });
    await wire.ofType('welcome');

    const startedAt = performance.now();
    const response = await server.post('/v1/agents/logout', {}, { cookie: console.cookie });
    await wire.closed;

    assert.ok(performance.now() - startedAt < 1_000, 'at once, not when somebody looks the next time');
    assert.equal(response.status, 204);
    assert.match(
      response.headers.get('set-cookie') ?? '',
      /^__Host-beside-agent=; Path=\/; Max-Age=0; Secure/,
    );
    assert.equal(await wire.closed, 4401);
    assert.equal((await me(console.cookie)).status, 401);
    assert.equal((await server.post('/v1/agents/ticket', {}, { cookie: console.cookie })).status, 401);
  });

  it('that is over cuts its open sockets within five seconds', async () => {
    const wire = await server.agent(mina);
    for (let count = 0; count < 3; count += 1) {
      clock.shift(1);
      await server.signIn(mina);
    }
    clock.shift(5_000);
    for (let second = 0; second < 5; second += 1) clock.shift(1_000);

    assert.equal(await wire.closed, 4401);
  });

  it('is one cookie of that very name', async () => {
    const { cookie } = await server.signIn(mina);
    const token = cookie.split('=')[1] ?? '';

    assert.equal((await me(`other=1; ${cookie}; last=2`)).status, 200);
    for (const other of [
      `beside-agent=${token}`,
      `x__Host-beside-agent=${token}`,
      `__host-beside-agent=${token}`,
      '',
    ])
      assert.equal((await me(other)).status, 401, other);
  });
});
