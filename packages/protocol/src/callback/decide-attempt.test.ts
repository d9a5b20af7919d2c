import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  callbackId,
  mina,
  jun,
  offerTwo,
  attemptOne,
  attemptTwo,
  byMina,
  byJun,
  bySora,
  bySystem,
  minute,
  request,
  fallDue,
  offer,
  accept,
  dial,
  connect,
  end,
  cancel,
  complete,
  moveTo,
  entriesOf,
  append,
  after,
  preview,
  dialing,
  customerFirst,
  refusal,
  statusAfter,
  typesOf,
} from './callback.test-support.ts';
import type { CallbackCommand } from './commands.ts';
import { decideCallback } from './decide.ts';

test('[CB4] a preview that outlasts the expiry does not ring', () => {
  assert.equal(refusal(after(preview), dial(), minute(121)), 'callback_not_ready');
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
