import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { statusOf } from '../gateway/testing/raw-socket.ts';
import { startTestServer, type TestServer } from '../gateway/testing/test-server.ts';
import { createApp } from './create-app.ts';
import { createLog } from '../config/log.ts';
import { addPagesRoutes } from './pages-routes.ts';
import { createPolicies, addSecurityHeaders, API_POLICY } from './security-headers.ts';

const SECRET = 'nobody may read this';

let server: TestServer;
before(async () => {
  server = await startTestServer();
});
after(() => server.stop());

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(new URL(path, server.url), { headers, redirect: 'manual' });

/** The directives of a policy by name. */
function policyOf(response: Response): Record<string, string> {
  const parts = (response.headers.get('content-security-policy') ?? '').split(';').map((part) => part.trim());
  return Object.fromEntries(
    parts.map((part) => [part.split(' ', 1)[0] ?? '', part.slice(part.indexOf(' ') + 1)]),
  );
}

describe('every answer', () => {
  const paths = [
    '/',
    '/index.css',
    '/console/',
    '/beside.js',
    '/healthz',
    '/readyz',
    '/metrics',
    '/openapi.json',
  ];

  it('of the main origin has the security headers, refusals too', async () => {
    for (const path of [...paths, '/v1/schema.json', '/nothing', '/v1/agents/me', '/demo/shop/']) {
      const { headers } = await get(path);
      const policy = policyOf({ headers } as Response); // all that is read of it
      assert.deepEqual(
        {
          nosniff: headers.get('x-content-type-options'),
          referrer: headers.get('referrer-policy'),
          opener: headers.get('cross-origin-opener-policy'),
          permissions: headers.get('permissions-policy')?.startsWith('camera=()'),
          default: policy['default-src'],
          base: policy['base-uri'],
          ancestors: policy['frame-ancestors'],
          poweredBy: headers.get('x-powered-by') ?? headers.get('server'),
        },
        {
          nosniff: 'nosniff',
          referrer: 'same-origin',
          opener: 'same-origin',
          permissions: true,
          default: "'none'",
          base: "'none'",
          ancestors: "'none'",
          poweredBy: null,
        },
        path,
      );
    }
  });

  it('with a policy never allows inline or evaluated scripts, or scripts of anybody', async () => {
    for (const path of [...paths, '/nothing']) {
      const text = (await get(path)).headers.get('content-security-policy') ?? '';
      assert.doesNotMatch(text, /unsafe|\*|data:[^;]*script|strict-dynamic/, path);
    }
    for (const page of ['/', '/demo/', '/demo/shop/cart']) {
      const text = (await fetch(new URL(page, server.demo))).headers.get('content-security-policy') ?? '';
      assert.doesNotMatch(text, /unsafe|\*/, page);
    }
  });

  it("of the console's page has Trusted Types and connects to its own server only", async () => {
    const policy = policyOf(await get('/console/'));

    assert.equal(policy['require-trusted-types-for'], "'script'");
    assert.equal(policy['script-src'], "'self'");
    assert.equal(policy['connect-src'], `'self' ${server.url.replace('http', 'ws')}`);
  });

  it('of the untrusted origin runs nothing and knows nobody', async () => {
    const response = await fetch(server.addresses.viewer);

    assert.equal(response.status, 404);
    assert.deepEqual(policyOf(response), {
      'default-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      sandbox: 'sandbox',
    });
    for (const path of ['/console/', '/v1/agents/me', '/healthz', '/metrics', '/v1/schema.json'])
      assert.equal((await fetch(new URL(path, server.addresses.viewer))).status, 404, path);
  });

  it('is for the pages of others only where it has to be', async () => {
    for (const path of ['/v1/schema.json', '/openapi.json', '/beside.js'])
      assert.equal((await get(path)).headers.get('access-control-allow-origin'), '*', path);
    for (const path of ['/', '/console/', '/healthz', '/metrics', '/v1/agents/me'])
      assert.equal((await get(path)).headers.get('access-control-allow-origin'), null, path);
  });

  it('tells browsers to stay with TLS where the server is reached over it', async (t) => {
    const secure = await startTestServer({ publicUrl: 'https://beside.example' });
    t.after(() => secure.stop());
    // The address in the table is the public one; the listener is plain and local.
    const port = Number(new URL(secure.addresses.viewer).port);
    const { headers } = await fetch(`http://localhost:${port}/`);

    assert.equal(headers.get('strict-transport-security'), 'max-age=31536000');
    assert.equal((await get('/')).headers.get('strict-transport-security'), null);
  });

  it('refuses methods that no route has', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'TRACE', 'OPTIONS', 'CONNECT'])
      assert.notEqual(
        await statusOf(server.url, `${method} / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`),
        200,
        method,
      );
  });
});

