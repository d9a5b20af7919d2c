import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { articleSchema, searchAnswerSchema, type SearchAnswer } from '@beside/protocol/knowledge';
import { knowledgeNumbersSchema, suggestionsSchema } from '@beside/protocol/knowledge-desk';
import {
  startConversation,
  startTestServer,
  takeConversation,
  type TestServer,
} from '../gateway/testing/test-server.ts';
import { newId } from '../gateway/testing/wire.ts';

const ORIGIN = 'https://shop.example';
const PASSWORD = 'correct horse battery staple';
const LOGIN = { email: 'mina@centre.example', password: PASSWORD };
const FOLDER = new URL('../../../../demo/shop/knowledge', import.meta.url).pathname;
let server: TestServer;

before(async () => {
  const agent = { email: LOGIN.email, name: 'Mina', passwordEnv: 'PASSWORD', queues: { shop: ['general'] } };
  server = await startTestServer(
    {
      sites: [
        { siteId: 'shop', name: 'Shop', origins: [ORIGIN], knowledge: FOLDER },
        { siteId: 'plain', name: 'Plain', origins: [ORIGIN] },
      ],
      agents: [agent],
    },
    undefined,
    { environment: { PASSWORD } },
  );
});
after(() => server.stop());

const ask = (
  path: string,
  headers: Readonly<Record<string, string>> = { origin: ORIGIN },
): Promise<Response> => fetch(new URL(path, server.url), { headers });
const search = async (q: string, locale: string, site = 'shop'): Promise<SearchAnswer['hits']> => {
  const response = await ask(`/v1/sites/${site}/search?${String(new URLSearchParams({ q, locale }))}`);
  return searchAnswerSchema.parse(await response.json()).hits;
};
const readDesk = async (path: string): Promise<unknown> => {
  const { cookie } = await server.signIn(LOGIN);
  return (await ask(path, { cookie })).json();
};

describe('what pages look for and read', () => {
  it('[I5] is found misspelt, in either language, and kept in no cache', async () => {
    const response = await ask('/v1/sites/shop/search?q=retrun&locale=en');

    assert.deepEqual(
      [
        'access-control-allow-origin',
        'cache-control',
        'vary',
        'cross-origin-resource-policy',
        'set-cookie',
      ].map((name) => response.headers.get(name)),
      [ORIGIN, 'no-store', 'origin', 'cross-origin', null],
    );
    assert.equal((await search('retrun', 'en'))[0]?.id, 'returns');
    assert.equal((await search('반푼', 'ko-KR'))[0]?.id, 'returns');
    assert.deepEqual(await search('asdfghjkl', 'en'), []);
    assert.deepEqual(await search('returns', 'en', 'plain'), []);
  });

  it('[I5] is read whole, in the nearest locale, and asked again only for news', async () => {
    const response = await ask('/v1/sites/shop/articles/returns?locale=ko-KR');
    const article = articleSchema.parse(await response.json());
    const etag = response.headers.get('etag') ?? '';
    const again = await ask('/v1/sites/shop/articles/returns?locale=ko-KR', {
      origin: ORIGIN,
      'if-none-match': etag,
    });

    assert.deepEqual([article.articleId, article.locale, article.title], ['returns', 'ko', '반품하기']);
    assert.equal(response.headers.get('cache-control'), 'public, max-age=300');
    assert.deepEqual([again.status, await again.text()], [304, '']);
  });

  it('is refused in words when it is asked for wrongly', async () => {
    const outcomes = [];
    for (const path of [
      'shop/search?locale=en',
      'shop/search?q=a&locale=no%20locale',
      `shop/search?q=${'a'.repeat(1_001)}&locale=en`,
      'shop/articles/No%20Such?locale=en',
      'shop/articles/returns',
      'shop/articles/no-such?locale=en',
      'plain/articles/returns?locale=en',
      'nowhere/articles/returns?locale=en',
    ])
      outcomes.push((await ask(`/v1/sites/${path}`)).status);

    assert.deepEqual(outcomes, [400, 400, 413, 400, 400, 404, 404, 403]);
  });

  it('is known to the page before it asks', async () => {
    const told = [];
    for (const siteId of ['shop', 'plain']) {
      const page = await server.customer({ siteId, origin: ORIGIN });
      const [welcome] = page.frames.filter(({ type }) => type === 'welcome');
      told.push(
        (welcome as unknown as { customer: { site: { hasArticles?: boolean } } }).customer.site.hasArticles,
      );
      page.close();
    }

    assert.deepEqual(told, [true, undefined]);
  });

  it('is counted per article, once however often it is reported, and never what was asked', async () => {
    const page = await server.customer({ origin: ORIGIN });
    const at = Date.now();
    const report = {
      ...{ siteId: 'shop', token: page.token, reportId: newId() },
      interactions: [
        ['search.shown', { articles: 'returns,refund-time,no-such,returns' }],
        ['article.opened', { articleId: 'returns' }],
        ['article.helped', { articleId: 'returns', helped: true }],
        ['article.helped', { articleId: 'exchange', helped: false }],
        ['article.opened', { articleId: '__proto__' }],
      ].map(([name, properties]) => ({ id: newId(), name, at, properties })),
    };
    const send = () =>
      server.post('/v1/interactions', report, { origin: ORIGIN, 'content-type': 'text/plain' });
    assert.deepEqual([(await send()).status, (await send()).status], [204, 204]);
    await search('쪽빛도자기 xylophone', 'ko');

    const numbers = knowledgeNumbersSchema.parse(await readDesk('/v1/agents/sites/shop/articles/numbers'));
    const none = { shown: 0, opened: 0, helped: 0, notHelped: 0, sent: 0, answered: 0, answerHelped: 0 };
    assert.deepEqual(numbers.articles, {
      exchange: { ...none, notHelped: 1 },
      'refund-time': { ...none, shown: 1 },
      returns: { ...none, shown: 1, opened: 1, helped: 1 },
    });
    for (const file of readdirSync(server.dataDir))
      if (file.startsWith('beside'))
        assert.equal(readFileSync(join(server.dataDir, file)).includes('xylophone'), false, file);
  });
});

describe('what consoles are suggested', () => {
  it('[M7] follows what the customer wrote last, with text to send, for whoever has the conversation', async () => {
    const page = await server.customer({ origin: ORIGIN });
    const agent = await server.agent(LOGIN);
    const conversationId = await startConversation(page, 'My lamp arrived broken');
    const path = `/v1/agents/sites/shop/suggestions?conversationId=${conversationId}`;
    const before = await readDesk(path);

    await takeConversation(agent, conversationId);
    const { articles } = suggestionsSchema.parse(await readDesk(path));

    assert.deepEqual((before as { error?: { code: string } }).error?.code, 'not_found');
    assert.equal(articles[0]?.articleId, 'exchange');
    assert.match(articles[0]?.text ?? '', /A photograph is enough/);
    const elsewhere = await readDesk(`/v1/agents/sites/plain/suggestions?conversationId=${conversationId}`);
    assert.deepEqual((elsewhere as { error?: { code: string } }).error?.code, 'not_found');
  });
});
