import assert from 'node:assert/strict';
import { test } from 'node:test';
import { articleSchema, searchAnswerSchema } from './schema.ts';

const article = {
  articleId: 'returns',
  locale: 'ko',
  title: '반품하기',
  blocks: [
    { kind: 'heading', level: 2, spans: [{ text: '기간' }] },
    { kind: 'paragraph', spans: [{ text: '7일 ' }, { text: '이내', bold: true }] },
    {
      kind: 'list',
      isOrdered: true,
      items: [
        { spans: [{ text: '신청' }], list: { isOrdered: false, items: [{ spans: [{ text: '앱' }] }] } },
      ],
    },
  ],
};

test('an article of headings, paragraphs and lists in lists passes unchanged', () => {
  assert.deepEqual(articleSchema.parse(article), article);
});

test('links lead to https and nowhere else', () => {
  const isFine = (url: string): boolean =>
    articleSchema.safeParse({ ...article, blocks: [{ kind: 'paragraph', spans: [{ text: 'a', url }] }] })
      .success;

  assert.equal(isFine('https://shop.example/returns'), true);
  for (const url of ['http://shop.example', 'javascript:alert(1)', '/returns', 'https://a b', 'https://"'])
    assert.equal(isFine(url), false, url);
});

test('what is not in the table of blocks does not pass', () => {
  for (const block of [
    { kind: 'html', html: '<b>' },
    { kind: 'paragraph', spans: [] },
    { kind: 'heading', level: 1, spans: [{ text: 'a' }] },
    { kind: 'paragraph', spans: [{ text: 'a', onclick: 'x' }] },
  ])
    assert.equal(articleSchema.safeParse({ ...article, blocks: [block] }).success, false);
});

test('hits are articles or choices, eight at most', () => {
  const shared = { title: '반품하기', excerpt: '', score: 0.5 };
  const hits = [
    { kind: 'article', id: 'returns', locale: 'ko', ...shared },
    { kind: 'choice', id: 'returns', menuId: 'start', nodeId: 'returns', revision: 1, ...shared },
  ];

  assert.deepEqual(searchAnswerSchema.parse({ hits }), { hits });
  assert.equal(searchAnswerSchema.safeParse({ hits: Array(9).fill(hits[0]) }).success, false);
});
