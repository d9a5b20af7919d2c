import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { chooseInstant, findZone, recompute, resolveWall, scheduledAt, startOfDay, wallOf } from './zones.ts';

const at = (text: string): number => Date.parse(text);
const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/'));

test('[C4] [bad_P13] what is no place of the IANA list is no zone', () => {
  for (const zone of ['', 'KST', 'GMT+9', '+09:00', 'Mars/Phobos', '../../etc/passwd', 'GMT', 'Asia/Seoul\n'])
    assert.equal(findZone(zone), undefined, JSON.stringify(zone));
  assert.deepEqual(chooseInstant('2027-01-01T09:00', 'KST'), { refusal: 'zone_unknown' });
});

test('[C4] [bad_P14] aliases and other cases are accepted by their canonical name', () => {
  assert.deepEqual(
    ['Asia/Calcutta', 'Asia/Kolkata', 'US/Pacific', 'asia/seoul', 'Etc/UTC', 'UTC', 'Europe/Kiev'].map(
      findZone,
    ),
    ['Asia/Kolkata', 'Asia/Kolkata', 'America/Los_Angeles', 'Asia/Seoul', 'UTC', 'UTC', 'Europe/Kyiv'],
  );
});

test('[C4] [bad_P14] the sign of Etc/GMT+9 is the other way round', () => {
  assert.equal(findZone('Etc/GMT+9'), 'Etc/GMT+9');
  assert.deepEqual(chooseInstant('2027-01-01T00:00', 'Etc/GMT+9'), { at: at('2027-01-01T09:00Z') });
});

test('[C4] every renamed zone is the zone it was', () => {
  for (const zone of zones) {
    const canonical = findZone(zone);
    assert.ok(canonical, zone);
    assert.equal(findZone(canonical), canonical);
    assert.equal(wallOf(1.8e12, canonical).time, wallOf(1.8e12, zone).time, zone);
  }
});

test('[C4] [bad_P15] a time that the clocks jump over is refused with the next one', () => {
  const cases = [
    ['2027-03-14T02:30', 'America/New_York', '2027-03-14T03:00', '2027-03-14T07:00Z'],
    ['2027-03-28T01:30', 'Europe/London', '2027-03-28T02:00', '2027-03-28T01:00Z'],
    ['2027-10-03T02:15', 'Australia/Lord_Howe', '2027-10-03T02:30', '2027-10-02T15:30Z'],
    ['2027-04-30T00:30', 'Africa/Cairo', '2027-04-30T01:00', '2027-04-29T22:00Z'],
    ['2027-09-05T00:30', 'America/Santiago', '2027-09-05T01:00', '2027-09-05T04:00Z'],
  ] as const;
  for (const [time, zone, nextTime, nextAt] of cases)
    assert.deepEqual(
      chooseInstant(time, zone),
      { refusal: 'wall_time_missing', details: { nextAt: at(nextAt), nextTime } },
      zone,
    );
});

test('[C4] [bad_P16] a time that happens twice is asked about', () => {
  assert.deepEqual(chooseInstant('2027-11-07T01:30', 'America/New_York'), {
    refusal: 'wall_time_ambiguous',
    details: { earlierAt: at('2027-11-07T05:30Z'), laterAt: at('2027-11-07T06:30Z') },
  });
  assert.deepEqual(chooseInstant('2027-11-07T01:30', 'America/New_York', 'later'), {
    at: at('2027-11-07T06:30Z'),
  });
  assert.deepEqual(chooseInstant('2027-04-04T01:45', 'Australia/Lord_Howe', 'earlier'), {
    at: at('2027-04-03T14:45Z'),
  });
});

test('[C4] [bad_P17] days that were left out and days of leap years', () => {
  assert.deepEqual(chooseInstant('2011-12-30T12:00', 'Pacific/Apia'), {
    refusal: 'wall_time_missing',
    details: { nextAt: at('2011-12-30T10:00Z'), nextTime: '2011-12-31T00:00' },
  });
  assert.deepEqual(chooseInstant('2028-02-29T12:00', 'UTC'), { at: at('2028-02-29T12:00Z') });
  assert.deepEqual(chooseInstant('2027-02-29T12:00', 'UTC'), { refusal: 'wall_time_missing' });
});

test('[C4] [bad_P18] what is no time of a day is no time', () => {
  for (const time of ['2027-01-01T24:00', '2027-01-01T23:59:60', '2027-01-01T12:60', '2027-13-01T12:00', ''])
    assert.deepEqual(chooseInstant(time, 'UTC'), { refusal: 'wall_time_missing' }, time);
});

test('[C4] [bad_P22] digits and years of other calendars are not read as ISO', () => {
  for (const time of ['٢٠٢٧-٠١-٠١T١٢:٠٠', '２０２７-01-01T12:00', '2570/01/01 12:00'])
    assert.deepEqual(chooseInstant(time, 'Asia/Bangkok'), { refusal: 'wall_time_missing' }, time);
});

