import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { BesideError } from '@beside/protocol';
import { configureHours, hoursSchema } from './hours.ts';

const base = { folder: '.', field: 'sites.0.hours', now: Date.parse('2026-11-25') };
const office = { zone: 'Asia/Seoul', week: { '1': [{ from: '09:00', to: '18:00' }] } };

test('[Q7] a site names a country and is closed on its public holidays', () => {
  const entry = hoursSchema.parse({ ...office, holidays: ['KR'], exceptions: { '2026-12-25': [] } });
  const { hours, warnings } = configureHours(entry, base);

  assert.deepEqual(
    [hours.exceptions['2026-09-24'], hours.exceptions['2026-12-25'], hours.exceptions['2026-09-28']],
    [[], [], undefined],
  );
  assert.deepEqual(warnings, []);
});

test('[Q7] the operator hears in time that holidays are not known for much longer', () => {
  const entry = hoursSchema.parse({ ...office, holidays: ['KR'] });
  const { warnings } = configureHours(entry, { ...base, now: Date.parse('2027-12-01') });

  assert.deepEqual(warnings, [
    'sites.0.hours.holidays: those of KR are known until 2027-12-31 only; update the server',
  ]);
});

test('[Q7] whole days of a calendar file beside the configuration are closed', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'beside-hours-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const event = ['BEGIN:VEVENT', 'UID:1', 'DTSTART;VALUE=DATE:20260704', 'RRULE:FREQ=YEARLY', 'END:VEVENT'];
  writeFileSync(
    join(folder, 'us.ics'),
    ['BEGIN:VCALENDAR', 'VERSION:2.0', ...event, 'END:VCALENDAR', ''].join('\r\n'),
  );

  const { hours } = configureHours(hoursSchema.parse({ ...office, calendars: ['us.ics'] }), {
    ...base,
    folder,
  });

  assert.deepEqual([hours.exceptions['2026-07-04'], hours.exceptions['2030-07-04']], [[], []]);
});

test('[Q7] a calendar file that cannot be read is named with the setting', () => {
  const entry = hoursSchema.parse({ ...office, calendars: ['nowhere.ics'] });

  assert.throws(
    () => configureHours(entry, base),
    (error) =>
      error instanceof BesideError &&
      error.code === 'config_invalid' &&
      error.details['field'] === 'sites.0.hours.calendars.0',
  );
});

test('[Q7] countries without a pack and settings that do not exist are refused', () => {
  assert.equal(hoursSchema.safeParse({ ...office, holidays: ['XX'] }).success, false);
  assert.equal(hoursSchema.safeParse({ ...office, holiday: ['KR'] }).success, false);
});
