import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { EntryDraft } from '../conversation/schema.ts';
import type { AttemptId, CallbackId, OfferId, QueueId } from '../ids.ts';
import {
  append,
  byCustomer,
  byJun,
  byMina,
  bySora,
  bySystem,
  callbackId,
  jun,
  mina,
  minute,
  otherId,
  request,
  slotAt,
} from './callback.test-support.ts';
import type { CallbackCommand } from './commands.ts';
import { decideCallback } from './decide.ts';
import { NO_CALLBACK, hasCallbackEnded, isInCall, type Callback, type CallbackState } from './state.ts';

const ids = fc.constantFrom<CallbackId[]>(callbackId, callbackId, callbackId, otherId);
const offers = fc.constantFrom('o1' as OfferId, 'o2' as OfferId);
const attempts = fc.constantFrom('a1' as AttemptId, 'a2' as AttemptId, 'a3' as AttemptId);
const agents = fc.constantFrom(mina, jun);
const staff = fc.constantFrom(byMina, byJun, bySora);
const numbers = fc.integer({ min: 1, max: 4 });
const instants = fc.integer({ min: 0, max: 40 }).map(minute);

/** Any command, sensible or not; short ranges make sensible ones likely. */
const commands: fc.Arbitrary<CallbackCommand> = ids.chain((id) => {
  const named = { callbackId: id };
  const fenced = fc.record({ revision: numbers }).map((more) => ({ ...named, ...more }));
  return fc.oneof(
    fc
      .record({
        mode: fc.constantFrom('agent-first' as const, 'customer-first' as const),
        needsVerification: fc.boolean(),
        expiresAt: fc.constantFrom(minute(20), minute(60)),
      })
      .map((more) => ({ ...request, ...named, ...more })),
    fc.constant({ type: 'verify', ...named } as const),
    fenced.map((more) => ({ type: 'fall-due', ...more }) as const),
    fc
      .record({ offerId: offers, agentId: agents })
      .map((more) => ({ type: 'offer', ...named, ...more, expiresAt: minute(9) }) as const),
    fc.record({ offerId: offers, by: staff }).map(
      (more) =>
        ({
          ...({ type: 'accept', name: 'Mina', previewEndsAt: minute(9), isDialedAtEnd: false } as const),
          ...named,
          ...more,
        }) as const,
    ),
    fc
      .record({ offerId: offers, by: staff })
      .map((more) => ({ type: 'decline', ...named, ...more }) as const),
    fc
      .record({ offerId: offers })
      .map((more) => ({ type: 'end-offer', reason: 'timeout', ...named, ...more }) as const),
    staff.map((by) => ({ type: 'release', ...named, by }) as const),
    fc
      .tuple(fenced, attempts, numbers, fc.option(agents, { nil: undefined }))
      .map(
        ([fence, attemptId, number, agentId]) =>
          ({ type: 'dial', ...fence, attemptId, number, agentId }) as const,
      ),
    attempts.map((attemptId) => ({ type: 'hold', ...named, attemptId }) as const),
    fc
      .record({ attemptId: attempts, agentId: agents })
      .map((more) => ({ type: 'connect', name: 'Mina', ...named, ...more }) as const),
    fc
      .record({
        attemptId: attempts,
        outcome: fc.constantFrom('talked' as const, 'busy' as const, 'voicemail' as const),
        by: fc.constantFrom(byMina, bySystem),
        retryAt: fc.option(instants, { nil: undefined }),
      })
      .map((more) => ({ type: 'end-attempt', ...named, ...more }) as CallbackCommand),
    attempts.map(
      (attemptId) => ({ type: 'review', reason: 'outcome-unknown', ...named, attemptId }) as const,
    ),
    staff.map((by) => ({ type: 'complete', disposition: 'solved', ...named, by }) as const),
    fc.constant({ type: 'wrap-up-over', ...named } as const),
    fc.record({ startMinute: fc.integer({ min: 1, max: 30 }), revision: numbers }).map(
      ({ startMinute, revision }) =>
        ({
          ...({ type: 'reschedule', by: byCustomer, reason: 'asked', revision } as const),
          ...named,
          when: slotAt(startMinute),
          expiresAt: minute(startMinute + 30),
        }) as const,
    ),
    fc
      .record({ by: staff, agentId: agents, untilAt: instants })
      .map((more) => ({ type: 'own', ...named, ...more }) as const),
    staff.map((by) => ({ type: 'unown', reason: 'released', ...named, by }) as const),
    fc.constant({ type: 'transfer', ...named, by: bySora, queueId: 'orders' as QueueId }),
    fc.constant({ type: 'cancel', ...named, by: byCustomer, reason: 'asked' } as const),
    fc.constant({ type: 'supersede', ...named, channel: 'chat' } as const),
    fenced.map((more) => ({ type: 'expire', reason: 'too-late', ...more }) as const),
    fc.constant({ type: 'reject', ...named, code: 'number_not_allowed' } as const),
  );
});
/**
 * Commands with the minutes that pass before each; in the place of most, the one that would be sensible next, so that
 * stories come far.
 */
const stories = fc.array(
  fc.tuple(commands, fc.integer({ min: 0, max: 2 }), fc.option(fc.nat({ max: 5 }), { freq: 4 })),
  { maxLength: 60, size: 'max' },
);

/** Plays a story and hands every accepted step to a check. */
function play(
  story: readonly (readonly [CallbackCommand, number, number | null])[],
  check: (before: CallbackState, after: CallbackState, drafts: readonly EntryDraft[]) => void,
): void {
  let state = NO_CALLBACK;
  let now = 0;
  for (const [index, [anything, minutes, choice]] of story.entries()) {
    now += minute(minutes);
    const command = choice === null ? anything : (sensible(state, index, choice) ?? anything);
    const decision = decideCallback(state, command, now);
    if ('refusal' in decision) continue;
    const next = append(state, decision.entries, now);
    check(state, next, decision.entries);
    state = next;
  }
}

