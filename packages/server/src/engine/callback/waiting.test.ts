import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DEFAULT_SPREAD, calibrate, estimateWaiting, type ToldWait, type WaitingFacts } from './waiting.ts';

const minute = 60_000;
const facts = (more: Partial<WaitingFacts> = {}): WaitingFacts => ({
  now: 60 * minute,
  agents: 2,
  freeAgents: 0,
  waitingChats: 3,
  pendingCallbacks: 0,
  handled: [{ endedAt: 50 * minute, handlingMs: 4 * minute }],
  ...more,
});

test('[Q5] the range is rounded up, and pending callbacks stand in the queue like everybody', () => {
  // 4 turns of 4 minutes by 2 agents: 8 minutes in the middle.
  assert.deepEqual(estimateWaiting(facts()), { fromMinutes: 4, toMinutes: 20 });
  assert.deepEqual(estimateWaiting(facts({ pendingCallbacks: 4 })), { fromMinutes: 8, toMinutes: 35 });
});

test('[Q5] nothing handled in 30 minutes, or nobody there: there is nothing to say', () => {
  const old = [{ endedAt: 30 * minute, handlingMs: minute }];

  assert.equal(estimateWaiting(facts({ handled: old })), undefined);
  assert.equal(estimateWaiting(facts({ handled: [] })), undefined);
  assert.equal(estimateWaiting(facts({ agents: 0 })), undefined);
});

test('[Q5] with a free agent it is a minute, never none', () => {
  assert.deepEqual(estimateWaiting(facts({ waitingChats: 0, freeAgents: 1 })), {
    fromMinutes: 1,
    toMinutes: 1,
  });
});

test('[Q5] a range is never empty, never 0, and never shrinks when more are waiting', () => {
  fc.assert(
    fc.property(
      fc.record({
        agents: fc.integer({ min: 1, max: 50 }),
        freeAgents: fc.nat({ max: 5 }),
        waitingChats: fc.nat({ max: 200 }),
        pendingCallbacks: fc.nat({ max: 200 }),
      }),
      (some) => {
        const range = estimateWaiting(facts(some));
        const more = estimateWaiting(facts({ ...some, pendingCallbacks: some.pendingCallbacks + 1 }));

        assert.ok(range && more);
        assert.ok(range.fromMinutes >= 1 && range.toMinutes >= range.fromMinutes);
        assert.ok(more.fromMinutes >= range.fromMinutes && more.toMinutes >= range.toMinutes);
      },
    ),
  );
});

test('[Q5] the report says how often the range held, and who was told nothing', () => {
  const told = { fromMs: 4 * minute, toMs: 9 * minute };
  const waits: ToldWait[] = [
    { waitedMs: 5 * minute, told },
    { waitedMs: 9 * minute, told },
    { waitedMs: minute, told },
    { waitedMs: 20 * minute, told },
    { waitedMs: minute },
  ];

  assert.deepEqual(calibrate(waits), {
    promised: 4,
    held: 2,
    earlier: 1,
    later: 1,
    withoutPromise: 1,
    spread: DEFAULT_SPREAD,
  });
});

test('[Q5] ranges learn from what was: always late makes them later', () => {
  const told = { fromMs: 4 * minute, toMs: 9 * minute };
  const late = Array.from({ length: 20 }, () => ({ waitedMs: 18 * minute, told }));

  assert.deepEqual(calibrate(late).spread, { low: 3, high: 3 });
});
