import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HoldId } from '@beside/protocol';
import { checkChoice, decideAvailability, type AvailabilityFacts } from './availability.ts';
import { CALLBACK_RULES } from '../../ports/callback-rules.ts';

const minute = 60_000;
const slot = { startAt: 120 * minute, endAt: 135 * minute, load: 'quiet' } as const;
const facts = (more: Partial<AvailabilityFacts> = {}): AvailabilityFacts => ({
  now: 0,
  opening: { isOpen: true, closesAt: 300 * minute },
  zone: 'Asia/Seoul',
  agents: 2,
  pendingAsap: 0,
  waiting: { fromMinutes: 5, toMinutes: 10 },
  slots: [slot],
  isPaused: false,
  rulesRevision: '1',
  ...more,
});
const decide = (more: Partial<AvailabilityFacts> = {}) => decideAvailability(facts(more), CALLBACK_RULES);
const offerOf = (more: Partial<AvailabilityFacts>): unknown[] => {
  const { offer, reason } = decide(more);
  return [offer, reason];
};
const closed = { opening: { isOpen: false, opensAt: 900 * minute } };

test('[C1] one answer tells offer, range, slots, zone and revision', () => {
  const { revision, ...answer } = decide();

  assert.deepEqual(answer, {
    offer: 'both',
    waiting: { fromMinutes: 5, toMinutes: 10 },
    slots: [slot],
    zone: 'Asia/Seoul',
  });
  assert.match(revision, /^[\w-]{12}\.[\w-]{12}$/);
});

test('[C1] what may be offered follows from hours, agents, slots and what is pending', () => {
  assert.deepEqual(offerOf({ slots: [] }), ['asap', undefined]);
  assert.deepEqual(offerOf({ agents: 0 }), ['scheduled', 'no-agents']);
  assert.deepEqual(offerOf({ agents: 0, slots: [] }), ['unavailable', 'no-agents']);
  assert.deepEqual(offerOf({ pendingAsap: 50 }), ['scheduled', 'too-many-pending']);
  assert.deepEqual(offerOf({ pendingAsap: 50, slots: [] }), ['wait-only', 'too-many-pending']);
  assert.deepEqual(offerOf({ isPaused: true }), ['unavailable', 'paused']);
  assert.deepEqual(offerOf(closed), ['scheduled', 'outside-hours']);
  assert.deepEqual(offerOf({ ...closed, slots: [] }), ['closed', 'outside-hours']);
});

test('[C1] nothing as soon as possible is promised that would end after closing', () => {
  const opening = { isOpen: true, closesAt: 20 * minute };

  assert.deepEqual(offerOf({ opening }), ['both', undefined]);
  assert.deepEqual(offerOf({ opening: { isOpen: true, closesAt: 19 * minute } }), [
    'scheduled',
    'too-close-to-closing',
  ]);
});

test('[C1] closed says when it opens, and no waiting range', () => {
  const { opensAt, waiting } = decide(closed);

  assert.deepEqual({ opensAt, waiting }, { opensAt: 900 * minute, waiting: undefined });
});

test('[Q5] without anything to estimate from there is no range', () => {
  assert.equal('waiting' in decide({ waiting: undefined }), false);
});

test('[C1] a choice from an older answer is refused where it matters to that choice', () => {
  const shown = decide();
  const asap = { when: { kind: 'asap' }, availabilityRevision: shown.revision } as const;
  const scheduled = {
    when: { kind: 'scheduled', startAt: slot.startAt, holdId: 'h' as HoldId },
    availabilityRevision: shown.revision,
  } as const;
  const longer = decide({ waiting: { fromMinutes: 20, toMinutes: 40 } });
  const otherRules = decide({ rulesRevision: '2' });
  const full = decide({ pendingAsap: 50 });

  assert.equal(checkChoice(shown, asap), undefined);
  assert.equal(checkChoice(shown, scheduled), undefined);
  assert.deepEqual(checkChoice(longer, asap), {
    refusal: 'availability_stale',
    details: { revision: longer.revision },
  });
  assert.equal(checkChoice(longer, scheduled), undefined);
  assert.equal(checkChoice(otherRules, asap), undefined);
  assert.equal(checkChoice(otherRules, scheduled)?.refusal, 'availability_stale');
  assert.equal(checkChoice(full, asap)?.refusal, 'availability_stale');
  assert.equal(checkChoice(full, scheduled), undefined);
});

test('[C1] a choice that was never offered is refused with any revision', () => {
  const shown = decide(closed);

  for (const availabilityRevision of [shown.revision, '', '..', 'x.y'])
    assert.equal(
      checkChoice(shown, { when: { kind: 'asap' }, availabilityRevision })?.refusal,
      'availability_stale',
    );
});
