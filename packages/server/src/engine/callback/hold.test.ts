import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AfterTest, TestCentre, TestCustomer } from '../testing/test-centre.ts';
import { about, code, statusOf } from './testing/calls-scene.ts';
import { createCallback, openCallingCentre, request } from './testing/calling-centre.ts';

const MINUTE_MS = 60_000;

/** A centre at which as many asked with neighbouring numbers as are taken at once. */
async function openBurst(t: AfterTest) {
  const centre = await openCallingCentre(t, createCallback({ plannedAgents: { general: 9 } }));
  const [agent, supervisor] = [await centre.agent(), await centre.agent({ role: 'supervisor' })];
  await agent.arrive();
  // There, so that calls are offered to customers, and asked for none, so that nobody misses any.
  await agent.do({ type: 'presence.set', presence: 'busy' });
  let asked = 0;
  const ask = async (customer?: TestCustomer) => {
    asked += 1;
    const target = { kind: 'phone', number: `010-1234-50${String(asked).padStart(2, '0')}` } as const;
    const who = customer ?? (await centre.customer());
    return { customer: who, ...(await request(centre, who, { target })) };
  };
  for (let index = 0; index < 5; index += 1) await ask();
  return { centre, agent, supervisor, ask };
}

const heldAt = async (centre: TestCentre, conversationId: Parameters<TestCentre['entries']>[0]) => {
  const entry = (await centre.entries(conversationId)).find(({ type }) => type === 'callback.requested');
  return entry?.type === 'callback.requested' ? entry.body.heldUntilAt : undefined;
};

test('[C8] the sixth neighbouring number within ten minutes is taken, and not rung for ten minutes', async (t) => {
  const { centre, ask } = await openBurst(t);
  const now = centre.clock.now();

  const { customer, conversationId, callbackId, when } = await ask();

  assert.equal(await heldAt(centre, conversationId), now + 10 * MINUTE_MS);
  const view = await centre.centre.callbacks.view(customer.actor);
  assert.deepEqual(
    [view?.callbackId, view?.status, view?.when],
    [callbackId, 'waiting', when],
    'promised nothing',
  );
  assert.equal(
    JSON.stringify(view).includes('held'),
    false,
    'who makes bursts is not told that they are seen',
  );
  await centre.pass(10 * MINUTE_MS - 1);
  assert.equal(await statusOf(centre, customer), 'waiting');
  await centre.pass(2_000);
  assert.equal(await statusOf(centre, customer), 'due');
});

test('[C8] while the burst goes on it waits on, and expires when that takes too long', async (t) => {
  const { centre, ask } = await openBurst(t);
  const { customer } = await ask();

  for (let minute = 0; minute < 24; minute += 1) {
    await centre.pass(MINUTE_MS);
    await ask();
    assert.equal(await statusOf(centre, customer), 'waiting', `after ${minute} minutes`);
  }
  await centre.pass(2 * MINUTE_MS);

  assert.equal(await statusOf(centre, customer), 'expired');
});

test('[C8] supervisors see what is held, call it off, or have it rung', async (t) => {
  const { centre, supervisor, ask } = await openBurst(t);
  const now = centre.clock.now();
  const [first, second] = [await ask(), await ask()];
  const desk = await centre.centre.desk(supervisor.agentId);
  const held = desk.callbacks?.filter(({ heldUntilAt }) => heldUntilAt !== undefined) ?? [];
  assert.deepEqual(
    held.map(({ callbackId, heldUntilAt }) => [callbackId, heldUntilAt]).sort(),
    [first, second].map(({ callbackId }) => [callbackId, now + 10 * MINUTE_MS]).sort(),
  );

  await supervisor.do({ type: 'callback.cancel', ...about(first), reason: 'other' });
  await supervisor.do({
    ...{ type: 'callback.reschedule', ...about(second), revision: 1, zone: 'Asia/Seoul' },
    ...{ availabilityRevision: 'desk', when: { kind: 'asap' } },
  });
  await centre.pass(1_000);

  assert.equal(await statusOf(centre, first.customer), 'cancelled');
  assert.equal(await statusOf(centre, second.customer), 'due');
});

test('[C8] customers who move what is held do not lift the hold', async (t) => {
  const { centre, ask } = await openBurst(t);
  const { customer, ...asked } = await ask();
  const { availability } = await centre.centre.callbacks.offer(customer.actor, { locale: 'ko' });

  await customer.do({
    ...{ type: 'callback.reschedule', ...about(asked), revision: 1, zone: 'Asia/Seoul' },
    ...{ availabilityRevision: availability.revision, when: { kind: 'asap' } },
  });
  await centre.pass(9 * MINUTE_MS);

  assert.equal(await statusOf(centre, customer), 'waiting');
});

test('[C8] moving to another number is no way round what that number is spared', async (t) => {
  const centre = await openCallingCentre(
    t,
    createCallback({ rules: { perNumberDay: 1, perSessionHour: 9 } }),
  );
  const agent = await centre.agent();
  await agent.arrive();
  const [victim, other] = ['010-7777-0001', '010-8888-0001'].map(
    (number) => ({ kind: 'phone', number }) as const,
  );
  const first = await centre.customer();
  const asked = await request(centre, first, { target: victim! });
  await first.do({ type: 'callback.cancel', ...about(asked), reason: 'asked' });
  const second = await centre.customer();
  const own = await request(centre, second, { target: other! });
  const { availability } = await centre.centre.callbacks.offer(second.actor, { locale: 'ko' });

  const moving = second.do({
    ...{ type: 'callback.reschedule', ...about(own), revision: 1, zone: 'Asia/Seoul', target: victim! },
    ...{ availabilityRevision: availability.revision, when: { kind: 'asap' } },
  });

  await assert.rejects(moving, code('rate_limited'));
});
