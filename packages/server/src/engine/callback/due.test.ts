import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Entry } from '@beside/protocol';
import fc from 'fast-check';
import type { AfterTest, TestCentre } from '../testing/test-centre.ts';
import { createCallback, openCallingCentre, request, slotsOf } from './testing/calling-centre.ts';
import { code, openScene, statusOf } from './testing/calls-scene.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Somebody who is to be called in the slot after next. */
async function openScheduled(t: AfterTest) {
  const centre = await openCallingCentre(t, createCallback({ plannedAgents: { general: 2 } }));
  const customer = await centre.customer();
  const { slots } = await slotsOf(centre, customer);
  const { startAt } = slots[2]!; // a site that is always open has many
  const asked = await request(centre, customer, { when: { kind: 'scheduled', startAt } });
  return { centre, customer, startAt, asked };
}

const dueOf = async (centre: TestCentre, { conversationId }: { conversationId: Entry['id'] | string }) =>
  (await centre.entries(conversationId as never)).filter(({ type }) => type === 'callback.due');

test('[CB4] it falls due not a moment early, at most two seconds late, and once', async (t) => {
  const { centre, customer, startAt, asked } = await openScheduled(t);

  await centre.pass(startAt - centre.clock.now() - 1);
  assert.equal(await statusOf(centre, customer), 'scheduled');
  await centre.pass(MINUTE_MS);

  const due = await dueOf(centre, asked);
  assert.equal(due.length, 1);
  assert.ok(due[0]!.at >= startAt && due[0]!.at <= startAt + 2_000);
});

test('[CB4] over a restart and over a crash it falls due at its moment, and once', async (t) => {
  const { centre, startAt, asked } = await openScheduled(t);

  await centre.restart();
  await centre.pass(startAt - centre.clock.now() - 200);
  assert.equal((await dueOf(centre, asked)).length, 0);
  await centre.crash();
  await centre.pass(5_000);
  await centre.crash();
  await centre.pass(5_000);

  const due = await dueOf(centre, asked);
  assert.equal(due.length, 1);
  assert.ok(due[0]!.at >= startAt && due[0]!.at <= startAt + 2_000);
});

test('[CB4] a clock that is set back makes nothing early; one that is set forward makes it due by the new time', async (t) => {
  const back = await openScheduled(t);
  await back.centre.pass(back.startAt - back.centre.clock.now() - MINUTE_MS);
  back.centre.clock.jump(-HOUR_MS);
  await back.centre.pass(HOUR_MS);
  assert.equal((await dueOf(back.centre, back.asked)).length, 0);
  await back.centre.pass(MINUTE_MS + 2_000);
  assert.equal((await dueOf(back.centre, back.asked)).length, 1);

  const forward = await openScheduled(t);
  forward.centre.clock.jump(forward.startAt - forward.centre.clock.now() + MINUTE_MS);
  await forward.centre.pass(1_000);
  assert.equal(await statusOf(forward.centre, forward.customer), 'due');
});

test('[CB4] what nothing ran for is not rung late: it expires after 15 minutes, and its conversation with it', async (t) => {
  const { centre, customer, startAt, asked } = await openScheduled(t);

  centre.clock.jump(startAt - centre.clock.now() + 15 * MINUTE_MS + 1);
  await centre.pass(2_000);

  assert.equal((await dueOf(centre, asked)).length, 0);
  assert.equal(await statusOf(centre, customer), 'expired');
  const last = (await centre.entries(asked.conversationId)).at(-1);
  assert.deepEqual([last?.type, last?.body], ['conversation.ended', { by: 'system', reason: 'expired' }]);
});

test('[CB3] timers of an earlier time are void: a moved one falls due at its new moment only', async (t) => {
  const { centre, customer, startAt, asked } = await openScheduled(t);
  const { slots, availabilityRevision } = await slotsOf(centre, customer);
  const later = slots.find((slot) => slot.startAt > startAt)!.startAt;
  const { conversationId, callbackId, zone } = asked;
  await customer.do({
    ...{ type: 'callback.reschedule', conversationId, callbackId, revision: 1, zone, availabilityRevision },
    when: { kind: 'scheduled', startAt: later },
  });

  await centre.pass(later - centre.clock.now() - 1);
  assert.equal((await dueOf(centre, asked)).length, 0);
  await centre.pass(2_000);
  assert.equal((await dueOf(centre, asked)).length, 1);
});

