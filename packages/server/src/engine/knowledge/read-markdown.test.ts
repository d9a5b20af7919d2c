import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { blockSchema } from '@beside/protocol/knowledge';
import { ArticleFault } from './article-fault.ts';
import { readMarkdown } from './read-markdown.ts';

test('headings, paragraphs, lists in lists, bold, italic and links become blocks', () => {
  const text = [
    '## 기간',
    '',
    '받으신 날부터 **30일 *안에***,',
    'see [our *terms*](https://shop.example/terms).',
    '',
    '1. one',
    '   - deeper',
    '2. two',
  ].join('\n');

  assert.deepEqual(readMarkdown(text), [
    { kind: 'heading', level: 2, spans: [{ text: '기간' }] },
    {
      kind: 'paragraph',
      spans: [
        { text: '받으신 날부터 ' },
        { text: '30일 ', bold: true },
        { text: '안에', bold: true, italic: true },
        { text: ', see ' },
        { text: 'our ', url: 'https://shop.example/terms' },
        { text: 'terms', url: 'https://shop.example/terms', italic: true },
        { text: '.' },
      ],
    },
    {
      kind: 'list',
      isOrdered: true,
      items: [
        { spans: [{ text: 'one' }], list: { isOrdered: false, items: [{ spans: [{ text: 'deeper' }] }] } },
        { spans: [{ text: 'two' }] },
      ],
    },
  ]);
});

test('what is not drawn is refused with its line, not left out', () => {
  const faults: readonly (readonly [text: string, line: number, words: RegExp])[] = [
    ['fine\n\n<script>alert(1)</script>', 3, /HTML/],
    ['a\nb <img src=x onerror=alert(1)>', 2, /HTML/],
    ['a\n\n![x](https://shop.example/a.png)', 3, /pictures/],
    ['[x](javascript:alert(1))', 1, /https/],
    ['- a\n- [x](http://shop.example)', 2, /https/],
    ['[x](/returns)', 1, /https/],
    ['# a', 1, /##/],
    ['#### a', 1, /##/],
    ['a\n\n    code', 3, /code/],
    ['`code`', 1, /code/],
    ['> said', 1, /quotations/],
    ['a\n\n---', 3, /rules/],
    ['- a\n  - b\n    - c', 3, /two levels/],
    ['- a\n\n  b', 3, /one line/],
    ['[a]: https://shop.example', 1, /in place/],
  ];
  for (const [text, line, words] of faults)
    assert.throws(
      () => readMarkdown(text),
      (error) => {
        assert.ok(error instanceof ArticleFault, text);
        assert.match(error.message, words, text);
        assert.equal(error.line, line, text);
        return true;
      },
    );
});

test('whatever is written becomes blocks of the schema or a fault, nothing else', () => {
  const piece = fc.constantFrom(
    ...['<b>', '**', '*', '_', '[a](', 'https://x.example', ')', '\n', '\n\n', '- ', '1. ', '## ', '    '],
    ...['&amp;', '\\', '`', '가', 'a ', '<!--', 'javascript:', '![', '>', '|', '~~'],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      try {
        for (const block of readMarkdown(pieces.join('')))
          if (block.kind === 'list' || block.spans.length > 0) blockSchema.parse(block);
      } catch (error) {
        assert.ok(error instanceof ArticleFault || (error as Error).name === '$ZodError', String(error));
      }
    }),
  );
});
