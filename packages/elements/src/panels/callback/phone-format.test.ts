import { expect } from '@open-wc/testing';

import { formatTyped } from './phone-format.ts';

const all = (country: string, typed: readonly string[]): string[] =>
  typed.map((one) => formatTyped(one, country));

describe('formatTyped', () => {
  it('[C8] writes Korean numbers as Koreans do, safe numbers and Seoul included', () => {
    expect(
      all('KR', [
        '01012345678',
        '010 1234 5678',
        '0212345678',
        '021234567',
        '0311234567',
        '05012345678',
        '050123456789',
        '07012345678',
        '15881234',
      ]),
    ).to.deep.equal([
      '010-1234-5678',
      '010-1234-5678',
      '02-1234-5678',
      '02-123-4567',
      '031-123-4567',
      '0501-234-5678',
      '0501-2345-6789',
      '070-1234-5678',
      '1588-1234',
    ]);
  });

  it('grows with every digit, and takes nothing back that was typed', () => {
    const digits = '01012345678';
    const seen = [...digits].map((_, index) => formatTyped(digits.slice(0, index + 1), 'KR'));

    expect(seen).to.deep.equal([
      '0',
      '01',
      '010',
      '010-1',
      '010-12',
      '010-123',
      '010-123-4',
      '010-123-45',
      '010-123-456',
      '010-123-4567',
      '010-1234-5678',
    ]);
    expect(seen.map((one) => one.replace(/\D/g, ''))).to.deep.equal(
      [...digits].map((_, index) => digits.slice(0, index + 1)),
    );
  });

  it('writes those of other countries in their way', () => {
    expect(formatTyped('09012345678', 'JP')).to.equal('090-1234-5678');
    expect(formatTyped('2125550123', 'US')).to.equal('212-555-0123');
    expect(formatTyped('0612345678', 'FR')).to.equal('06-12-34-56-78');
  });

  it('leaves alone what is international, unfinished, too long or no number', () => {
    expect(
      all('KR', ['+49 30 123456', '', 'call me', '０１０', '0101234567890']).concat(
        formatTyped('030 1234', undefined),
      ),
    ).to.deep.equal(['+49 30 123456', '', 'call me', '０１０', '010-1234-567890', '030 1234']);
  });
});
