import type { DeskHours } from '@beside/protocol';
import { expect } from '@open-wc/testing';

import { consoleEn } from '../console-terms.ts';
import { callbacksKo } from '../locales/callbacks-ko.ts';
import { noon } from '../testing/fake-client.ts';
import { callbacksEn } from './callback-terms.ts';
import { createTimeTexts } from './callback-times.ts';
import {
  closeAt,
  dayText,
  findTimeProblem,
  openText,
  sortDays,
  statusText,
  wallTimeIn,
  WHOLE_DAY,
} from './hours-days.ts';

const times = createTimeTexts('en', consoleEn, callbacksEn);
const morning = { from: '09:00', to: '12:00' };
const afternoon = { from: '13:00', to: '18:00' };
const night = { from: '22:00', to: '02:00' };

describe('days of opening hours', () => {
  it('[Q7] a day that closes early keeps what was open until then', () => {
    expect(closeAt([morning, afternoon], '15:30')).to.deep.equal([morning, { from: '13:00', to: '15:30' }]);
    expect(closeAt([morning, afternoon], '13:00')).to.deep.equal([morning]);
    expect(closeAt([afternoon, night], '23:15')).to.deep.equal([afternoon, { from: '22:00', to: '23:15' }]);
    expect(closeAt([WHOLE_DAY], '09:05')).to.deep.equal([{ from: '00:00', to: '09:05' }]);
    expect(closeAt([morning], '08:00')).to.deep.equal([]);
  });

  it('[Q7] times that cannot be are told before they are sent', () => {
    const found = [
      [{ from: '09:00', to: '' }],
      [{ from: '09:00', to: '09:00' }],
      [afternoon, { from: '12:00', to: '13:30' }],
      [night, { from: '23:00', to: '23:30' }],
      [afternoon, morning, night],
      [WHOLE_DAY],
    ].map(findTimeProblem);

    expect(found).to.deep.equal(['missing', 'empty', 'overlap', 'overlap', undefined, undefined]);
  });

  it('says a day in words, also one that goes past midnight', () => {
    const said = [[], [WHOLE_DAY], [morning, night]].map((open) => openText(open, callbacksEn));

    expect(said).to.deep.equal([
      'Closed all day',
      'Open all day',
      '09:00–12:00, 22:00–02:00 of the next day',
    ]);
    expect(openText([night], callbacksKo)).to.equal('22:00~다음 날 02:00');
  });

  it('names days by the centre’s calendar, wherever the reader is', () => {
    expect(dayText('2026-03-02', '2026-03-02', times)).to.equal('Today');
    expect(dayText('2026-03-03', '2026-03-02', times)).to.equal('Tuesday, March 3');
    expect(wallTimeIn('Asia/Seoul', Date.UTC(2026, 2, 2, 15, 4))).to.equal('00:04');
  });

  it('says until when it stays as it is', () => {
    const hours = { isOpen: true, days: [], zone: 'UTC', today: '2026-03-02', siteId: 'shop' as never };
    const at = noon + 3_600_000;

    expect(statusText({ ...hours, closesAt: at }, noon, times)).to.equal(
      `Open until ${times.formats.moment(at, noon)}`,
    );
    expect(statusText(hours, noon, times)).to.equal('Open');
    expect(statusText({ ...hours, isOpen: false, opensAt: at }, noon, times)).to.equal(
      `Closed until ${times.formats.moment(at, noon)}`,
    );
    expect(statusText({ ...hours, isOpen: false }, noon, times)).to.equal('Closed');
  });

  it('shows first what differs from the ordinary', () => {
    const day = (date: string, change: Partial<DeskHours['days'][number]> = {}) => ({
      ...{ date, open: [morning], outside: 0 },
      ...change,
    });
    const hours = {
      ...{ isOpen: true, zone: 'UTC', today: '2026-03-02', siteId: 'shop' as never },
      days: [
        day('2026-03-02'),
        day('2026-03-03'),
        day('2026-03-04', { outside: 2 }),
        day('2026-12-24', { set: { agentId: 'a1' as never, at: noon } }),
      ],
    };

    const { first, others } = sortDays(hours);

    expect(first.map(({ date }) => date)).to.deep.equal(['2026-03-02', '2026-03-04', '2026-12-24']);
    expect(others.map(({ date }) => date)).to.deep.equal(['2026-03-03']);
  });
});
