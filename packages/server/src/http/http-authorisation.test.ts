import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId, type Wire } from '../gateway/testing/wire.ts';
import { startTwoSites, type TwoSites } from '../gateway/testing/two-sites.ts';
import { startConversation, takeConversation } from '../gateway/testing/test-server.ts';
import { EVERY_ROUTE } from './every-route.ts';

/** What somebody brings along with a request. */
interface Bearer {
  readonly origin: string;
  readonly cookie?: string;
  /** A customer's, for the one route that takes it. */
  readonly token?: string;
  readonly siteId?: string;
}

type Who =
  'owner' | 'otherSite' | 'assigned' | 'unassigned' | 'elsewhere' | 'supervisor' | 'stranger' | 'foreignPage';
type Cells = Readonly<Record<Who, number>>;

const everybody = (status: number): Cells => ({
  owner: status,
  otherSite: status,
  assigned: status,
  unassigned: status,
  elsewhere: status,
  supervisor: status,
  stranger: status,
  foreignPage: status,
});
/** Signed-in consoles, from the server's own page. */
const consoles = (status: number): Cells => ({
  ...everybody(401),
  assigned: status,
  unassigned: status,
  elsewhere: status,
  supervisor: status,
});
/** Consoles of the site's agents may read; a page of another origin cannot read the answer, and its browser sends no cookie. */
const readers = (status: number): Cells => ({ ...consoles(status), elsewhere: 404, foreignPage: status });
/** Supervisors of the site may change, from the server's own page. */
const supervisors = (status: number): Cells => ({
  ...consoles(403),
  ...foreign(403),
  elsewhere: 404,
  supervisor: status,
});
/** What changes something is for pages of the server's own origin, whoever asks. */
const foreign = (status: number): Partial<Cells> => ({
  owner: status,
  otherSite: status,
  foreignPage: status,
});

const ROUTES: Readonly<Record<keyof typeof EVERY_ROUTE, readonly [Cells, body?: (who: Bearer) => object]>> = {
  login: [
    { ...everybody(401), ...foreign(403) },
    () => ({ email: 'assigned@centre.example', password: 'a guess' }),
  ],
  logout: [{ ...everybody(204), ...foreign(403) }, () => ({})],
  // A page of another origin cannot read the answer, and its browser sends no cookie along: SameSite=Strict.
  me: [{ ...consoles(200), foreignPage: 200 }],
  ticket: [{ ...consoles(200), ...foreign(403) }, () => ({})],
  // Read by pages of the site, and by whoever has no page: nothing in it is about anybody.
  invitations: [{ ...everybody(403), owner: 200 }],
  interactions: [
    { ...everybody(403), owner: 204, otherSite: 204 },
    ({ siteId = 'shop', token = 'x'.repeat(43) }) => ({
      siteId,
      token,
      reportId: newId(),
      interactions: [{ id: newId(), name: 'chat.opened', at: 1, properties: {} }],
    }),
  ],
  // Of a site without a flow; what is in one is no secret, but for pages of the site's origins.
  flow: [{ ...everybody(403), owner: 404 }],
  flowFirst: [{ ...everybody(403), owner: 200 }],
  facts: [{ ...everybody(403), owner: 200 }],
  flowDesk: [readers(200)],
  flowRevisions: [readers(200)],
  flowRevision: [readers(404)],
  flowNumbers: [readers(200)],
  flowCheck: [supervisors(200), () => ({ flow: {} })],
  // Of a draft that nobody has.
  flowDraft: [supervisors(409), () => ({ flow: {}, version: 7, baseRevision: 0 })],
  flowDiscard: [supervisors(409), () => ({ version: 7 })],
  flowPublish: [supervisors(409), () => ({ version: 7, note: '' })],
  flowRollBack: [supervisors(404), () => ({ revision: 7, latest: 8, note: '' })],
  // Of a site without articles, for pages of its origins.
  search: [{ ...everybody(403), owner: 200 }],
  article: [{ ...everybody(403), owner: 404 }],
  // About a conversation that somebody else has.
  suggestions: [{ ...readers(200), unassigned: 404 }],
  knowledgeNumbers: [readers(200)],
  // Their tokens are the only key, and the provider's signature; nobody who signs in anywhere has more.
  callbackLink: [everybody(404)],
  callbackLinkAct: [everybody(404)],
  callEvents: [everybody(404)],
  health: [everybody(200)],
  ready: [everybody(200)],
};

let server: TwoSites;
let people: Readonly<Record<Who, Bearer>>;
let agents: readonly Wire[] = [];
let conversationId = '';

before(async () => {
  server = await startTwoSites();
});
after(() => server.stop());

