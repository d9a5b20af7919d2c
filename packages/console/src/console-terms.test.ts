import { ERRORS } from '@beside/protocol';
import { expect } from '@open-wc/testing';
import { en } from '@beside/elements/shared';

import { agentChatTerms, consoleEn, consoleErrorText } from './console-terms.ts';
import { consoleKo } from './locales/ko.ts';

describe('console terms', () => {
  it('have a text for every code of the register, in both languages', () => {
    for (const code of Object.keys(ERRORS)) {
      expect(consoleErrorText(consoleEn, en, code), code).to.be.a('string').and.not.empty;
      expect(consoleErrorText(consoleKo, en, code), code).to.be.a('string').and.not.empty;
    }
  });

  it('name only codes that exist', () => {
    const codes = Object.keys(consoleEn).filter((key) => key.startsWith('error_'));

    expect(codes.filter((key) => !Object.hasOwn(ERRORS, key.slice('error_'.length)))).to.deep.equal([]);
  });

  it('speak to the agent inside the chat, too', () => {
    const terms = agentChatTerms(consoleEn, en);

    expect(terms.error_read_only).to.equal(consoleEn.error_read_only);
    expect(terms.send).to.equal(en.send);
  });

  it('are Korean where they are Korean: nothing was left in English', () => {
    const same = Object.entries(consoleKo).filter(
      ([key, value]) => typeof value === 'string' && value === consoleEn[key as keyof typeof consoleEn],
    );

    expect(same).to.deep.equal([]);
  });
});
