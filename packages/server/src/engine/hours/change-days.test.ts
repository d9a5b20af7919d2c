import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentId } from '@beside/protocol';
import { changeDays, type Setting } from './change-days.ts';

const agentId = '01900000-0000-7000-8000-000000000001' as AgentId;
const setting: Setting = { agentId, at: 5, commandId: 'one', today: '2026-12-24' };
const nothing = { days: {}, done: [] };
const early = [{ from: '09:00', to: '13:00' }];

test('[Q7] a day that a supervisor sets is kept with who, when and why', () => {
  const kept = changeDays(
    nothing,
    { days: [{ date: '2026-12-24', open: early }], note: 'Christmas Eve' },
    setting,
  );

  assert.deepEqual(kept, {
    days: { '2026-12-24': { open: early, agentId, at: 5, note: 'Christmas Eve' } },
    done: ['one'],
  });
});

test('[Q7] a repetition does not undo what was set after it', () => {
  const first = { days: [{ date: '2026-12-24', open: early }] };
  const one = changeDays(nothing, first, setting);
  const two = changeDays(one, { days: [{ date: '2026-12-24', open: [] }] }, { ...setting, commandId: 'two' });

  assert.equal(changeDays(two, first, setting), two);
});

test('[Q7] a day goes back to what is configured, and days that are over are forgotten', () => {
  const open = [{ date: '2026-12-24', open: early }];
  const kept = changeDays(nothing, { days: [...open, { date: '2026-12-25', open: [] }] }, setting);

  const back = changeDays(kept, { days: [{ date: '2026-12-25' }] }, { ...setting, commandId: 'two' });
  assert.deepEqual(Object.keys(back.days), ['2026-12-24']);
  const later = { ...setting, commandId: 'three', today: '2026-12-26' };
  assert.deepEqual(Object.keys(changeDays(kept, { days: [{ date: '2026-12-30' }] }, later).days), [
    '2026-12-25',
  ]);
});

for (const [date, problem, open] of [
  ['2027-02-29', 'no_such_day', []],
  ['2026-12-23', 'over', []],
  ['2028-12-24', 'too_far_ahead', []],
  ['2026-12-24', 'empty_interval', [{ from: '09:00', to: '09:00' }]],
] as const)
  test(`[Q7] ${date} is refused: ${problem}`, () => {
    assert.throws(() => changeDays(nothing, { days: [{ date, open: [...open] }] }, setting), {
      code: 'bad_frame',
      details: { date, problem },
    });
  });
