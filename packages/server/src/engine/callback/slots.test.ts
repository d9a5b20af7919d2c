import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HoldId } from '@beside/protocol';
import fc from 'fast-check';
import type { OpeningHours } from '../../ports/site.ts';
import { openSpans } from '../opening-hours.ts';
import { CALLBACK_RULES } from '../../ports/callback-rules.ts';
import {
  capacityOf,
  countSlots,
  freeSlots,
  holdOn,
  nearestSlots,
  pickSlot,
  type SlotFacts,
} from './slots.ts';
import { wallOf } from './zones.ts';

const at = (text: string): number => Date.parse(text);
const minute = 60_000;
const weekdays = ['1', '2', '3', '4', '5', '6', '7'];
const hours = (zone: string, from: string, to: string, more: Partial<OpeningHours> = {}): OpeningHours => ({
  zone,
  week: Object.fromEntries(weekdays.map((day) => [day, [{ from, to }]])),
  exceptions: {},
  ...more,
});
const facts = (more: Partial<SlotFacts> = {}): SlotFacts => ({
  now: at('2026-11-25T08:00+09:00'),
  hours: hours('Asia/Seoul', '09:00', '18:00'),
  agentsAt: () => 10,
  handlingMs: 6 * minute,
  taken: new Map(),
  ...more,
});
const oneDay = { ...CALLBACK_RULES, daysAhead: 1 };
const isoOf = (instants: readonly number[]): string[] =>
  instants.map((instant) => new Date(instant).toISOString().slice(0, 16));

test('[C3] slots of 15 minutes fill the opening hours, begin with them and end with them', () => {
  const slots = countSlots(facts(), oneDay);

  assert.equal(slots.length, 36);
  assert.deepEqual(slots[0], {
    startAt: at('2026-11-25T09:00+09:00'),
    endAt: at('2026-11-25T09:15+09:00'),
    capacity: 7,
    taken: 0,
    load: 'quiet',
  });
  assert.equal(slots.at(-1)?.endAt, at('2026-11-25T18:00+09:00'));
});

test("[C3] none begins within half an hour, and each lies on the grid of the centre's clocks", () => {
  const slots = countSlots(facts({ now: at('2026-11-25T12:07:31+09:00') }), oneDay);

  assert.equal(slots[0]?.startAt, at('2026-11-25T12:45+09:00'));
});

test('[C3] in zones that are a quarter of an hour off, the grid is that of their clocks', () => {
  const kathmandu = facts({ hours: hours('Asia/Kathmandu', '09:10', '10:00'), now: at('2026-11-25T00:00Z') });

  assert.deepEqual(
    countSlots(kathmandu, oneDay).map(({ startAt }) => wallOf(startAt, 'Asia/Kathmandu').time.slice(11)),
    ['09:15', '09:30', '09:45'],
  );
});

test("[C3] capacity is the share of the agents' time, and one at least where anybody is", () => {
  assert.equal(capacityOf(10, 6 * minute, CALLBACK_RULES), 7);
  assert.equal(capacityOf(1, 6 * minute, CALLBACK_RULES), 1);
  assert.equal(capacityOf(0, 6 * minute, CALLBACK_RULES), 0);
  assert.deepEqual(countSlots(facts({ agentsAt: () => 0 }), oneDay), []);
});

test('[C3] every slot carries its load, full ones are not offered', () => {
  const first = at('2026-11-25T09:00+09:00');
  const taken = new Map([2, 3, 5, 7].map((places, index) => [first + index * 15 * minute, places]));
  const slots = countSlots(facts({ taken }), oneDay);

  assert.deepEqual(
    slots.slice(0, 4).map(({ load }) => load),
    ['quiet', 'normal', 'busy', 'busy'],
  );
  assert.equal(freeSlots(slots).length, slots.length - 1);
});

test('[C3] the last place goes to exactly one; the others get the three nearest', () => {
  const startAt = at('2026-11-25T09:15+09:00');
  const taken = new Map<number, number>();
  const results = Array.from({ length: 100 }, () => {
    const slots = countSlots(facts({ agentsAt: () => 1, taken }), oneDay);
    const picked = pickSlot(slots, startAt, CALLBACK_RULES);
    if (!('refusal' in picked)) taken.set(startAt, picked.taken + 1);
    return picked;
  });

  assert.equal(results.filter((one) => !('refusal' in one)).length, 1);
  assert.deepEqual(results.at(-1), {
    refusal: 'slot_taken',
    details: {
      alternative1At: at('2026-11-25T09:00+09:00'),
      alternative2At: at('2026-11-25T09:30+09:00'),
      alternative3At: at('2026-11-25T09:45+09:00'),
    },
  });
});

