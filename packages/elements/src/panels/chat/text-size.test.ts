import { expect } from '@open-wc/testing';

import { measureText } from './text-size.ts';

describe('measureText', () => {
  it('says nothing while there is plenty of room', () => {
    expect(measureText('hello', 100).charactersLeft).to.equal(undefined);
    expect(measureText('', 100)).to.deep.equal({
      isTooLong: false,
      charactersLeft: undefined,
      maxCharacters: 100,
    });
  });

  it('counts in characters of the language being written', () => {
    expect(measureText('a'.repeat(90), 100)).to.deep.equal({
      isTooLong: false,
      charactersLeft: 10,
      maxCharacters: 100,
    });
    expect(measureText('가'.repeat(30), 100)).to.deep.equal({
      isTooLong: false,
      charactersLeft: 3,
      maxCharacters: 33,
    });
  });

  it('knows what the wire refuses', () => {
    expect(measureText('가'.repeat(34), 100)).to.deep.equal({
      isTooLong: true,
      charactersLeft: 0,
      maxCharacters: 33,
    });
  });
});
