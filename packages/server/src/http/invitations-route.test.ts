import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { invitationsSchema } from '@beside/protocol/schema';
import { startTestServer, type TestServer } from '../gateway/testing/test-server.ts';

const ORIGIN = 'https://shop.example';
const PATH = '/v1/sites/shop/invitations';
const PASSWORD = 'correct horse battery staple';
let server: TestServer;

before(async () => {
  const cart = {
    invitationId: 'cart',
    texts: { en: { title: 'Questions about your cart?', accept: 'Ask now' } },
    when: { cartCount: 1 },
  };
  server = await startTestServer(
    {
      sites: [
        { siteId: 'shop', name: 'Shop', origins: [ORIGIN], invitations: [cart] },
        { siteId: 'quiet', name: 'Quiet', origins: [ORIGIN] },
      ],
      agents: [
        {
          email: 'mina@centre.example',
          name: 'Mina',
          passwordEnv: 'PASSWORD',
          queues: { shop: ['general'] },
          capacity: 2,
        },
      ],
    },
    undefined,
    { environment: { PASSWORD } },
  );
});
after(() => server.stop());

const ask = (
  path = PATH,
  headers: Readonly<Record<string, string>> = { origin: ORIGIN },
): Promise<Response> => fetch(new URL(path, server.url), { headers });
const read = async (response: Response) => invitationsSchema.parse(await response.json());

describe('what a page that invites is told', () => {
  it('is the rules of its site with their defaults, and that nobody is free while nobody is there', async () => {
    const response = await ask();

    assert.deepEqual(
      [
        response.status,
        response.headers.get('access-control-allow-origin'),
        response.headers.get('cache-control'),
        response.headers.get('set-cookie'),
      ],
      [200, ORIGIN, 'no-store', null],
    );
    assert.deepEqual(await read(response), {
      invitations: [
        {
          invitationId: 'cart',
          texts: { en: { title: 'Questions about your cart?', accept: 'Ask now' } },
          when: { cartCount: 1 },
          opens: 'home',
          needs: 'free-agent',
          restDays: 7,
        },
      ],
      capacity: { isOpen: true, hasFreeAgent: false, share: 1, validForMs: 120_000 },
    });
  });

  it('[N4] has room once an agent is there', async () => {
    const agent = await server.agent({ email: 'mina@centre.example', password: PASSWORD });
    await agent.command({ type: 'presence.set', presence: 'available' });

    const { capacity } = await read(await ask());

    assert.equal(capacity.hasFreeAgent, true);
    agent.close();
  });

  it('is nothing where the site invites nobody', async () => {
    assert.deepEqual(await read(await ask('/v1/sites/quiet/invitations')), {
      invitations: [],
      capacity: { isOpen: false, hasFreeAgent: false, share: 0, validForMs: 0 },
    });
  });

  it('is not for other pages, and says nothing about which sites there are', async () => {
    const answers = await Promise.all(
      [
        ask(PATH, { origin: 'https://evil.example' }),
        ask(PATH, {}),
        ask('/v1/sites/nowhere/invitations'),
        ask(PATH, { 'sec-fetch-site': 'same-origin', referer: 'https://evil.example/cart' }),
      ].map(async (response) => [(await response).status, await (await response).text()]),
    );

    assert.equal(new Set(answers.map(String)).size, 1);
    assert.equal(answers[0]![0], 403);
  });

  it('is for pages of the same host, which send no origin', async () => {
    assert.equal(
      (await ask(PATH, { 'sec-fetch-site': 'same-origin', referer: `${ORIGIN}/cart` })).status,
      200,
    );
  });

  it('is refused to an address that asks on and on', async () => {
    const statuses = [];
    for (let index = 0; index < 80; index += 1) statuses.push((await ask()).status);

    assert.equal(statuses.at(-1), 429);
  });
});
