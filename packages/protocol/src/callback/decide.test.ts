import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { QueueId } from '../ids.ts';
import {
  accept,
  after,
  append,
  attemptOne,
  attemptTwo,
  byCustomer,
  byJun,
  byMina,
  bySora,
  bySystem,
  callbackId,
  cancel,
  complete,
  connect,
  dial,
  end,
  entriesOf,
  fallDue,
  jun,
  mina,
  minute,
  moveTo,
  offer,
  offerOne,
  offerTwo,
  otherId,
  request,
  slotAt,
} from './callback.test-support.ts';
import type { CallbackCommand } from './commands.ts';
import { decideCallback } from './decide.ts';
import { NO_CALLBACK, type CallbackState } from './state.ts';

const preview = [request, fallDue, offer(), accept()];
const dialing = [...preview, dial()];
const customerFirst = [
  { ...request, mode: 'customer-first' as const },
  fallDue,
  dial({ agentId: undefined }),
  { type: 'hold', callbackId, attemptId: attemptOne } as const,
];
const refusal = (state: CallbackState, command: CallbackCommand, now = 0): string | undefined => {
  const decision = decideCallback(state, command, now);
  return 'refusal' in decision ? decision.refusal : undefined;
};
const statusAfter = (commands: readonly CallbackCommand[], now = 0): string | undefined =>
  after(commands, now).callback?.status;
const typesOf = (state: CallbackState, command: CallbackCommand): string[] =>
  entriesOf(decideCallback(state, command, 0)).map(({ type }) => type);

test('[C7] a second request is refused with the id of the open one; after its end there may be another', () => {
  const other = { ...request, callbackId: otherId };

  assert.deepEqual(decideCallback(after([request]), other, 0), {
    refusal: 'callback_open',
    details: { callbackId },
  });
  assert.equal(refusal(after([request, cancel]), request), 'callback_closed');
  assert.equal(after([request, cancel, other]).callback?.callbackId, otherId);
});

test('[C7] before dialing it is moved: same id, next revision', () => {
  for (const commands of [[request], [request, fallDue], [request, fallDue, offer()], preview]) {
    const { callback } = after([...commands, moveTo(60)]);

    assert.deepEqual(
      { id: callback?.callbackId, revision: callback?.revision, status: callback?.status },
      { id: callbackId, revision: 2, status: 'scheduled' },
    );
  }
});

test('[C7] a callback that waits to be rung again can be moved, too', () => {
  assert.equal(statusAfter([...dialing, end('busy', { retryAt: minute(3) }), moveTo(60)]), 'scheduled');
});

test('[C1] a time that is over is not offered', () => {
  assert.equal(refusal(NO_CALLBACK, { ...request, when: slotAt(10) }, minute(10)), 'slot_not_offered');
  assert.equal(refusal(after([request]), moveTo(10), minute(11)), 'slot_not_offered');
});

test('[C11] a request without a required consent is refused, one without an optional one is not', () => {
  const refused = request.consents.map((consent) => ({ ...consent, isGiven: false }));
  const optional = refused.map((consent) => ({ ...consent, kind: 'optional' as const }));

  assert.deepEqual(decideCallback(NO_CALLBACK, { ...request, consents: refused }, 0), {
    refusal: 'consent_required',
    details: { consent: 'callback' },
  });
  assert.equal(statusAfter([{ ...request, consents: optional }]), 'waiting');
});

test('[C10] what the page said goes with the request; the preview has an end', () => {
  const context = { page: { url: 'https://shop.example/cart' } };

  assert.deepEqual(typesOf(NO_CALLBACK, { ...request, context }), [
    'callback.requested',
    'conversation.context-changed',
  ]);
  assert.deepEqual(after(preview).callback?.preview, { endsAt: minute(2), isDialedAtEnd: true });
});

test('[CB1] what is over is refused whatever is asked', () => {
  const ended = after([request, cancel]);
  for (const command of [
    fallDue,
    offer(),
    accept(),
    dial(),
    connect,
    end('busy'),
    cancel,
    moveTo(60),
    complete,
  ])
    assert.equal(refusal(ended, command), 'callback_closed', command.type);
});

test('[CB2] what does not exist is not found', () => {
  assert.equal(refusal(NO_CALLBACK, cancel), 'not_found');
  assert.equal(refusal(after([request]), { ...cancel, callbackId: otherId }), 'not_found');
});

