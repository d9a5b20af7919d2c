import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AttemptOutcome, CallbackWhen } from '@beside/protocol';
import fc from 'fast-check';
import { decideRetry, isQuiet, type RetryFacts } from './retry.ts';
import { CALLBACK_RULES } from '../../ports/callback-rules.ts';
import { scheduledAt } from './zones.ts';

const minute = 60_000;
const noon = Date.parse('2026-11-25T12:00+09:00');
const at = (time: string): number => Date.parse(`2026-11-25T${time}+09:00`);
const slot = (startAt: number): CallbackWhen => scheduledAt(startAt, 900_000, 'Asia/Seoul', '2026c');
const facts = (more: Partial<RetryFacts> = {}): RetryFacts => ({
  now: noon,
  outcome: 'no-answer',
  when: { kind: 'asap' },
  attempts: [{ outcome: 'no-answer' }],
  zone: 'Asia/Seoul',
  opening: { isOpen: true, closesAt: at('18:00') },
  expiresAt: at('18:00'),
  ...more,
});
const decide = (more: Partial<RetryFacts>): unknown => decideRetry(facts(more), CALLBACK_RULES);
const failed = (...outcomes: AttemptOutcome[]): Pick<RetryFacts, 'attempts' | 'outcome'> => ({
  attempts: outcomes.map((outcome) => ({ outcome })),
  outcome: outcomes.at(-1) ?? 'no-answer',
});

test('[C6] as soon as possible: again after 3, then 10 minutes, then no more', () => {
  assert.deepEqual(
    [['busy'], ['busy', 'voicemail'], ['busy', 'voicemail', 'no-answer']].map((outcomes) =>
      decide(failed(...(outcomes as AttemptOutcome[]))),
    ),
    [{ retryAt: noon + 3 * minute }, { retryAt: noon + 10 * minute }, { reason: 'enough' }],
  );
});

test('[C6] scheduled: again after 5, then 20 minutes', () => {
  assert.deepEqual(
    [['busy'], ['busy', 'busy'], ['busy', 'busy', 'busy']].map((outcomes) =>
      decide({ when: slot(noon), ...failed(...(outcomes as AttemptOutcome[])) }),
    ),
    [{ retryAt: noon + 5 * minute }, { retryAt: noon + 20 * minute }, { reason: 'enough' }],
  );
});

test('[C6] a number that does not exist is not rung again, nor is who was reached', () => {
  assert.deepEqual(decide(failed('invalid-number')), { reason: 'invalid-number' });
  assert.deepEqual(decide(failed('talked')), { reason: 'talked' });
});

test('[C6] when our side was lost it rings again at once and costs no attempt, twice', () => {
  assert.deepEqual(decide(failed('agent-lost')), { retryAt: noon });
  assert.deepEqual(decide(failed('agent-lost', 'busy')), { retryAt: noon + 3 * minute });
  assert.deepEqual(decide(failed('agent-lost', 'agent-lost', 'agent-lost')), { retryAt: noon + 3 * minute });
});

test('[C6] never later than 10 minutes before closing, nor when it is closed', () => {
  assert.deepEqual(decide({ now: at('17:47') }), { retryAt: at('17:50') });
  assert.deepEqual(decide({ now: at('17:48') }), { reason: 'closing' });
  assert.deepEqual(decide({ opening: { isOpen: false } }), { reason: 'closing' });
  assert.deepEqual(decide({ now: at('17:48'), expiresAt: at('17:50') }), { reason: 'expiry' });
});

test('[C6] never from 21:00 to 08:00 of the customer, unless they chose that time', () => {
  const always = { opening: { isOpen: true }, expiresAt: noon + 86_400_000 };

  assert.deepEqual(decide({ ...always, now: at('20:56') }), { retryAt: at('20:59') });
  assert.deepEqual(decide({ ...always, now: at('20:57') }), { reason: 'quiet-hours' });
  assert.deepEqual(decide({ ...always, now: at('21:15'), when: slot(at('21:15')) }), {
    retryAt: at('21:20'),
  });
  assert.deepEqual(decide({ ...always, now: at('20:58'), when: slot(at('20:45')) }), {
    reason: 'quiet-hours',
  });
  // Noon in Seoul is four in the morning in London.
  assert.deepEqual(decide({ ...always, zone: 'Europe/London' }), { reason: 'quiet-hours' });
});

test('[C6] whatever happened, it never rings in the quiet, near closing or more often than it may', () => {
  const outcomes = fc.constantFrom<AttemptOutcome[]>(
    'busy',
    'no-answer',
    'voicemail',
    'agent-lost',
    'carrier-error',
  );
  fc.assert(
    fc.property(
      fc.integer({ min: at('00:00'), max: at('23:59') }),
      fc.array(outcomes, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('Asia/Seoul', 'Europe/London', 'America/New_York'),
      (startAt, some, zone) => {
        let now = startAt;
        const made: AttemptOutcome[] = [];
        for (const outcome of some) {
          made.push(outcome);
          const { retryAt } = decideRetry(facts({ now, zone, ...failed(...made) }), CALLBACK_RULES);
          if (retryAt === undefined) return;
          assert.ok(!isQuiet(retryAt, zone, CALLBACK_RULES));
          assert.ok(retryAt >= now && retryAt <= at('17:50'));
          now = retryAt;
        }
        const losses = made.filter((outcome) => outcome === 'agent-lost').length;
        assert.ok(made.length - Math.min(losses, 2) <= 2);
      },
    ),
    { numRuns: 500 },
  );
});
