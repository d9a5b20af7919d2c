import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { LIMITS } from '@beside/protocol';
import { startTestServer, type TestCustomer, type TestServer } from '../gateway/testing/test-server.ts';
import { newId } from '../gateway/testing/wire.ts';

const ORIGIN = 'https://shop.example';
let server: TestServer;
let page: TestCustomer;

before(async () => {
  server = await startTestServer({ sites: [{ siteId: 'shop', name: 'Shop', origins: [ORIGIN] }] });
  page = await server.customer({ origin: ORIGIN });
});
after(() => server.stop());

const interaction = (more: object = {}): object => ({
  id: newId(),
  name: 'chat.opened',
  at: 1_000,
  properties: { place: 'cart' },
  ...more,
});

const report = (more: object = {}): Record<string, unknown> => ({
  siteId: 'shop',
  token: page.token,
  reportId: newId(),
  interactions: [interaction()],
  ...more,
});

const send = (body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  server.post('/v1/interactions', body, { origin: ORIGIN, 'content-type': 'text/plain', ...headers });

async function refusalOf(response: Promise<Response>): Promise<[number, string]> {
  const answer = await response;
  return [answer.status, ((await answer.json()) as { error: { code: string } }).error.code];
}

describe('what a page reports while it goes away', () => {
  it('is taken from a beacon of its own origin, which may read that it was', async () => {
    const response = await send(report());

    assert.equal(response.status, 204);
    assert.equal(response.headers.get('access-control-allow-origin'), ORIGIN);
    assert.equal(response.headers.get('vary'), 'origin');
    assert.equal(response.headers.get('set-cookie'), null);
  });

  it('is taken again and counts once', async () => {
    const same = report();

    assert.deepEqual([(await send(same)).status, (await send(same)).status], [204, 204]);
  });

  it('changes no token: a page that goes away could not keep a new one', async () => {
    await send(report());
    const again = await server.customer({ token: page.token, origin: ORIGIN });

    assert.equal(
      again.frames.some(({ type }) => type === 'token'),
      false,
    );
    again.close();
  });

  it('is refused in words when it breaks the schema', async () => {
    const broken = [
      '',
      'not json',
      '[]',
      '{"__proto__":{"admin":true}}',
      report({ more: true }),
      report({ interactions: [] }),
      report({ reportId: 'again' }),
      report({ siteId: '../shop' }),
      report({ token: 'short' }),
      report({ interactions: [interaction({ name: 'Chat Opened!' })] }),
      report({ interactions: [interaction({ properties: { nested: { a: 1 } } })] }),
      report({ interactions: [interaction({ at: -1 })] }),
      report({ interactions: [interaction({ more: 1 })] }),
    ];

    for (const body of broken)
      assert.deepEqual(await refusalOf(send(body)), [400, 'bad_frame'], JSON.stringify(body));
    const tooMany = Array.from({ length: LIMITS.maxInteractionsPerBatch + 1 }, () => interaction());
    assert.deepEqual(await refusalOf(send(report({ interactions: tooMany }))), [413, 'too_large']);
  });

  it('is refused before it is read when it is too large', async () => {
    assert.deepEqual(await refusalOf(send('x'.repeat(131_073))), [413, 'too_large']);
  });

  it('[bad_W20] is refused when it is packed, whatever would come out', async () => {
    for (const encoding of ['gzip', 'br', 'deflate', 'zstd', 'gzip, gzip'])
      assert.deepEqual(
        await refusalOf(send('x', { 'content-encoding': encoding })),
        [415, 'bad_frame'],
        encoding,
      );
  });

  it('is refused when it is of a kind that no beacon sends', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'image/png'])
      assert.deepEqual(await refusalOf(send('x', { 'content-type': type })), [415, 'bad_frame'], type);
  });

  it('is refused without an error of ours when the token is of nobody', async () => {
    assert.deepEqual(await refusalOf(send(report({ token: 'x'.repeat(43) }))), [401, 'unauthenticated']);
  });

  it('is slowed down per address', async (t) => {
    const other = await startTestServer();
    t.after(() => other.stop());
    const statuses = [];
    for (let count = 0; count < 320 && statuses.at(-1) !== 429; count += 1)
      statuses.push((await other.post('/v1/interactions', '{', { 'content-type': 'text/plain' })).status);

    assert.equal(statuses.at(-1), 429);
    assert.ok(statuses.length >= 200);
  });
});
