import { expect } from '@open-wc/testing';

import { createFormats } from './formats.ts';
import { directionOf, languageOf } from './locale.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Tuesday, 24 November 2026, 14:05 in Seoul. */
const now = Date.UTC(2026, 10, 24, 5, 5);
/** Some engines put a narrow no-break space before AM and PM. */
const plain = (text: string): string => text.replace(/\s/gu, ' ');

describe('createFormats', () => {
  it('says times and days as a Korean reader does', () => {
    const formats = createFormats('ko-KR', 'Asia/Seoul');

    const seen = [
      formats.time(now),
      formats.day(now, now),
      formats.day(now - dayMs, now),
      formats.day(now - 2 * dayMs, now),
    ];

    expect(seen).to.deep.equal(['오후 2:05', '오늘', '어제', '11월 22일 일요일']);
  });

  it('says times and days as an American reader does', () => {
    const formats = createFormats('en-US', 'America/New_York');

    const seen = [
      formats.time(now),
      formats.day(now, now),
      formats.day(now - dayMs, now),
      formats.day(now - 330 * dayMs, now),
    ];

    expect(seen.map(plain)).to.deep.equal(['12:05 AM', 'Today', 'Yesterday', 'December 29, 2025']);
  });

  it('names a moment ahead as shortly as it can', () => {
    const formats = createFormats('en-US', 'Asia/Seoul');

    const seen = [2 * hourMs, dayMs, 3 * dayMs, 9 * dayMs].map((ahead) =>
      plain(formats.moment(now + ahead, now)),
    );

    expect(seen).to.deep.equal([
      '4:05 PM',
      'tomorrow 2:05 PM',
      'Friday 2:05 PM',
      'Thursday, December 3 2:05 PM',
    ]);
  });

  it('counts calendar days, not spans of 24 hours, on a day of 25', () => {
    const formats = createFormats('en', 'America/New_York');
    const lateOnTheLongDay = Date.UTC(2026, 10, 2, 4, 30);
    const earlyOnTheLongDay = lateOnTheLongDay - 24 * hourMs;

    expect(formats.sameDay(lateOnTheLongDay, earlyOnTheLongDay)).to.equal(true);
    expect(formats.day(earlyOnTheLongDay - hourMs, lateOnTheLongDay)).to.equal('Yesterday');
  });

  it('counts across the end of a month, a year and a leap day', () => {
    const formats = createFormats('en', 'UTC');
    const firsts = [Date.UTC(2027, 0, 1), Date.UTC(2028, 2, 1), Date.UTC(2026, 2, 1), Date.UTC(2026, 4, 1)];

    expect(firsts.map((at) => formats.day(at - 1, at))).to.deep.equal(Array(4).fill('Yesterday'));
  });

  it('falls back to English for a tag that is none', () => {
    expect(createFormats('ko_KR!', 'UTC').day(now, now)).to.equal('Today');
  });
});

describe('locale', () => {
  it('knows language and direction of a tag', () => {
    expect(
      ['ko-KR', 'AR-EG', 'he', 'zh_TW', ''].map((tag) => [languageOf(tag), directionOf(tag)]),
    ).to.deep.equal([
      ['ko', 'ltr'],
      ['ar', 'rtl'],
      ['he', 'rtl'],
      ['zh', 'ltr'],
      ['', 'ltr'],
    ]);
  });
});
