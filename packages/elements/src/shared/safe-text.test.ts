import { expect, fixture, html } from '@open-wc/testing';
import { render } from 'lit';
import fc from 'fast-check';

import { renderSafeText } from './render-safe-text.ts';
import { parseSafeText, plainText, type SafeText } from './safe-text.ts';

const text = (value: string): SafeText => ({ kind: 'text', text: value });
const links = (source: string): readonly SafeText[] =>
  flat(parseSafeText(source)).filter((piece) => piece.kind === 'link');
const flat = (pieces: readonly SafeText[]): readonly SafeText[] =>
  pieces.flatMap((piece) => ('children' in piece ? flat(piece.children) : [piece]));

describe('parseSafeText', () => {
  it('[M5] reads bold in the way of Markdown too, and leaves stars alone that mark nothing', () => {
    expect(parseSafeText('**내일** arrives')).to.deep.equal([
      { kind: 'bold', children: [text('내일')] },
      text(' arrives'),
    ]);
    expect(parseSafeText('2**3**4 and ** alone **')).to.deep.equal([text('2**3**4 and ** alone **')]);
  });

  it('[M5] reads bold, italic, code and links', () => {
    expect(parseSafeText('a *b* _c_ `d` https://e.example/f')).to.deep.equal([
      text('a '),
      { kind: 'bold', children: [text('b')] },
      text(' '),
      { kind: 'italic', children: [text('c')] },
      text(' '),
      { kind: 'code', text: 'd' },
      text(' '),
      { kind: 'link', text: 'https://e.example/f', href: 'https://e.example/f' },
    ]);
  });

  it('[M5] reads formatting inside formatting and before a Korean particle', () => {
    expect(parseSafeText('*아주 _중요_*합니다')).to.deep.equal([
      { kind: 'bold', children: [text('아주 '), { kind: 'italic', children: [text('중요')] }] },
      text('합니다'),
    ]);
  });

  it('[M5] leaves alone what only looks like formatting', () => {
    for (const source of [
      'snake_case_name',
      '2*3*4',
      '* a *',
      '*a',
      '_',
      '**',
      '``',
      '*a\nb*',
      '<b>x</b>',
      '&amp;',
    ]) {
      expect(parseSafeText(source), source).to.deep.equal([text(source)]);
    }
  });

  it('[M5] links mail and telephone addresses, without anything added to them', () => {
    expect(
      links('mailto:a.b@c.example, tel:+82-2-312-3456.').map((piece) => 'text' in piece && piece.text),
    ).to.deep.equal(['mailto:a.b@c.example', 'tel:+82-2-312-3456']);
    expect(links('mailto:a@b.example?bcc=c@d.example tel:*#06#')).to.deep.equal([]);
  });

  it('[M5] gives back what follows an address in a sentence', () => {
    const sources = [
      '(see https://a.example/b).',
      'https://a.example/b, ',
      '「https://a.example/b」',
      '*https://a.example/b*',
      'https://a.example/b!',
    ];
    for (const source of sources)
      expect(links(source), source).to.deep.equal([
        { kind: 'link', text: 'https://a.example/b', href: 'https://a.example/b' },
      ]);
    expect(links('https://a.example/b_(c)')).to.have.deep.nested.property(
      '[0].text',
      'https://a.example/b_(c)',
    );
    expect(parseSafeText('https://a.example에서').at(-1)).to.deep.equal(text('에서'));
  });

  it('[bad_C2] links no scheme that runs or carries anything', () => {
    const bad = [
      'javascript:alert(1)',
      'data:text/html,<b>',
      'vbscript:x',
      '\tjavascript:alert(1)',
      'java\nscript:alert(1)',
      'java&#10;script:alert(1)',
      'JaVaScRiPt:alert(1)',
      'file:///etc/passwd',
      'blob:https:x',
      'https://',
      'http://[',
      'https:example',
      'ftp://a.example',
    ];
    for (const source of bad) expect(links(source), source).to.deep.equal([]);
  });

  it('[bad_C3] shows the real host where an address could deceive', () => {
    const tricky: readonly (readonly [source: string, host: string])[] = [
      ['https://bank.example@evil.example', 'evil.example'],
      ['https://bank.example:x@evil.example/login', 'evil.example'],
      ['https://bank.example%40x@evil.example', 'evil.example'],
      ['https://bank.example\\@evil.example', 'bank.example'],
      ['https://аpple.com/', 'xn--pple-43d.com'],
      ['https://good.example/\u202egpj.exe', 'good.example'],
      ['https://go\u200bod.example/', 'good.example'],
      ['http://0x7f.1/', '127.0.0.1'],
    ];

    for (const [source, host] of tricky) {
      const [link] = links(source);
      expect(link?.kind === 'link' && link.realHost, source).to.equal(host);
      expect(link?.kind === 'link' && new URL(link.href).host, source).to.equal(host);
    }
  });

  it('[bad_C3] shows no host beside an honest address, and hands on no name and password', () => {
    expect(links('HTTPS://Shop.Example:8443/A?b#c')).to.deep.equal([
      { kind: 'link', text: 'HTTPS://Shop.Example:8443/A?b#c', href: 'https://shop.example:8443/A?b#c' },
    ]);
    expect(links('https://me:secret@shop.example/')).to.have.deep.nested.property(
      '[0].href',
      'https://shop.example/',
    );
  });

  it('[M5] loses no character and invents none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (source) => {
        fc.pre(!/[*_`]|:/u.test(source));
        expect(plainText(parseSafeText(source))).to.equal(source);
      }),
    );
  });

  it('[M5] only takes markers and invisible characters of addresses away, and links only the four schemes', () => {
    const piece = fc.constantFrom(
      '*',
      '_',
      '`',
      ' ',
      '\n',
      'a',
      '가',
      'https://',
      'b.example',
      '@',
      '/',
      '\u202e',
      'javascript:',
      'tel:',
      '123',
      '(',
      ')',
      '.',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
        const source = parts.join('');
        const pieces = parseSafeText(source);
        const bare = (value: string): string => value.replace(/[*_`\u202e]/gu, '');
        expect(bare(plainText(pieces))).to.equal(bare(source));
        for (const link of flat(pieces)) {
          if (link.kind === 'link') expect(link.href).to.match(/^(https?:\/\/|mailto:|tel:)/u);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('[bad_C5] stays fast for long and repetitive text', () => {
    const sources = [
      '*'.repeat(1e5),
      '*a'.repeat(5e4),
      '_a '.repeat(5e4),
      '`'.repeat(1e5),
      'https://'.repeat(2e4),
      '('.repeat(1e5),
      `https://a.example/${')'.repeat(1e5)}`,
      '\n'.repeat(1e4),
      `a${'\u0301'.repeat(2000)}`,
      'a'.repeat(1e6),
    ];

    const startedAt = performance.now();
    for (const source of sources) parseSafeText(source);

    expect(performance.now() - startedAt).to.be.below(1500);
  });
});

async function shown(text: string): Promise<HTMLElement> {
  const element = await fixture<HTMLElement>(html`<p></p>`);
  render(renderSafeText(text), element);
  return element;
}

describe('renderSafeText', () => {
  it('[bad_C1] shows markup as the characters it is made of', async () => {
    const attacks = [
      '<script>window.pwned=1</script>',
      '<img src=x onerror="window.pwned=1">',
      '"><svg onload=window.pwned=1>',
      "*<b onclick='x'>*",
      '`<i>`',
      'https://a.example/"onmouseover="window.pwned=1',
      '${alert(1)}',
      '{{x}}',
      '<!--',
      '<a href=javascript:alert(1)>',
    ];
    for (const attack of attacks) {
      const element = await shown(attack);

      expect(element.querySelector('script,img,svg,b,i,[onclick],[onmouseover],[onerror]'), attack).to.equal(
        null,
      );
      expect(element.textContent.replace(/[`*]/gu, ''), attack).to.contain(
        plainText(parseSafeText(attack)).replace(/[`*]/gu, ''),
      );
    }
    expect('pwned' in window).to.equal(false);
  });

  it('[M5] opens links away from the page, telling nobody where from', async () => {
    const element = await shown('https://bank.example@evil.example/');
    const link = element.querySelector('a');

    expect([link?.target, link?.rel, link?.href]).to.deep.equal([
      '_blank',
      'noopener noreferrer nofollow',
      'https://evil.example/',
    ]);
    expect(element.textContent).to.equal('https://bank.example@evil.example/ (evil.example)');
  });

  it('[bad_C3] keeps an address in its order after a direction override', async () => {
    const element = await shown('\u202ehttps://a.example/b');
    const link = element.querySelector('a');

    expect(link && getComputedStyle(link).direction).to.equal('ltr');
    expect(link && getComputedStyle(link).unicodeBidi).to.equal('isolate');
  });
});
