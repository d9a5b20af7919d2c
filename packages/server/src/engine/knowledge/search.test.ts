import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { searchAnswerSchema } from '@beside/protocol/knowledge';
import { openLibrary } from './open-library.ts';

const ROOT = new URL('../../../../../', import.meta.url);
interface Case {
  readonly site: string;
  readonly locale: string;
  readonly query: string;
  readonly article: string;
}
/** Misspelt, half typed and mistyped queries with what is meant, written before the search was. */
const { queries, nonsense } = JSON.parse(
  readFileSync(new URL('fixtures/knowledge/queries.json', ROOT), 'utf8'),
) as {
  queries: Case[];
  nonsense: { locale: string; query: string }[];
};

const siteOf = (name: string) => ({
  knowledge: {
    folder: new URL(`demo/${name}/knowledge`, ROOT).pathname,
    ...{ name, field: name, firstAnswer: 'off' as const },
  },
});
const FLOW = {
  ...{ version: 1, flowId: 'help', locales: ['en', 'ko'], start: 'start' },
  nodes: {
    start: {
      ...{ kind: 'menu', title: { en: 'Help', ko: '도움말' } },
      choices: [
        {
          ...{ choiceId: 'lost', to: 'lost-parcel' },
          label: { en: 'My parcel is lost', ko: '택배를 잃어버렸어요' },
          keywords: { en: ['stolen'], ko: ['분실'] },
        },
      ],
    },
    'lost-parcel': { kind: 'end', title: { en: 'Done', ko: '끝' }, outcome: 'done' },
  },
};
const library = openLibrary({
  sites: new Map(['shop', 'insurance'].map((name) => [name, siteOf(name)])),
  findFlow: async (siteId) =>
    siteId === 'insurance' ? undefined : { revision: 3, body: JSON.stringify(FLOW) },
});

test('[I5] of the written list of misspelt queries, 95 % find the right article first, all among three', async () => {
  const misses: string[] = [];
  let first = 0;
  for (const { site, locale, query, article } of queries) {
    const hits = await library.search(site, query, locale);
    const articles = hits.filter(({ kind }) => kind === 'article').map(({ id }) => id);
    const place = articles.indexOf(article);
    if (place === 0) first += 1;
    if (place < 0 || place > 2) misses.push(`${site} ${locale} ${query}: ${articles.join(' ')}`);
  }

  assert.deepEqual(misses, []);
  assert.ok(queries.length >= 40);
  assert.ok(first >= queries.length * 0.95, `${first} of ${queries.length}`);
});

test('[I5] nonsense finds nothing', async () => {
  for (const { locale, query } of nonsense)
    for (const site of ['shop', 'insurance'])
      assert.deepEqual(await library.search(site, query, locale), [], `${site}: ${query}`);
});

test('[I5] choices of the flow are found together with articles, by label and by keyword', async () => {
  for (const [query, locale] of [
    ['parcel lost', 'en'],
    ['stoeln', 'en'],
    ['분실', 'ko'],
    ['택베 잃어버렸', 'ko'],
  ] as const) {
    const [hit] = await library.search('shop', query, locale);

    assert.deepEqual(
      hit && { ...hit, score: 0, title: '' },
      {
        ...{ kind: 'choice', id: 'lost', menuId: 'start', nodeId: 'lost-parcel', revision: 3 },
        ...{ title: '', excerpt: '', score: 0 },
      },
      query,
    );
  }
});

test('[I5] a flow is found without any article, in the locale that it has', async () => {
  const flowOnly = openLibrary({
    sites: new Map(),
    findFlow: async () => ({ revision: 3, body: JSON.stringify(FLOW) }),
  });

  for (const [query, locale, title] of [
    ['lost', 'en', 'My parcel is lost'],
    ['lost', 'fr', 'My parcel is lost'],
    ['택배', 'ko-KR', '택배를 잃어버렸어요'],
  ] as const)
    assert.deepEqual(
      (await flowOnly.search('shop', query, locale)).map((hit) => hit.title),
      [title],
    );
});

test('another language than that of the page is found, too, and said', async () => {
  const [korean] = await library.search('shop', '반품', 'en');
  const [english] = await library.search('shop', 'refund', 'ko');

  assert.deepEqual(
    [korean?.kind === 'article' && korean.locale, english?.kind === 'article' && english.locale],
    ['ko', 'en'],
  );
});

test('whatever is typed is answered by the schema, in any locale', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.constantFrom('반품', 'ㅂㅏㄴ', 'retrun ', '__proto__'),
      ),
      fc.constantFrom('ko', 'en', 'ko-KR', 'fr', 'constructor'),
      async (query, locale) => {
        searchAnswerSchema.parse({ hits: await library.search('shop', query, locale) });
      },
    ),
    { numRuns: 200 },
  );
});

test('the last messages suggest at most three articles, the newest counting most', async () => {
  const suggest = async (texts: readonly string[], locale: string) =>
    (await library.suggest('shop', texts, locale)).map(({ id }) => id);

  assert.equal((await suggest(['안녕하세요', '어제 받은 접시가 깨져서 왔어요 ㅠㅠ'], 'ko'))[0], 'exchange');
  assert.equal(
    (await suggest(['I want to return the lamp', 'and when will I get my refund?'], 'en'))[0],
    'refund-time',
  );
  assert.deepEqual(await suggest(['네', '감사합니다'], 'ko'), []);
  assert.ok((await suggest(['배송 반품 환불 교환 취소 쿠폰'], 'ko')).length <= 3);
});
