import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { QueueId } from '../ids.ts';
import {
  callbackId,
  otherId,
  byMina,
  byCustomer,
  minute,
  slotAt,
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
  after,
  preview,
  dialing,
  refusal,
  statusAfter,
  typesOf,
} from './callback.test-support.ts';
import type { CallbackCommand } from './commands.ts';
import { decideCallback } from './decide.ts';
import { NO_CALLBACK } from './state.ts';

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

test('[C7] the link and the page may both call it off', () => {
  assert.equal(
    statusAfter([
      request,
      { type: 'cancel', callbackId, by: { ...byCustomer, via: 'link' }, reason: 'not-me' },
    ]),
    'cancelled',
  );
});
