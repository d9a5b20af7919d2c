import { expect } from '@open-wc/testing';

import { createConversationMarker } from './marker.ts';

describe('conversation marker', () => {
  afterEach(() => localStorage.clear());

  it('is one entry that names the site and nothing else, and goes without trace', () => {
    const marker = createConversationMarker('shop', () => localStorage);

    marker.set('open');
    expect([localStorage.length, localStorage.getItem('beside:shop'), marker.value]).to.deep.equal([
      1,
      'open',
      'open',
    ]);
    marker.set('closed');
    expect(createConversationMarker('shop', () => localStorage).value).to.equal('closed');

    marker.remove();
    expect([localStorage.length, marker.value]).to.deep.equal([0, undefined]);
  });

  it('believes nothing it did not write', () => {
    localStorage.setItem('beside:shop', '<b>');

    expect(createConversationMarker('shop', () => localStorage).value).to.equal(undefined);
  });

  it('remembers nothing where storage is blocked', () => {
    const marker = createConversationMarker('shop', () => {
      throw new DOMException('blocked', 'SecurityError');
    });

    marker.set('open');
    marker.remove();

    expect(marker.value).to.equal(undefined);
  });
});
