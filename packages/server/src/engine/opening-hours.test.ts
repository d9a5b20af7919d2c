import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OpeningHours } from '../ports/site.ts';
import { openingStatus } from './opening-hours.ts';

const at = (text: string): number => Date.parse(text);
const hours = (zone: string, more: Partial<OpeningHours>): OpeningHours => ({
  zone,
  week: {},
  exceptions: {},
  ...more,
});
const everyDay = (...intervals: { from: string; to: string }[]): OpeningHours['week'] =>
  Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, intervals]));

test('[Q7] a centre that is always open says nothing about closing', () => {
  assert.deepEqual(openingStatus(hours('Asia/Seoul', { week: 'always' }), 0), { isOpen: true });
});

test('[Q7] several intervals a day have their breaks', () => {
  const seoul = hours('Asia/Seoul', {
    week: everyDay({ from: '09:00', to: '12:00' }, { from: '13:00', to: '18:00' }),
  });

  assert.deepEqual(openingStatus(seoul, at('2026-11-24T11:59:59.999+09:00')), {
    isOpen: true,
    closesAt: at('2026-11-24T12:00+09:00'),
  });
  assert.deepEqual(openingStatus(seoul, at('2026-11-24T12:00+09:00')), {
    isOpen: false,
    opensAt: at('2026-11-24T13:00+09:00'),
  });
});

test('[Q7] an interval past midnight belongs to the day it began', () => {
  const friday = hours('Asia/Seoul', { week: { '5': [{ from: '22:00', to: '02:00' }] } });

  assert.deepEqual(openingStatus(friday, at('2026-11-28T01:00+09:00')), {
    isOpen: true,
    closesAt: at('2026-11-28T02:00+09:00'),
  });
  assert.equal(openingStatus(friday, at('2026-11-27T01:00+09:00')).isOpen, false);
});

test('[Q7] until midnight and from midnight is one opening', () => {
  const week = { '1': [{ from: '20:00', to: '24:00' }], '2': [{ from: '00:00', to: '03:00' }] };

  assert.deepEqual(openingStatus(hours('Asia/Seoul', { week }), at('2026-11-23T23:30+09:00')), {
    isOpen: true,
    closesAt: at('2026-11-24T03:00+09:00'),
  });
});

test('[Q7] a dated exception replaces its weekday; an empty one closes the day', () => {
  const seoul = hours('Asia/Seoul', {
    week: everyDay({ from: '09:00', to: '18:00' }),
    exceptions: { '2026-12-25': [], '2026-12-26': [{ from: '10:00', to: '11:00' }] },
  });

  assert.deepEqual(openingStatus(seoul, at('2026-12-25T12:00+09:00')), {
    isOpen: false,
    opensAt: at('2026-12-26T10:00+09:00'),
  });
});

test('[Q7] a closed week with an exception far away is closed without a promise', () => {
  assert.deepEqual(openingStatus(hours('Asia/Seoul', {}), at('2026-11-24T12:00+09:00')), { isOpen: false });
});

test('[Q7] on the day clocks go forward the wall time counts, not the hours since midnight', () => {
  const berlin = hours('Europe/Berlin', { week: everyDay({ from: '01:00', to: '04:00' }) });

  // 29 March 2026: 02:00 becomes 03:00; the opening lasts two hours.
  assert.deepEqual(openingStatus(berlin, at('2026-03-29T00:30+01:00')), {
    isOpen: false,
    opensAt: at('2026-03-29T01:00+01:00'),
  });
  assert.deepEqual(openingStatus(berlin, at('2026-03-29T03:30+02:00')), {
    isOpen: true,
    closesAt: at('2026-03-29T04:00+02:00'),
  });
});

test('[Q7] a time that does not exist on the day is the instant right after the jump', () => {
  const newYork = hours('America/New_York', { week: everyDay({ from: '02:30', to: '05:00' }) });

  // 8 March 2026: 02:00 becomes 03:00, so 02:30 is 03:30 by the new time.
  assert.deepEqual(openingStatus(newYork, at('2026-03-08T01:00-05:00')), {
    isOpen: false,
    opensAt: at('2026-03-08T03:30-04:00'),
  });
});

test('[Q7] on the day clocks go back the repeated hour is open both times', () => {
  const berlin = hours('Europe/Berlin', { week: everyDay({ from: '01:00', to: '03:00' }) });

  // 25 October 2026: 03:00 becomes 02:00; the opening lasts three hours.
  for (const instant of ['2026-10-25T02:30+02:00', '2026-10-25T02:30+01:00']) {
    assert.deepEqual(openingStatus(berlin, at(instant)), {
      isOpen: true,
      closesAt: at('2026-10-25T03:00+01:00'),
    });
  }
});