test('[CB3] who saw an older revision is told the newest; timers of older ones are void', () => {
  const moved = after([request, moveTo(60)]);

  assert.deepEqual(decideCallback(moved, moveTo(90), 0), {
    refusal: 'callback_stale',
    details: { revision: 2 },
  });
  assert.equal(refusal(moved, fallDue, minute(61)), 'callback_stale');
  assert.equal(
    refusal(moved, { type: 'expire', callbackId, revision: 1, reason: 'too-late' }, minute(200)),
    'callback_stale',
  );
});

test('[CB4] [bad_K1] [bad_K7] it is never due early and never after its expiry', () => {
  const scheduled = after([{ ...request, when: slotAt(60) }]);
  const expire: CallbackCommand = { type: 'expire', callbackId, revision: 1, reason: 'too-late' };

  assert.deepEqual(decideCallback(scheduled, fallDue, minute(60) - 1), {
    refusal: 'callback_not_ready',
    details: { status: 'scheduled', dueAt: minute(60), isLate: false },
  });
  assert.equal(refusal(scheduled, fallDue, minute(60)), undefined);
  assert.equal(refusal(scheduled, expire, minute(75)), 'callback_not_ready');
});

test('[CB4] a moment that was missed by more than a quarter of an hour is over', () => {
  const scheduled = after([{ ...request, when: slotAt(60) }]);
  const expire: CallbackCommand = { type: 'expire', callbackId, revision: 1, reason: 'too-late' };

  assert.equal(refusal(scheduled, fallDue, minute(75)), undefined);
  assert.equal(refusal(scheduled, fallDue, minute(75) + 1), 'callback_not_ready');
  assert.equal(refusal(scheduled, expire, minute(75) + 1), undefined);
});

test('[CB4] what waits for an agent expires at its expiry and not before', () => {
  const due = after([request, fallDue]);
  const expire: CallbackCommand = { type: 'expire', callbackId, revision: 1, reason: 'too-late' };

  assert.equal(refusal(due, expire, minute(120) - 1), 'callback_not_ready');
  assert.equal(refusal(due, expire, minute(120)), undefined);
});

test('[CB4] a preview that outlasts the expiry does not ring', () => {
  assert.equal(refusal(after(preview), dial(), minute(121)), 'callback_not_ready');
});

test('[CB5] nothing happens before the number is proven, where that is asked for', () => {
  const verifying = after([{ ...request, needsVerification: true }]);
  const verify: CallbackCommand = { type: 'verify', callbackId };

  for (const command of [fallDue, offer(), dial()])
    assert.equal(refusal(verifying, command), 'callback_not_ready', command.type);
  assert.equal(after([verify], 0, verifying).callback?.status, 'waiting');
  assert.equal(after([moveTo(60)], 0, verifying).callback?.status, 'verifying');
  assert.equal(refusal(after([request]), verify), 'callback_not_ready');
  assert.equal(
    after([{ type: 'expire', callbackId, revision: 1, reason: 'not-verified' }], 0, verifying).callback
      ?.status,
    'expired',
  );
});

test('[CB6] it rings at one agent at a time, who alone takes or declines it', () => {
  const ringing = after([request, fallDue, offer()]);

  assert.equal(refusal(ringing, offer(offerTwo, jun)), 'callback_not_ready');
  assert.equal(refusal(ringing, accept(byJun)), 'offer_gone');
  assert.equal(refusal(ringing, accept(byMina, offerTwo)), 'offer_gone');
  assert.equal(refusal(ringing, { type: 'decline', callbackId, by: byJun, offerId: offerOne }), 'offer_gone');
});

test('[CB7] while it has an owner nobody else is offered it; afterwards anybody may be', () => {
  const own: CallbackCommand = { type: 'own', callbackId, by: byMina, agentId: mina, untilAt: minute(30) };
  const owned = after([request, own, fallDue]);

  assert.equal(refusal(owned, offer(offerOne, jun), minute(29)), 'forbidden');
  assert.equal(refusal(owned, offer(offerOne, mina), minute(29)), undefined);
  assert.equal(refusal(owned, offer(offerOne, jun), minute(30)), undefined);
});

