import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { flowDeskSchema, flowNumbersSchema, flowSavedSchema } from '@beside/protocol/flow-desk';
import { liveFactsSchema, publishedFlowSchema } from '@beside/protocol/visual-ivr/schema';
import { createFlow, retitled } from '../engine/visual-ivr/testing/sample-flow.ts';
import { createShiftClock } from '../gateway/testing/shift-clock.ts';
import { startTestServer, type Login, type TestServer } from '../gateway/testing/test-server.ts';
import { newId } from '../gateway/testing/wire.ts';

const ORIGIN = 'https://shop.example';
const PASSWORD = 'a long enough password';
const DESK = '/v1/agents/sites/shop/flow';

const folder = mkdtempSync(join(tmpdir(), 'beside-flow-routes-'));
const login = (name: string): Login => ({ email: `${name}@centre.example`, password: PASSWORD });
const clock = createShiftClock();
let server: TestServer;
let sora: string;

before(async () => {
  const path = join(folder, 'flow.json');
  writeFileSync(path, JSON.stringify(createFlow()));
  const agent = { passwordEnv: 'PASSWORD', queues: { shop: ['general'] } };
  const file = {
    sites: [
      { siteId: 'shop', name: 'Shop', origins: [ORIGIN], visualIvr: path },
      { siteId: 'outlet', name: 'Outlet', origins: [ORIGIN] },
    ],
    agents: [
      { ...agent, email: 'mina@centre.example', name: 'Mina Kim' },
      { ...agent, email: 'sora@centre.example', name: 'Sora Lee', role: 'supervisor' },
    ],
  };
  server = await startTestServer(file, undefined, { clock, environment: { PASSWORD } });
  sora = (await server.signIn(login('sora'))).cookie;
});
after(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(new URL(path, server.url), { headers: { origin: ORIGIN, ...headers } });
const read = async (path: string): Promise<unknown> => (await get(path, { cookie: sora })).json();
const post = async (path: string, body: object): Promise<[number, unknown]> => {
  const response = await server.post(`${DESK}${path}`, body, { cookie: sora });
  return [response.status, response.status === 204 ? undefined : await response.json()];
};
const codeOf = (answer: unknown): string => (answer as { error: { code: string } }).error.code;

async function publish(title: string): Promise<number> {
  const { draftVersion, live } = flowDeskSchema.parse(await read(DESK));
  const baseRevision = live?.revision ?? 0;
  await post('/draft', { flow: retitled(title), version: draftVersion, baseRevision });
  const [status, head] = await post('/publish', { version: draftVersion + 1, note: '' });
  assert.equal(status, 200);
  return (head as { revision: number }).revision;
}

describe('a flow for pages', () => {
  it('is for pages of the origins of its site, which may read it and keep it as long as it is the newest', async () => {
    const response = await get('/v1/sites/shop/flow');

    assert.deepEqual(
      ['access-control-allow-origin', 'cache-control', 'vary', 'content-type', 'set-cookie'].map((name) =>
        response.headers.get(name),
      ),
      [ORIGIN, 'no-cache', 'origin, accept-encoding', 'application/json; charset=utf-8', null],
    );
    const body: unknown = await response.json();
    assert.deepEqual(publishedFlowSchema.parse(body), body);
    assert.deepEqual(body, { revision: 1, flow: createFlow() });
  });

  it('comes packed where the browser takes that, and not at all where it has it', async () => {
    const plain = await get('/v1/sites/shop/flow', { 'accept-encoding': 'gzip;q=1, identity' });
    const packed = await get('/v1/sites/shop/flow', { 'accept-encoding': 'gzip, br' });
    const etag = packed.headers.get('etag') ?? '';
    const again = await get('/v1/sites/shop/flow', { 'if-none-match': `"other", W/${etag}` });

    assert.deepEqual(
      [plain, packed].map((one) => one.headers.get('content-encoding')),
      [null, 'br'],
    );
    const [packedBytes, plainBytes] = [packed, plain].map((one) => Number(one.headers.get('content-length')));
    assert.ok(packedBytes! > 0 && packedBytes! < plainBytes! * 0.7, `${packedBytes} of ${plainBytes}`);
    assert.deepEqual(await packed.json(), await plain.json());
    assert.match(etag, /^"[\w-]{22}"$/);
    assert.deepEqual([again.status, await again.text()], [304, '']);
    assert.equal(again.headers.get('access-control-allow-origin'), ORIGIN);
  });

  it('is refused to others, and an unknown site like a wrong page', async () => {
    const answers = await Promise.all(
      [
        get('/v1/sites/shop/flow', { origin: 'https://evil.example' }),
        get('/v1/sites/shop/flow', { origin: 'null' }),
        get('/v1/sites/nowhere/flow'),
        fetch(new URL('/v1/sites/shop/flow', server.url)),
      ].map(async (asked) => {
        const response = await asked;
        return [response.status, response.headers.get('access-control-allow-origin'), await response.text()];
      }),
    );

    assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1);
    assert.deepEqual(answers[0]?.slice(0, 2), [403, null]);
  });

  it('is not there where none was published, and wants a number for a revision', async () => {
    const none = await get('/v1/sites/outlet/flow');
    const first = await get('/v1/sites/outlet/flow/first?locale=ko');
    const wrong = await Promise.all(
      ['0x1', '-1', '1.5', '1e9', '99999999999', ''].map((text) =>
        get(`/v1/sites/shop/flow?revision=${text}`),
      ),
    );
    const gone = await get('/v1/sites/shop/flow?revision=77');

    assert.deepEqual([none.status, codeOf(await none.json())], [404, 'not_found']);
    assert.deepEqual([first.status, await first.json()], [200, {}]);
    assert.deepEqual(new Set(wrong.map(({ status }) => status)), new Set([400]));
    assert.equal(gone.status, 404);
  });

  it('[bad_F11] stays for those who are inside it, kept by their browsers, while newcomers get the next', async () => {
    const page = await server.customer({ origin: ORIGIN });
    const welcome = await page.ofType('welcome');
    const revision = await publish('Second');
    const told = await page.find(
      (frame) =>
        frame.type === 'availability' &&
        (frame['availability'] as { flowRevision?: number }).flowRevision === revision,
    );
    page.close();

    const inside = await get('/v1/sites/shop/flow?revision=1');
    const fresh = publishedFlowSchema.parse(await (await get('/v1/sites/shop/flow')).json());

    const { availability } = welcome['customer'] as { availability: { flowRevision: number } };
    assert.equal(availability.flowRevision, 1);
    assert.ok(told);
    assert.equal(inside.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.deepEqual(await inside.json(), { revision: 1, flow: createFlow() });
    assert.deepEqual([fresh.revision, fresh.flow.nodes['start']], [2, retitled('Second').nodes['start']]);
  });

  it('[I4] comes with what is true at the moment: nobody there, then an agent with room', async () => {
    const facts = async () => {
      const body: unknown = await (await get('/v1/sites/shop/facts?queueId=general')).json();
      assert.deepEqual(liveFactsSchema.parse(body), body);
      return liveFactsSchema.parse(body);
    };
    const before = await facts();
    const mina = await server.agent(login('mina'));
    await mina.command({ type: 'presence.set', presence: 'available' });
    // Answers are a second old at most.
    clock.shift(1_000);
    const after = await facts();
    mina.close();

    assert.deepEqual(
      [before.availability.status, before.channels, before.freeAgents],
      [...['unattended', { chat: false, callback: false }], 0],
    );
    assert.deepEqual(
      [after.channels, after.freeAgents, after.waiting],
      [{ chat: true, callback: false }, 1, undefined],
    );
    assert.equal((await get('/v1/sites/shop/facts?queueId=nobody')).status, 404);
  });
});

describe('a flow in the console', () => {
  it('is edited, checked, published and rolled back, with names of who did it', async () => {
    const before = flowDeskSchema.parse(await read(DESK));
    const latest = before.live?.revision ?? 0;
    const flow = retitled('By Sora');
    const saved = await post('/draft', { flow, version: before.draftVersion, baseRevision: latest });
    const { draft, findings } = flowSavedSchema.parse(saved[1]);
    const stale = await post('/draft', { flow: {}, version: before.draftVersion, baseRevision: latest });
    const published = await post('/publish', { version: draft.version, note: 'new title' });
    const back = await post('/roll-back', { revision: 1, latest: latest + 1, note: '' });
    const list = (await read(`${DESK}/revisions`)) as { revisions: { revision: number }[]; more: boolean };
    const one = (await read(`${DESK}/revisions/${latest + 1}`)) as Record<string, unknown>;

    assert.deepEqual([draft.flow, draft.author?.name, findings], [flow, 'Sora Lee', []]);
    assert.deepEqual([stale[0], codeOf(stale[1])], [409, 'flow_stale']);
    assert.deepEqual([published[0], back[0]], [200, 200]);
    assert.deepEqual(
      [one['note'], (one['author'] as { name: string }).name, one['flow']],
      ['new title', 'Sora Lee', flow],
    );
    assert.deepEqual(
      list.revisions.map(({ revision }) => revision),
      Array.from({ length: latest + 2 }, (_, index) => latest + 2 - index),
    );
    const now = flowDeskSchema.parse(await read(DESK));
    assert.deepEqual([now.draft, now.live?.revision, now.live?.restores], [null, latest + 2, 1]);
  });

  it('tells errors before anything is published, and takes nothing that is too large', async () => {
    const { draftVersion, live } = flowDeskSchema.parse(await read(DESK));
    const bad = { ...createFlow(), version: 2 };
    const checked = await post('/check', { flow: bad });
    await post('/draft', { flow: bad, version: draftVersion, baseRevision: live?.revision });
    const refused = await post('/publish', { version: draftVersion + 1, note: '' });
    const large = await post('/check', { flow: { text: 'x'.repeat(300_000) } });
    const larger = await post('/check', { flow: { text: 'x'.repeat(700_000) } });
    const discarded = await post('/draft/discard', { version: draftVersion + 1 });

    const { findings } = checked[1] as { findings: { severity: string; path: string }[] };
    assert.deepEqual([findings[0]?.severity, findings[0]?.path], ['error', '/version']);
    assert.deepEqual([refused[0], codeOf(refused[1])], [422, 'flow_invalid']);
    assert.deepEqual([large[0], larger[0], discarded[0]], [413, 413, 204]);
  });

  it('[I6] has the numbers of what pages reported, however often they sent it', async () => {
    const page = await server.customer({ origin: ORIGIN });
    const place = { flowId: 'help', revision: 1, nodeId: 'start' };
    const step = (name: string, properties: object = {}) => ({
      ...{ id: newId(), name: `flow.${name}`, at: Date.now(), properties: { ...place, ...properties } },
    });
    const report = {
      siteId: 'shop',
      token: page.token,
      reportId: newId(),
      interactions: [
        step('entered'),
        step('left', { durationMs: 1_500 }),
        step('led-to', { action: 'chat' }),
        step('solved', { helped: true }),
        step('entered', { nodeId: 'gone' }),
      ],
    };
    const headers = { origin: ORIGIN, 'content-type': 'text/plain' };
    for (let count = 0; count < 3; count += 1) await server.post('/v1/interactions', report, headers);
    page.close();

    const numbers = flowNumbersSchema.parse(await read(`${DESK}/numbers`));
    const ofOther = flowNumbersSchema.parse(await read(`${DESK}/numbers?revision=2&fromDay=2026-01-01`));

    assert.deepEqual(numbers.nodes, {
      start: {
        ...{ entered: 1, left: 1, totalMs: 1_500, solved: 1, notSolved: 0, solvedAlone: 0 },
        ledTo: { chat: 1, callback: 0, page: 0, phone: 0 },
      },
    });
    assert.equal(numbers.unknown, 1);
    assert.deepEqual([ofOther.revision, ofOther.fromDay, ofOther.nodes], [2, '2026-01-01', {}]);
    assert.equal((await get(`${DESK}/numbers?toDay=yesterday`, { cookie: sora })).status, 400);
  });

  it('is slowed down where somebody has flows checked without end', async () => {
    const statuses: number[] = [];
    while (statuses.length < 60 && statuses.at(-1) !== 429)
      statuses.push((await post('/check', { flow: {} }))[0]);

    assert.equal(statuses.at(-1), 429);
    assert.ok(statuses.length > 20);
  });
});