async function signInAll(): Promise<typeof people> {
  const { assigned, unassigned, elsewhere, supervisor } = server.staff;
  const [shop, outlet] = ['https://shop.example', 'https://outlet.example'];
  const owner = await server.customer({ siteId: 'shop', origin: shop });
  const otherSite = await server.customer({ siteId: 'outlet', origin: outlet });
  const agent = await server.agent(assigned);
  conversationId = await startConversation(owner);
  await takeConversation(agent, conversationId);
  agents = [agent];
  const origin = server.url;
  return {
    owner: { origin: shop, token: owner.token, siteId: 'shop' },
    otherSite: { origin: outlet, token: otherSite.token, siteId: 'outlet' },
    assigned: { origin, cookie: (await server.signIn(assigned)).cookie },
    unassigned: { origin, cookie: (await server.signIn(unassigned)).cookie },
    elsewhere: { origin, cookie: (await server.signIn(elsewhere)).cookie },
    supervisor: { origin, cookie: (await server.signIn(supervisor)).cookie },
    stranger: { origin },
    foreignPage: { origin: 'https://evil.example', cookie: (await server.signIn(assigned)).cookie },
  };
}

async function request(route: keyof typeof EVERY_ROUTE, who: Bearer): Promise<Response> {
  const { method, path } = EVERY_ROUTE[route];
  const body = ROUTES[route][1]?.(who);
  const place = path.replace(':siteId', 'shop').replace(':revision', '1').replace(':articleId', 'returns');
  const named = `${place}?${String(new URLSearchParams({ locale: 'en', q: 'returns', conversationId }))}`;
  return fetch(new URL(named, server.url), {
    method,
    headers: {
      origin: who.origin,
      ...(who.cookie === undefined ? {} : { cookie: who.cookie }),
      ...(body === undefined
        ? {}
        : { 'content-type': route === 'interactions' ? 'text/plain' : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

describe('HTTP routes', () => {
  before(async () => {
    people = await signInAll();
  });

  for (const route of Object.keys(ROUTES).filter(
    (name) => name !== 'logout',
  ) as (keyof typeof EVERY_ROUTE)[]) {
    it(`${EVERY_ROUTE[route].path} answers those in the table, and nobody else`, async () => {
      const outcomes: Partial<Record<Who, number>> = {};
      for (const who of Object.keys(people) as Who[])
        outcomes[who] = (await request(route, people[who])).status;

      assert.deepEqual(outcomes, ROUTES[route][0]);
    });
  }

  it('/v1/agents/logout answers those in the table, ends only their own session, and closes its sockets', async () => {
    const leaving = await signInAll();
    const outcomes: Partial<Record<Who, number>> = {};
    for (const who of [
      'foreignPage',
      'owner',
      'otherSite',
      'stranger',
      'unassigned',
      'elsewhere',
      'supervisor',
    ] as const)
      outcomes[who] = (await request('logout', leaving[who])).status;

    assert.equal((await request('me', leaving.assigned)).status, 200);
    assert.equal((await request('me', leaving.foreignPage)).status, 200);
    assert.equal((await request('me', leaving.unassigned)).status, 401);
    outcomes.assigned = (await request('logout', leaving.assigned)).status;
    assert.equal((await request('me', leaving.assigned)).status, 401);
    assert.deepEqual(outcomes, ROUTES.logout[0]);
    assert.equal(agents[0]?.isOpen, true, 'another sign-in of the same agent goes on');
  });

  it("a customer's token opens nothing but its own site's reports", async () => {
    const { owner } = people;
    const token = owner.token ?? '';

    assert.equal((await request('interactions', { ...owner, siteId: 'outlet' })).status, 403);
    assert.equal(
      (await request('interactions', { ...owner, siteId: 'outlet', origin: 'https://outlet.example' }))
        .status,
      401,
    );
    for (const cookie of [`__Host-beside-agent=${token}`, `beside-agent=${token}`])
      assert.equal((await request('me', { origin: server.url, cookie })).status, 401);
  });

  it('an unknown site and a wrong page are answered alike', async () => {
    const { owner } = people;
    const answers = await Promise.all(
      [
        { ...owner, origin: 'https://outlet.example' },
        { ...owner, siteId: 'nowhere' },
      ].map(async (who) => {
        const response = await request('interactions', who);
        return [response.status, await response.text()];
      }),
    );

    assert.deepEqual(answers[0], answers[1]);
  });

  it('nothing else is there', async () => {
    for (const path of [
      '/v1',
      '/v1/agents',
      '/v1/agents/login',
      '/v1/conversations',
      '/admin',
      '/.env',
      '/v1/socket',
    ])
      assert.equal((await fetch(new URL(path, server.url))).status, 404, path);
  });
});
