import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  callbackId,
  mina,
  jun,
  offerOne,
  offerTwo,
  byMina,
  byJun,
  bySora,
  minute,
  request,
  fallDue,
  offer,
  accept,
  after,
  preview,
  refusal,
} from './callback.test-support.ts';
import type { CallbackCommand } from './commands.ts';

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
