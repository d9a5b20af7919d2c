import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError } from '@beside/protocol';
import type { OpeningHours } from '../ports/site.ts';
import { readHolidayCalendar } from './holiday-calendar.ts';
import { koreanHolidays, withHolidays } from './holidays.ts';
import { openingStatus } from '../engine/opening-hours.ts';

const office: OpeningHours = {
  zone: 'Asia/Seoul',
  week: Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [{ from: '09:00', to: '18:00' }]])),
  exceptions: { '2026-12-25': [{ from: '10:00', to: '12:00' }] },
};
const calendar = (...events: string[][]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//EN',
    ...events.flatMap((lines, index) => ['BEGIN:VEVENT', `UID:${index}`, ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
const read = (text: string): unknown => readHolidayCalendar(text, '2026-01-01', '2027-12-31');

test('[Q7] the Korean pack knows substitute holidays, elections and the three days of the harvest feast', () => {
  const { days, knownUntil } = koreanHolidays();

  for (const date of [
    '2026-02-16', // Seollal with the day before
    '2026-02-17',
    '2026-02-18',
    '2026-03-02', // for 1 March, a Sunday
    '2026-05-25', // for Buddha's birthday, a Sunday
    '2026-06-03', // local elections
    '2026-08-17', // for 15 August, a Saturday
    '2026-09-24',
    '2026-09-25',
    '2026-10-05', // for 3 October, a Saturday
    '2027-02-09', // for Seollal, a Sunday
    '2027-12-27', // for Christmas, a Saturday
  ])
    assert.ok(days[date], date);
  assert.equal(days['2026-03-03'], undefined);
  assert.ok(knownUntil >= '2027-12-31');
});

test('[Q7] a centre with the pack is closed on those days; its own exceptions stay', () => {
  const hours = withHolidays(office, koreanHolidays().days);

  assert.deepEqual(openingStatus(hours, Date.parse('2026-09-24T10:00+09:00')), {
    isOpen: false,
    opensAt: Date.parse('2026-09-28T09:00+09:00'),
  });
  assert.equal(openingStatus(hours, Date.parse('2026-12-25T11:00+09:00')).isOpen, true);
});

test('[Q7] whole days of an iCalendar are holidays, several in a row and repeated ones too', () => {
  assert.deepEqual(
    read(
      calendar(
        ['DTSTART;VALUE=DATE:20260704', 'SUMMARY:Independence Day', 'RRULE:FREQ=YEARLY'],
        ['DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227', 'SUMMARY:Christmas\\, closed'],
        ['DTSTART;VALUE=DATE:20240101', 'SUMMARY:Before'],
        ['DTSTART:20260801T090000Z', 'DTEND:20260801T100000Z', 'SUMMARY:Meeting'],
        ['DTSTART;VALUE=DATE:20260901', 'STATUS:CANCELLED', 'SUMMARY:Called off'],
      ),
    ),
    {
      '2026-07-04': 'Independence Day',
      '2027-07-04': 'Independence Day',
      '2026-12-24': 'Christmas, closed',
      '2026-12-25': 'Christmas, closed',
      '2026-12-26': 'Christmas, closed',
    },
  );
});

test('[Q7] days that a repetition leaves out are not closed', () => {
  const days = read(
    calendar([
      'DTSTART;VALUE=DATE:20260101',
      'RRULE:FREQ=YEARLY',
      'EXDATE;VALUE=DATE:20270101',
      'SUMMARY:New Year',
    ]),
  );

  assert.deepEqual(days, { '2026-01-01': 'New Year' });
});

test("[Q7] what is no calendar, or far too much of one, is the operator's mistake", () => {
  const daily = calendar(['DTSTART;VALUE=DATE:19000101', 'RRULE:FREQ=DAILY', 'SUMMARY:Always']);
  const isInvalid = (error: unknown): boolean =>
    error instanceof BesideError && error.code === 'config_invalid';

  for (const text of ['', 'hello', 'BEGIN:VCARD\r\nEND:VCARD', `BEGIN:VCALENDAR${'x'.repeat(1_048_577)}`])
    assert.throws(() => read(text), isInvalid, text.slice(0, 20));
  assert.throws(() => readHolidayCalendar(daily, '1900-01-01', '2099-12-31'), isInvalid);
});
