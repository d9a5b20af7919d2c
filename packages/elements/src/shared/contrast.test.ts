import { expect } from '@open-wc/testing';
import fc from 'fast-check';

import { contrast, findRgb, guardAccent, minTextContrast, toHex, type Rgb } from './contrast.ts';

const channel = fc.integer({ min: 0, max: 255 });
const colour: fc.Arbitrary<Rgb> = fc.record({ red: channel, green: channel, blue: channel });
const read = (text: string): Rgb => {
  const rgb = findRgb(text);
  if (!rgb) throw new Error(`not a colour: ${text}`);
  return rgb;
};

describe('contrast', () => {
  it('reads the notations a site writes and refuses the rest', () => {
    const seen = [
      '#fff',
      '#3654d8',
      ' RGB(1, 2, 3) ',
      'rgb(1 2 3)',
      '#ffff',
      'rgb(1 2 300)',
      'tomato',
      '',
    ].map(findRgb);

    expect(seen).to.deep.equal([
      { red: 255, green: 255, blue: 255 },
      { red: 54, green: 84, blue: 216 },
      { red: 1, green: 2, blue: 3 },
      { red: 1, green: 2, blue: 3 },
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('knows the ratios of WCAG', () => {
    expect(contrast(read('#fff'), read('#000'))).to.equal(21);
    expect(contrast(read('#777'), read('#fff'))).to.be.closeTo(4.48, 0.01);
  });

  it('keeps an accent that is readable as it is', () => {
    expect(guardAccent(read('#3654d8'), read('#fff'))).to.deep.equal({
      onAccent: '#ffffff',
      accentText: '#3654d8',
    });
  });

  it('puts black on a light accent and darkens it as a text colour', () => {
    const guarded = guardAccent(read('#fee500'), read('#fff'));

    expect(guarded.onAccent).to.equal('#000000');
    expect(contrast(read(guarded.accentText), read('#fff'))).to.be.at.least(minTextContrast);
  });

  it('[S2] reaches 4.5:1 for every accent on every surface', () => {
    fc.assert(
      fc.property(colour, colour, (accent, surface) => {
        const guarded = guardAccent(accent, surface);
        return (
          contrast(read(guarded.onAccent), accent) >= minTextContrast &&
          contrast(read(guarded.accentText), surface) >= minTextContrast
        );
      }),
    );
  });

  it('writes what it reads', () => {
    fc.assert(
      fc.property(colour, (rgb) => {
        expect(findRgb(toHex(rgb))).to.deep.equal(rgb);
      }),
    );
  });
});