describe('the way to the demonstration', () => {
  it('leads to its own origin, whatever is written behind it', async () => {
    const wanted = [
      '/demo',
      '/demo/shop/cart',
      '/demo/?a=b',
      '/demo//evil.example/',
      '/demo/%2f%2fevil.example',
    ];
    for (const path of wanted) {
      const { status, headers } = await get(path);
      assert.equal(status, 302, path);
      assert.equal(new URL(headers.get('location') ?? '').origin, server.demo, path);
    }
  });

  it('is not there without it', async (t) => {
    const bare = await startTestServer({ demo: false });
    t.after(() => bare.stop());

    assert.equal((await fetch(`${bare.url}/demo/`)).status, 404);
    assert.deepEqual([bare.demo, bare.logins], ['', []]);
  });
});

describe('files', () => {
  let folder: string;
  let app: ReturnType<typeof createApp>;
  let url: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'beside-pages-'));
    for (const path of ['dist/widget/chunks', 'dist/console/assets'])
      mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, 'secret.js'), SECRET);
    writeFileSync(join(folder, 'dist/secret.txt'), SECRET);
    writeFileSync(join(folder, 'dist/widget/.env.js'), SECRET);
    writeFileSync(join(folder, 'dist/widget/beside.js'), 'plain');
    writeFileSync(join(folder, 'dist/widget/beside.js.br'), 'packed');
    writeFileSync(join(folder, 'dist/widget/chunks/a1.js'), 'chunk');
    writeFileSync(join(folder, 'dist/console/index.html'), '<!doctype html>');
    app = createApp(createLog('silent'));
    addSecurityHeaders(app, () => API_POLICY, { isHttps: false, referrerPolicy: 'same-origin' });
    const policies = createPolicies('http://127.0.0.1:1');
    addPagesRoutes(app, {
      distDir: join(folder, 'dist'),
      policies: () => policies,
      demoOrigin: () => undefined,
    });
    url = await app.listen({ host: '127.0.0.1', port: 0 });
  });
  after(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('outside of the folder cannot be named in any way', async () => {
    const ways = [
      '/chunks/../../../secret.js',
      '/chunks/..%2f..%2f..%2fsecret.js',
      '/chunks/%2e%2e/%2e%2e/%2e%2e/secret.js',
      '/chunks/..%5c..%5csecret.js',
      '/chunks/%252e%252e%252fsecret.js',
      '/chunks/..;/..;/secret.js',
      '/chunks//secret.js',
      '/chunks/%00/../secret.js',
      '/chunks/a1.js%00.txt',
      '/console/../secret.txt',
      '/console/..%2fsecret.txt',
      '/console/%c0%ae%c0%ae/secret.txt',
      `/console/${encodeURIComponent(join(folder, 'secret.js'))}`,
      '/chunks/../.env.js',
      '/chunks/..%2f.env.js',
      '/chunks/.',
      '/chunks/',
    ];
    for (const way of ways) {
      const request = `GET ${way} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
      const status = await statusOf(url, request);
      assert.ok(status === 404 || status === 400, `${way}: ${status}`);
    }
  });

  it('come packed to who takes it, once, and are known again', async () => {
    const packed = await fetch(`${url}/beside.js`, { headers: { 'accept-encoding': 'br' } });
    const plain = await fetch(`${url}/beside.js`, { headers: { 'accept-encoding': 'identity' } });
    const known = await fetch(`${url}/beside.js`, {
      headers: { 'accept-encoding': 'identity', 'if-none-match': plain.headers.get('etag') ?? '' },
    });

    assert.deepEqual([packed.headers.get('content-encoding'), await plain.text()], ['br', 'plain']);
    assert.equal(plain.headers.get('vary'), 'accept-encoding');
    assert.notEqual(packed.headers.get('etag'), plain.headers.get('etag'));
    assert.equal(known.status, 304);
    await packed.body?.cancel().catch(() => undefined); // it only claims to be packed
  });

  it('with a hash in their name are kept for ever, the others are asked for again', async () => {
    const cached = async (path: string): Promise<string | null> =>
      (await fetch(`${url}${path}`)).headers.get('cache-control');

    assert.equal(await cached('/chunks/a1.js'), 'public, max-age=31536000, immutable');
    assert.equal(await cached('/beside.js'), 'no-cache');
    assert.equal(await cached('/console/'), 'no-cache');
  });
});
