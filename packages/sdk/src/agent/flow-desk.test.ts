import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BesideError } from '@beside/protocol';
import { createFlowDesk, type FlowDeskClient } from './flow-desk.ts';

const AGENT_ID = '0193a1b2-0000-7000-8000-000000000001';
const flow = { version: 1, flowId: 'help', nodes: {} };
const author = { agentId: AGENT_ID, name: 'Sora Lee' };
const head = { revision: 2, author, note: '봄', restores: null, createdAt: 1, publishedAt: 2 };
const draft = { version: 3, flow, baseRevision: 2, author: null, savedAt: 5 };
const finding = {
  ...{ ruleId: 'no-end', severity: 'error', nodeId: 'start', path: '/nodes/start', message: 'a', mend: 'b' },
  values: { nodeId: 'start' },
};
const numbers = { revision: null, fromDay: '2026-11-01', toDay: '2026-11-25', nodes: {}, unknown: 4 };

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}

const addressOf = (url: string | URL | Request): string =>
  url instanceof Request ? url.url : url.toString();

/** A desk whose server answers the same to everything, and what it was asked. */
function open(answer: unknown, status = 200): { desk: FlowDeskClient; asked: Asked[] } {
  const asked: Asked[] = [];
  const fetch = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    asked.push({ url: addressOf(url), init });
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    return new Response(status === 204 ? null : text, { status });
  };
  return { desk: createFlowDesk({ siteId: 'shop', fetch }), asked };
}

async function outcomeOf(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    assert.ok(error instanceof BesideError, String(error));
    return { code: error.code, details: error.details };
  }
}

describe('createFlowDesk', () => {
  it('asks on the session of the page, never from a cache, each thing at its own address', async () => {
    const calls: readonly (readonly [
      unknown,
      (desk: FlowDeskClient) => Promise<unknown>,
      string,
      object?,
    ])[] = [
      [{ live: { ...head, flow }, draft, draftVersion: 3 }, (desk) => desk.open(), ''],
      [{ revisions: [head], more: true }, (desk) => desk.listRevisions(), '/revisions'],
      [{ revisions: [], more: false }, (desk) => desk.listRevisions(2), '/revisions?before=2'],
      [{ ...head, flow }, (desk) => desk.getRevision(2), '/revisions/2'],
      [
        { draft, findings: [finding] },
        (desk) => desk.saveDraft({ flow, version: 2, baseRevision: 2 }),
        '/draft',
        { flow, version: 2, baseRevision: 2 },
      ],
      [head, (desk) => desk.publish({ version: 3, note: '봄' }), '/publish', { version: 3, note: '봄' }],
      [
        head,
        (desk) => desk.rollBack({ revision: 1, latest: 2, note: '' }),
        '/roll-back',
        { revision: 1, latest: 2, note: '' },
      ],
      [numbers, (desk) => desk.getNumbers(), '/numbers'],
      [
        numbers,
        (desk) => desk.getNumbers({ revision: 2, toDay: '2026-11-25' }),
        '/numbers?revision=2&toDay=2026-11-25',
      ],
    ];
    for (const [answer, call, path, body] of calls) {
      const { desk, asked } = open(answer);

      assert.deepEqual(await call(desk), answer);

      const [{ url, init }] = asked as [Asked];
      assert.equal(url, `/v1/agents/sites/shop/flow${path}`);
      assert.deepEqual(
        [init.method, init.credentials, init.cache, init.body],
        [body ? 'POST' : 'GET', 'same-origin', 'no-store', body && JSON.stringify(body)],
      );
    }
  });

  it('gives findings as a list, and nothing for what has no answer', async () => {
    const { desk } = open({ findings: [finding] });
    const discarding = open('', 204);

    assert.deepEqual(await desk.check(flow), [finding]);
    assert.equal(await discarding.desk.discardDraft(3), undefined);
    assert.equal(discarding.asked[0]?.init.body, '{"version":3}');
  });

  it('says what the server said, with where the flow stands now', async () => {
    const stale = { code: 'flow_stale', message: 'x', details: { version: 4, revision: 3 } };
    const slow = { code: 'rate_limited', message: 'x', retryAfterMs: 300 };

    assert.deepEqual(await outcomeOf(open({ error: stale }, 409).desk.publish({ version: 3, note: '' })), {
      ...{ code: 'flow_stale', details: { version: 4, revision: 3 } },
    });
    assert.deepEqual(await outcomeOf(open({ error: slow }, 429).desk.check(flow)), {
      ...{ code: 'rate_limited', details: { retryAfterMs: 300 } },
    });
  });

  it('makes of what it does not know what its status means', async () => {
    const future = { error: { code: 'flow_locked', message: 'x' } };
    const outcomes = await Promise.all(
      [
        open(future, 409),
        open('<html>gateway</html>', 502),
        open('', 401),
        open('<html>', 200),
        open({ live: null, draft: null }, 200),
        open({ live: { ...head, revision: 0, flow }, draft: null, draftVersion: 0 }),
      ].map(({ desk }) => outcomeOf(desk.open())),
    );

    assert.deepEqual(
      outcomes.map((outcome) => (outcome as { code: string }).code),
      ['bad_frame', 'unavailable', 'unauthenticated', 'bad_frame', 'bad_frame', 'bad_frame'],
    );
  });

  it('is disconnected where nobody answers, and ends at once where nobody waits any more', async () => {
    const failing = createFlowDesk({
      siteId: 'shop',
      url: 'https://help.example',
      fetch: (_url, init) =>
        new Promise((_resolve, reject) => {
          const { signal } = init ?? {};
          if (!signal?.aborted) queueMicrotask(() => reject(new TypeError('fetch failed')));
          else reject(signal.reason as Error);
        }),
    });
    const gone = new AbortController();
    gone.abort(new Error('typed on'));

    assert.deepEqual(await outcomeOf(failing.open()), { code: 'disconnected', details: {} });
    await assert.rejects(failing.check(flow, { signal: gone.signal }), /typed on/);
  });

  it('names a site by what it is called, whatever that looks like', async () => {
    const asked: string[] = [];
    const desk = createFlowDesk({
      siteId: '../me?',
      url: 'https://help.example',
      fetch: async (url) => {
        asked.push(addressOf(url));
        return new Response('{"findings":[]}');
      },
    });
    await desk.check(flow);

    assert.deepEqual(asked, ['https://help.example/v1/agents/sites/..%2Fme%3F/flow/check']);
  });
});