test('[C3] [bad_P18] what lies in the past, in ten years or off the grid was never offered', () => {
  const slots = countSlots(facts(), CALLBACK_RULES);

  for (const startAt of [facts().now - 1_000, at('2036-11-25T10:00+09:00'), at('2026-11-25T10:01+09:00')])
    assert.deepEqual(pickSlot(slots, startAt, CALLBACK_RULES), { refusal: 'slot_not_offered' });
});

test('[C3] a picked slot is kept for five minutes', () => {
  const [slot] = freeSlots(countSlots(facts(), oneDay));
  assert.ok(slot);

  assert.deepEqual(holdOn(slot, 'h' as HoldId, 1_000, CALLBACK_RULES), {
    holdId: 'h',
    startAt: slot.startAt,
    expiresAt: 301_000,
  });
});

test('[C4] on the day clocks go forward in New York, 13:00 to 18:00 is 17:00 to 22:00 UTC', () => {
  const newYork = facts({ now: at('2026-03-08T05:00Z'), hours: hours('America/New_York', '13:00', '18:00') });
  const slots = countSlots(newYork, oneDay);

  assert.deepEqual(isoOf([slots[0]?.startAt ?? 0, slots.at(-1)?.endAt ?? 0]), [
    '2026-03-08T17:00',
    '2026-03-08T22:00',
  ]);
});

test('[C4] after clocks went back in November, 09:00 is an hour later in UTC', () => {
  const newYork = facts({ now: at('2027-11-06T05:00Z'), hours: hours('America/New_York', '09:00', '09:15') });

  assert.deepEqual(
    isoOf(countSlots(newYork, { ...CALLBACK_RULES, daysAhead: 3 }).map(({ startAt }) => startAt)),
    ['2027-11-06T13:00', '2027-11-07T14:00', '2027-11-08T14:00'],
  );
});

test('[C4] the hour that happens twice has its slots twice, the one that is left out has none', () => {
  const berlin = (now: string) => facts({ now: at(now), hours: hours('Europe/Berlin', '02:00', '03:00') });

  assert.equal(countSlots(berlin('2026-10-24T22:00Z'), oneDay).length, 8);
  assert.equal(countSlots(berlin('2026-03-28T23:00Z'), oneDay).length, 0);
});

test("[Q7] [bad_P19] the centre's zone decides about the closing minute and about holidays past midnight", () => {
  const night = hours('Asia/Seoul', '22:00', '02:00', { exceptions: { '2026-11-26': [] } });
  const slots = countSlots(facts({ now: at('2026-11-25T21:00+09:00'), hours: night }), oneDay);

  assert.equal(slots.at(-1)?.endAt, at('2026-11-26T02:00+09:00'));
  assert.equal(slots.length, 16);
});

test('[C3] [C4] in every zone, at every time: slots lie in order on the grid, within opening hours', () => {
  const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/'));
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2030-01-01T00:00Z') }),
      (zone, now) => {
        const open = hours(zone, '01:10', '04:00');
        const slots = countSlots(facts({ now, hours: open }), oneDay);
        const spans = openSpans(open, now, now + 2 * 86_400_000);

        for (const [index, { startAt, endAt }] of slots.entries()) {
          const time = wallOf(startAt, zone).time.slice(11);
          assert.ok(['00', '15', '30', '45'].includes(time.slice(3)), `${zone} ${time}`);
          // Not by the wall time: where the clocks go back within an opening, it stays open, and 01:00 comes again.
          assert.ok(
            spans.some(({ fromAt, toAt }) => fromAt <= startAt && endAt <= toAt),
            `${zone} ${time}`,
          );
          assert.ok(startAt >= now + CALLBACK_RULES.leadMs && startAt >= (slots[index - 1]?.endAt ?? 0));
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('[C4] where the clocks go back within an opening, it stays open from its first beginning to its end', () => {
  const moncton = facts({
    now: at('2029-11-04T03:00Z'),
    hours: hours('America/Moncton', '01:10', '04:00'),
  });
  const slots = countSlots(moncton, oneDay);

  assert.deepEqual(
    [isoOf([slots[0]?.startAt ?? 0, slots.at(-1)?.endAt ?? 0]), slots.length],
    [['2029-11-04T04:15', '2029-11-04T08:00'], 15],
  );
});

test('[C3] the nearest ones are those nearest in time, in order', () => {
  const free = [0, 15, 45, 60].map((start) => ({
    startAt: start * minute,
    endAt: (start + 15) * minute,
    load: 'quiet' as const,
  }));

  assert.deepEqual(
    nearestSlots(free, 30 * minute, 3).map(({ startAt }) => startAt / minute),
    [0, 15, 45],
  );
});
