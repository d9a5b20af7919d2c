import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { render } from 'lit';

import { renderSafeText } from '../../shared/render-safe-text.ts';
import { createMessageTexts } from './message-texts.ts';

function shown(content: unknown): string {
  const element = document.createElement('p');
  render(content, element);
  return [...element.childNodes]
    .map((node) =>
      node instanceof Element
        ? // eslint-disable-next-line no-restricted-syntax -- read, not written
          node.outerHTML
        : node.nodeType === Node.COMMENT_NODE
          ? ''
          : (node.nodeValue ?? ''),
    )
    .join('')
    .replace(/<!--.*?-->/gu, '');
}

describe('createMessageTexts', () => {
  it('shows a text as written until what reads it is loaded, then as it is meant, and says when', async () => {
    let tell = (): void => undefined;
    const loaded = new Promise<void>((resolve) => (tell = resolve));
    const texts = createMessageTexts(tell);

    expect(texts.render('see *https://a.example/*')).to.equal('see *https://a.example/*');
    await loaded;

    const element = document.createElement('p');
    render(texts.render('see *https://a.example/*'), element);
    expect(element.querySelector('strong a, a')?.getAttribute('href')).to.equal('https://a.example/');
  });

  it('loads nothing for plain words', async () => {
    let count = 0;
    const texts = createMessageTexts(() => (count += 1));

    for (const text of ['Hello', 'a: b', '네, 있습니다.', '2 < 3', ''])
      expect(texts.render(text)).to.equal(text);
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect(count).to.equal(0);
  });

  it('[M5] shows exactly what the whole reader shows, whatever the text', async () => {
    let tell = (): void => undefined;
    const loaded = new Promise<void>((resolve) => (tell = resolve));
    const texts = createMessageTexts(tell);
    texts.render('`load`');
    await loaded;

    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '*',
        '**',
        '_',
        '`',
        'HTTPS://a.example',
        'http:',
        'Mailto:a@b.example',
        'TEL:+123',
        ' ',
        '가',
      ),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        expect(shown(texts.render(text))).to.equal(shown(renderSafeText(text)));
      }),
      { numRuns: 2000 },
    );
  });
});
