import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ArticleFault } from './article-fault.ts';
import { excerptOf, writtenText } from './plain-text.ts';
import { readArticle } from './read-article.ts';

const RETURNS = { articleId: 'returns', locale: 'ko' };

test('front matter and text become an article, whatever the ends of lines', () => {
  const text = '\ufeff---\r\ntitle: 반품하기\r\nkeywords: [반품, 회수]\r\n---\r\n\r\n30일 안에\r\n';

  assert.deepEqual(readArticle(text, RETURNS), {
    ...RETURNS,
    title: '반품하기',
    keywords: ['반품', '회수'],
    blocks: [{ kind: 'paragraph', spans: [{ text: '30일 안에' }] }],
  });
});

test('faults are told with their line in the file', () => {
  const faults: readonly (readonly [text: string, line: number, words: RegExp])[] = [
    ['no front matter', 1, /---/],
    ['---\ntitle: a\nkeywrods: [b]\n---\nc', 2, /keywrods|unrecognized|Unrecognized|Invalid/i],
    ['---\nkeywords: [b]\n---\nc', 2, /title/],
    ['---\ntitle: a\nkeywords: b\n---\nc', 3, /keywords/],
    ['---\ntitle: a\nkeywords: [b\n---\nc', 4, /./],
    ['---\ntitle: a\n---\n', 4, /say something/],
    ['---\ntitle: a\n---\n\nfine\n\n<b>bold</b>', 7, /HTML/],
  ];
  for (const [text, line, words] of faults)
    assert.throws(
      () => readArticle(text, RETURNS),
      (error) => {
        assert.ok(error instanceof ArticleFault, String(error));
        assert.match(error.message, words);
        assert.equal(error.line, line, text);
        return true;
      },
    );
});

test('an excerpt is what the first paragraph says, cut where a sentence ends', () => {
  const paragraph = (text: string) => ({ kind: 'paragraph' as const, spans: [{ text }] });
  const heading = { kind: 'heading' as const, level: 2 as const, spans: [{ text: 'When' }] };

  assert.equal(excerptOf({ blocks: [heading, paragraph('Within  30\ndays.')] }), 'Within 30 days.');
  const long = `${'A sentence. '.repeat(18)}${'word '.repeat(50)}`;
  assert.equal(excerptOf({ blocks: [paragraph(long)] }), 'A sentence. '.repeat(18).trim());
  assert.equal(excerptOf({ blocks: [paragraph('가'.repeat(300))] }), `${'가'.repeat(239)}…`);
});

test('lists keep their marks in a message', () => {
  const item = (text: string) => ({ spans: [{ text }] });
  const list = { isOrdered: false, items: [item('photograph')] };

  assert.equal(
    writtenText({ kind: 'list', isOrdered: true, items: [{ ...item('Tell us'), list }, item('Wait')] }),
    '1. Tell us\n  - photograph\n2. Wait',
  );
});