test('[C7] an agent who owns it moves it without being shown what customers are offered, but to no time that is none', async (t) => {
  const { centre, customer, startAt, asked } = await openScheduled(t);
  const agent = await centre.agent();
  await agent.arrive();
  const { slots } = await slotsOf(centre, customer);
  const later = slots.find((slot) => slot.startAt > startAt)!.startAt;
  const { conversationId, callbackId, zone } = asked;
  const move = (at: number, revision: number) =>
    agent.do({
      ...{ type: 'callback.reschedule', conversationId, callbackId, revision, zone },
      ...{ availabilityRevision: 'desk', when: { kind: 'scheduled', startAt: at } },
    });

  await agent.do({ type: 'callback.own', conversationId, callbackId });
  await move(later, 1);

  await assert.rejects(move(later + MINUTE_MS, 2), code('slot_not_offered'));
  assert.equal((await centre.centre.callbacks.view(customer.actor))?.when.kind, 'scheduled');
  await centre.pass(later - centre.clock.now() + 2_000);
  assert.equal((await dueOf(centre, asked)).length, 1);
});

test('[CB4] whatever restarts and clocks do, it falls due at most once, never early, or expires', async (t) => {
  const stepArbitrary = fc.oneof(
    fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: HOUR_MS }) }),
    fc.record({ kind: fc.constant('jump' as const), ms: fc.integer({ min: -HOUR_MS, max: HOUR_MS }) }),
    fc.record({ kind: fc.constant('restart' as const), ms: fc.constant(0) }),
    fc.record({ kind: fc.constant('crash' as const), ms: fc.constant(0) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(stepArbitrary, { maxLength: 8 }), async (steps) => {
      const { centre, customer, startAt, asked } = await openScheduled(t);
      for (const { kind, ms } of steps) {
        if (kind === 'pass') await centre.pass(ms);
        else if (kind === 'jump') centre.clock.jump(ms);
        else await centre[kind]();
      }
      await centre.pass(Math.max(0, startAt - centre.clock.now()) + 2_000);

      const due = await dueOf(centre, asked);
      assert.ok(due.length <= 1);
      for (const { at } of due) assert.ok(at >= startAt && at <= startAt + 15 * MINUTE_MS);
      const isOver = ['expired', 'due'].includes((await statusOf(centre, customer)) ?? '');
      assert.ok(isOver, 'it is neither due nor expired');
    }),
    { numRuns: 12 },
  );
});

test('[Q6] who is answered in a later conversation needs no call of an earlier one any more', async (t) => {
  const { centre, agent, customer, asked } = await openScene(t, { plannedAgents: { general: 1 } });
  await customer.do({
    ...{ type: 'callback.cancel', conversationId: asked.conversationId, callbackId: asked.callbackId },
    reason: 'other',
  });
  const first = await customer.start();
  await agent.take();
  const { slots } = await slotsOf(centre, customer);
  const promised = await request(centre, customer, {
    ...{ conversationId: first, target: { kind: 'phone', number: '010-7777-0001' } },
    when: { kind: 'scheduled', startAt: slots[20]!.startAt },
  });
  await agent.do({ type: 'conversation.end', conversationId: first });
  await centre.settle();
  assert.equal(await statusOf(centre, customer), 'scheduled', 'it outlives the chat it was promised in');

  const second = await customer.start();
  await agent.take();
  await centre.pass(1_000);

  assert.equal(await statusOf(centre, customer), 'superseded');
  const entry = (await centre.entries(promised.conversationId)).at(-1);
  assert.deepEqual((entry?.body as { by: unknown }).by, { channel: 'chat', conversationId: second });
  await assert.rejects(
    customer.do({
      ...{ type: 'callback.cancel', conversationId: first, callbackId: promised.callbackId },
      reason: 'asked',
    }),
    code('callback_closed'),
  );
});