test('[C4] [bad_P21] when the rules of a zone change, the wall time stays and the instant moves', () => {
  const promised = scheduledAt(at('2027-07-01T04:00Z'), 900_000, 'Asia/Seoul', '2026c');
  // As it would have been kept when Korea had daylight saving, one hour earlier.
  const underOldRules = {
    ...promised,
    startAt: promised.startAt - 3_600_000,
    endAt: promised.endAt - 3_600_000,
    wall: { ...promised.wall, offsetMinutes: 600, rules: '1988a' },
  };

  assert.equal(recompute(promised, '2027a'), undefined);
  assert.deepEqual(recompute(underOldRules, '2026c'), promised);
});

test('[C4] [bad_P21] of a time that happens twice the one that was chosen stays chosen', () => {
  const later = scheduledAt(at('2027-11-07T06:30Z'), 900_000, 'America/New_York', '2026c');

  assert.equal(recompute(later, '2027a'), undefined);
});

test("[C8] [bad_K8] a day is the centre's, with 23, 24 or 25 hours", () => {
  const newYork = (text: string): number => startOfDay(at(text), 'America/New_York');

  assert.equal(newYork('2027-03-14T23:59-04:00'), at('2027-03-14T00:00-05:00'));
  assert.equal(newYork('2027-03-15T00:00-04:00') - newYork('2027-03-14T12:00-04:00'), 23 * 3_600_000);
  assert.equal(newYork('2027-11-08T00:00-05:00') - newYork('2027-11-07T12:00-05:00'), 25 * 3_600_000);
});

test('[C4] in every zone an instant and its wall time name each other', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      // From 2000 to 2040, to the minute; since the 1970s no zone is off by seconds.
      fc.integer({ min: at('2000-01-01T00:00Z') / 60_000, max: at('2040-01-01T00:00Z') / 60_000 }),
      (zone, minutes) => {
        const instant = minutes * 60_000;
        const resolved = resolveWall(wallOf(instant, zone).time, zone);

        assert.ok(!('refusal' in resolved));
        if (resolved.kind === 'overlap')
          assert.ok(resolved.earlierAt === instant || resolved.laterAt === instant);
        else assert.deepEqual([resolved.kind, 'at' in resolved && resolved.at], ['instant', instant]);
      },
    ),
    { numRuns: 1_000 },
  );
});

test('[C4] at every change of clocks from 2027 to 2029, in every zone, gaps and overlaps are told apart', () => {
  let count = 0;
  for (const zone of zones) {
    let change = Temporal.Instant.from('2027-01-01T00:00Z')
      .toZonedDateTimeISO(zone)
      .getTimeZoneTransition('next');
    for (; change && change.year < 2030; change = change.getTimeZoneTransition('next')) {
      const jumpAt = change.epochMilliseconds;
      const before = wallOf(jumpAt - 60_000, zone).offsetMinutes;
      const shift = wallOf(jumpAt, zone).offsetMinutes - before;
      // The wall time half of the shift away from the one at which the clocks are set.
      const wall = new Date(jumpAt + (before + shift / 2) * 60_000).toISOString().slice(0, 16);
      const resolved = resolveWall(wall, zone);

      assert.ok(!('refusal' in resolved), zone);
      assert.equal(resolved.kind, shift > 0 ? 'gap' : 'overlap', `${zone} ${wall}`);
      if (resolved.kind === 'gap') assert.equal(resolved.nextAt, jumpAt, zone);
      else if (resolved.kind === 'overlap')
        assert.equal(resolved.laterAt - resolved.earlierAt, -shift * 60_000);
      count += 1;
    }
  }
  assert.ok(count > 300, String(count));
});

test('[C4] the zone of the server changes nothing', async () => {
  const script = `
    import { chooseInstant, wallOf } from ${JSON.stringify(new URL('./zones.ts', import.meta.url).href)};
    import { openSpans } from ${JSON.stringify(new URL('../opening-hours.ts', import.meta.url).href)};
    console.log(JSON.stringify([
      chooseInstant('2027-03-14T02:30', 'America/New_York'),
      chooseInstant('2027-11-07T01:30', 'America/New_York', 'later'),
      chooseInstant('2027-04-04T01:45', 'Australia/Lord_Howe', 'earlier'),
      wallOf(1_800_000_000_000, 'Asia/Seoul'),
      openSpans(
        { zone: 'America/New_York', week: { '7': [{ from: '13:00', to: '18:00' }] }, exceptions: {} },
        Date.parse('2026-03-08T12:00Z'),
        Date.parse('2026-03-08T23:00Z'),
      ),
    ]));`;
  const run = async (zone: string): Promise<string> => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--conditions=development', '--input-type=module', '--eval', script],
      { env: { ...process.env, TZ: zone } },
    );
    return stdout;
  };

  const outputs = await Promise.all(
    ['UTC', 'Asia/Seoul', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'].map(run),
  );

  assert.equal(new Set(outputs).size, 1);
  assert.deepEqual((JSON.parse(outputs[0] ?? '[]') as unknown[]).at(-1), [
    { fromAt: at('2026-03-08T17:00Z'), toAt: at('2026-03-08T22:00Z') },
  ]);
});