test('[CB7] agents own and give up for themselves; supervisors for everybody', () => {
  const own: CallbackCommand = { type: 'own', callbackId, by: byMina, agentId: mina, untilAt: minute(30) };
  const owned = after([request, own]);
  const unown = (by: typeof byMina): CallbackCommand => ({
    type: 'unown',
    ...{ callbackId, by },
    reason: 'released',
  });

  assert.equal(refusal(owned, { ...own, by: byJun, agentId: jun }), 'forbidden');
  assert.equal(refusal(after([request]), { ...own, agentId: jun }), 'forbidden');
  assert.equal(after([{ ...own, by: bySora, agentId: jun }], 0, owned).callback?.owner?.agentId, jun);
  assert.equal(refusal(owned, unown(byJun)), 'forbidden');
  assert.equal(after([unown(byMina)], 0, owned).callback?.owner, undefined);
  assert.equal(refusal(after([request]), unown(byMina)), 'callback_not_ready');
});

test('[C6] [CB8] declines, missed rings and given-back previews are no attempts, but remembered', () => {
  const declined = after([
    request,
    fallDue,
    offer(),
    { type: 'decline', callbackId, by: byMina, offerId: offerOne },
    offer(offerTwo, jun),
    accept(byJun, offerTwo),
    { type: 'release', callbackId, by: byJun },
  ]);

  assert.deepEqual(
    {
      status: declined.callback?.status,
      attempts: declined.callback?.attempts,
      passedBy: declined.callback?.passedBy,
    },
    { status: 'due', attempts: [], passedBy: [mina, jun] },
  );
});

test('[CB8] a lost connection is not held against an agent', () => {
  const lost = after([
    request,
    fallDue,
    offer(),
    { type: 'end-offer', callbackId, offerId: offerOne, reason: 'disconnected' },
    offer(offerTwo, jun),
    accept(byJun, offerTwo),
    { type: 'end-preview', callbackId, agentId: jun, reason: 'disconnected' },
  ]);

  assert.deepEqual(lost.callback?.passedBy, []);
  assert.equal(refusal(after(preview), { type: 'release', callbackId, by: byJun }), 'forbidden');
});

test('[CB9] whoever it rings at or who previews it is freed before it is moved or ended', () => {
  const ringing = after([request, fallDue, offer()]);
  const transfer: CallbackCommand = {
    type: 'transfer',
    callbackId,
    by: byMina,
    queueId: 'orders' as QueueId,
  };

  assert.deepEqual(typesOf(ringing, cancel), ['callback.offer-ended', 'callback.cancelled']);
  assert.deepEqual(typesOf(after(preview), moveTo(60)), ['callback.preview-ended', 'callback.rescheduled']);
  assert.deepEqual(typesOf(after(preview), transfer), ['callback.preview-ended', 'callback.transferred']);
  assert.equal(after([...preview, transfer]).callback?.queueId, 'orders');
});

test('[C5] of any number of workers one dials; the others are told that it is in flight', () => {
  const state = after(dialing);

  assert.equal(refusal(state, dial()), 'dial_in_flight');
  assert.equal(refusal(state, dial({ attemptId: attemptTwo, number: 2 })), 'dial_in_flight');
});

test('[C5] a worker that is behind does not dial: wrong revision, wrong count, known attempt', () => {
  const retried = after([
    ...dialing,
    end('busy', { retryAt: 0 }),
    fallDue,
    offer(offerTwo),
    accept(byMina, offerTwo),
  ]);

  assert.equal(refusal(retried, dial({ attemptId: attemptTwo, number: 1 })), 'callback_stale');
  assert.equal(refusal(retried, dial({ attemptId: attemptTwo, number: 2, revision: 2 })), 'callback_stale');
  assert.equal(refusal(retried, dial({ number: 2 })), 'dial_in_flight');
  assert.equal(refusal(retried, dial({ attemptId: attemptTwo, number: 2 })), undefined);
});

test('[C5] what nobody knows the end of is reviewed and not dialed again until somebody knows', () => {
  const review: CallbackCommand = {
    type: 'review',
    ...{ callbackId, attemptId: attemptOne },
    reason: 'outcome-unknown',
  };
  const unclear = after([...dialing, review]);

  for (const command of [fallDue, offer(), moveTo(60)])
    assert.equal(refusal(unclear, command), 'callback_in_progress', command.type);
  assert.equal(refusal(unclear, dial({ attemptId: attemptTwo, number: 2 })), 'dial_in_flight');
  assert.equal(after([end('no-answer', { retryAt: minute(3) })], 0, unclear).callback?.status, 'retry-wait');
  assert.equal(after([connect], 0, unclear).callback?.status, 'connected');
  assert.equal(after([cancel], 0, unclear).callback?.status, 'cancelled');
});