/** What would usually come next. */
function sensible({ callback }: CallbackState, index: number, choice: number): CallbackCommand | undefined {
  if (!callback) return undefined;
  const { callbackId: id, revision, attempts: made, agent, offer, request: asked } = callback;
  const named = { callbackId: id };
  const attemptId = made.at(-1)?.attemptId ?? ('none' as AttemptId);
  const agentId = agent?.agentId ?? mina;
  const by = { role: 'agent', agentId: offer?.agentId ?? agentId } as const;
  const dial: CallbackCommand = {
    ...{ type: 'dial', ...named, revision, number: made.length + 1 },
    attemptId: `attempt-${index}` as AttemptId,
    agentId: asked.mode === 'agent-first' ? agentId : undefined,
  };
  const ring: CallbackCommand = {
    ...{ type: 'offer', ...named, offerId: `offer-${index}` as OfferId },
    ...{ agentId: choice % 2 === 0 ? mina : jun, expiresAt: minute(9) },
  };
  const take: CallbackCommand = {
    ...{ type: 'accept', ...named, by, offerId: offer?.offerId ?? ('none' as OfferId) },
    ...{ name: 'Mina', previewEndsAt: minute(9), isDialedAtEnd: false },
  };
  const fail: CallbackCommand = {
    ...{ type: 'end-attempt', ...named, attemptId, by: bySystem },
    outcome: choice % 2 === 0 ? 'busy' : 'no-answer',
    retryAt: choice > 3 ? undefined : minute(choice),
  };
  switch (callback.status) {
    case 'verifying':
      return { type: 'verify', ...named };
    case 'waiting':
    case 'scheduled':
    case 'retry-wait':
      return { type: 'fall-due', ...named, revision };
    case 'due':
      return asked.mode === 'agent-first' ? ring : dial;
    case 'offered':
      return take;
    case 'previewing':
      return dial;
    case 'dialing':
      if (choice > 3) return fail;
      return asked.mode === 'customer-first' && choice > 1
        ? { type: 'hold', ...named, attemptId }
        : { type: 'connect', ...named, attemptId, agentId, name: 'Mina' };
    case 'holding':
      return offer ? take : ring;
    case 'connected':
      return choice > 3 ? { type: 'review', ...named, attemptId, reason: 'provider-silent' } : undefined;
    case 'needs-review':
      return fail;
    case 'wrapping':
      return { type: 'complete', ...named, by, disposition: 'solved' };
    default:
      return undefined;
  }
}
const openAttempts = ({ attempts: all }: Callback): number =>
  all.filter(({ endedAt }) => endedAt === undefined).length;

test('[C5] whatever is asked in whatever order: at most one attempt is in flight, numbered without gaps', () => {
  fc.assert(
    fc.property(stories, (story) => {
      play(story, (_before, { callback }, drafts) => {
        assert.ok(callback);
        const mayRing = isInCall(callback.status) || callback.status === 'needs-review';
        assert.ok(openAttempts(callback) <= (mayRing || callback.status === 'cancelled' ? 1 : 0));
        assert.ok(drafts.filter(({ type }) => type === 'callback.dialing').length <= 1);
        assert.deepEqual(
          callback.attempts.map(({ number }) => number),
          callback.attempts.map((_attempt, index) => index + 1),
        );
        assert.equal(
          new Set(callback.attempts.map(({ attemptId }) => attemptId)).size,
          callback.attempts.length,
        );
      });
    }),
    { numRuns: 1_000 },
  );
});

test('[CB1] [CB3] [C7] whatever is asked: ends are final, revisions grow by one, one callback is open', () => {
  fc.assert(
    fc.property(stories, (story) => {
      play(story, ({ callback: before }, { callback: next }, drafts) => {
        assert.ok(next);
        if (before && before.callbackId !== next.callbackId) assert.ok(hasCallbackEnded(before.status));
        if (before?.callbackId !== next.callbackId) return;
        assert.ok(!hasCallbackEnded(before.status));
        const isMoved = drafts.some(({ type }) => type === 'callback.rescheduled');
        assert.equal(next.revision, before.revision + (isMoved ? 1 : 0));
      });
    }),
    { numRuns: 1_000 },
  );
});

test('[CB4] [CB6] whatever is asked: a ring, a preview and a due time exist exactly where they belong', () => {
  fc.assert(
    fc.property(stories, (story) => {
      play(story, (_before, { callback }) => {
        assert.ok(callback);
        const { status, offer, preview, dueAt, agent, expiresAt } = callback;
        assert.equal(preview !== undefined, status === 'previewing');
        if (offer) assert.ok(status === 'offered' || status === 'holding');
        if (status === 'offered') assert.ok(offer);
        const isWaiting = ['waiting', 'scheduled', 'retry-wait'].includes(status);
        assert.equal(dueAt !== undefined, isWaiting);
        if (status === 'retry-wait') assert.ok((dueAt ?? Infinity) <= expiresAt);
        if (status === 'previewing' || status === 'connected') assert.ok(agent);
        assert.equal(callback.endedAt !== undefined, hasCallbackEnded(status));
      });
    }),
    { numRuns: 1_000 },
  );
});

test('[C2] stories reach every end, so that the properties above are about something', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(stories, (story) => {
      play(story, (_before, { callback }) => void reached.add(callback?.status ?? ''));
    }),
    { numRuns: 1_000, seed: 7 },
  );

  for (const status of [
    'completed',
    'cancelled',
    'superseded',
    'exhausted',
    'expired',
    'rejected',
    'needs-review',
  ])
    assert.ok(reached.has(status), status);
});
