import { expect } from '@open-wc/testing';

import { findTerms } from './find-terms.ts';
import { ko } from './locales/ko.ts';
import { en } from './terms.ts';
import { errorText } from './terms/error-text.ts';

describe('terms', () => {
  it('are loaded for the first wanted locale that has texts, keeping its region', async () => {
    expect(await findTerms(['ja-JP', 'ko-KR', 'en'])).to.deep.equal({ locale: 'ko-KR', terms: ko });
    expect(await findTerms(['en-GB', 'ko'])).to.deep.equal({ locale: 'en-GB', terms: en });
    expect(await findTerms(['ja'])).to.equal(undefined);
  });

  it('[S3] are complete in Korean, and no text is left empty or in English', () => {
    expect(Object.keys(ko)).to.have.members(Object.keys(en));
    const same = Object.entries(ko).filter(
      ([key, text]) => text === '' || text === en[key as keyof typeof en],
    );
    expect(same).to.deep.equal([]);
  });

  it('insert what they are given', () => {
    expect([en.unread(1), en.unread(3), ko.unread(3)]).to.deep.equal([
      '1 new message',
      '3 new messages',
      '새 메시지 3개',
    ]);
  });

  it('have a text for every error, a general one for codes of the future', () => {
    expect(errorText(ko, 'rate_limited')).to.equal(ko.error_rate_limited);
    expect(errorText(ko, 'never_heard_of')).to.equal(ko.error_other);
    expect(errorText(ko, 'toString')).to.equal(ko.error_other);
  });
});