test('[CB10] from dialing on nothing moves it', () => {
  const supersede: CallbackCommand = { type: 'supersede', callbackId, channel: 'chat' };
  const reject: CallbackCommand = { type: 'reject', callbackId, code: 'number_not_allowed' };
  const commands: readonly CallbackCommand[] = [cancel, moveTo(60), supersede, reject];
  for (const state of [after(dialing), after([...dialing, connect]), after(customerFirst)])
    for (const command of commands)
      assert.equal(refusal(state, command), 'callback_in_progress', command.type);
});

test('[Q6] [CB10] before dialing it ends as superseded or rejected with what is behind it', () => {
  const superseded = decideCallback(after([request]), { type: 'supersede', callbackId, channel: 'call' }, 0);

  assert.deepEqual(superseded, {
    entries: [{ type: 'callback.superseded', body: { callbackId, by: { channel: 'call' } } }],
  });
  assert.equal(
    statusAfter([request, { type: 'reject', callbackId, code: 'number_not_allowed' }]),
    'rejected',
  );
});

test('[C6] a failed attempt rings again at the time that is handed in, and else it is exhausted', () => {
  assert.equal(statusAfter([...dialing, end('no-answer', { retryAt: minute(3) })]), 'retry-wait');
  assert.equal(statusAfter([...dialing, end('no-answer')]), 'exhausted');
  assert.equal(statusAfter([...dialing, end('invalid-number', { retryAt: minute(3) })]), 'exhausted');
  assert.equal(statusAfter([...dialing, end('busy', { retryAt: minute(121) })]), 'exhausted');
});

test('[C2] voicemail is no success: after hanging up the agent may still say so', () => {
  const wrapping = after([...dialing, connect, end('talked')]);
  const voicemail: CallbackCommand = {
    type: 'end-attempt',
    ...{ callbackId, attemptId: attemptOne },
    outcome: 'voicemail',
    by: byMina,
    retryAt: minute(10),
  };
  const corrected = append(wrapping, entriesOf(decideCallback(wrapping, voicemail, 0)), 0);

  assert.equal(corrected.callback?.status, 'retry-wait');
  assert.deepEqual(
    corrected.callback.attempts.map(({ outcome }) => outcome),
    ['voicemail'],
  );
  assert.equal(refusal(wrapping, { ...voicemail, by: bySystem }), 'callback_in_progress');
});

test('[CB11] only who has it says how it went; supervisors may, too', () => {
  const connected = after([...dialing, connect]);

  assert.equal(refusal(after(preview), dial({ agentId: jun })), 'forbidden');
  assert.equal(refusal(connected, { ...complete, by: byJun } as CallbackCommand), 'forbidden');
  assert.equal(refusal(connected, { ...complete, by: bySora } as CallbackCommand), undefined);
  assert.equal(refusal(connected, { ...end('busy'), by: byJun } as CallbackCommand), 'forbidden');
  assert.equal(refusal(connected, end('busy', { attemptId: attemptTwo })), 'not_found');
});

test('[CB11] completing hangs up first; an agent who writes nothing is ended by the clock', () => {
  const connected = after([...dialing, connect]);

  assert.deepEqual(typesOf(connected, complete), [
    'callback.attempt-ended',
    'callback.noted',
    'callback.completed',
  ]);
  assert.equal(
    statusAfter([...dialing, connect, end('talked'), { type: 'wrap-up-over', callbackId }]),
    'completed',
  );
  assert.equal(refusal(connected, { type: 'wrap-up-over', callbackId }), 'callback_in_progress');
});

test('[C10] customer first: the customer is rung, holds, and talks to who takes it', () => {
  const connected = after([...customerFirst, offer(), accept()]);

  assert.equal(connected.callback?.status, 'connected');
  assert.equal(connected.callback.agent?.agentId, mina);
  assert.equal(refusal(after([request, fallDue]), dial({ agentId: undefined })), 'callback_not_ready');
});

test('[C10] customer first: who hangs up while holding frees the agent at whom it rings', () => {
  const ringing = after([...customerFirst, offer()]);

  assert.deepEqual(typesOf(ringing, end('customer-left', { retryAt: minute(3) })), [
    'callback.offer-ended',
    'callback.attempt-ended',
  ]);
});

test('[C7] the link and the page may both call it off', () => {
  assert.equal(
    statusAfter([
      request,
      { type: 'cancel', callbackId, by: { ...byCustomer, via: 'link' }, reason: 'not-me' },
    ]),
    'cancelled',
  );
});
