import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId, type AgentCommand, type AttemptId } from '@beside/protocol';
import type { TestAgent } from '../testing/test-centre.ts';
import { createCallback, openCallingCentre, request, slotsOf } from './testing/calling-centre.ts';
import { about, code, onlyOf, openScene, preview, statusOf } from './testing/calls-scene.ts';
import { createScriptedTelephone } from './testing/scripted-telephone.ts';

test('[C10] by hand: the agent gets a link, dials, and records how it went', async (t) => {
  const centre = await openCallingCentre(t);
  const agent = await centre.agent();
  await agent.arrive();
  const customer = await centre.customer();
  await request(centre, customer);
  await centre.pass(1_000);
  const read = await preview(centre, agent);

  assert.equal(read.details?.dialHref, 'tel:+821012345678');
  await agent.do({ type: 'callback.dial', ...about(read), revision: 1 });
  const { attemptId, details } = await onlyOf(centre, agent);
  assert.ok(details?.recordable.includes('busy'));
  await agent.do({ type: 'callback.record', ...about(read), attemptId: attemptId!, result: 'connected' });
  assert.equal(await statusOf(centre, customer), 'connected');
  await agent.do({ type: 'callback.complete', ...about(read), disposition: 'solved' });

  assert.equal(await statusOf(centre, customer), 'completed');
});

test('[C10] customer first: rung when an agent is free, waits on the line, and both talk', async (t) => {
  const { centre, agent, customer, telephone } = await openScene(t, { mode: 'customer-first' });

  assert.equal(telephone.dialed.length, 1);
  await telephone.tell(centre, 'answered');
  assert.equal(await statusOf(centre, customer), 'holding');
  const { conversationId, callbackId, offer } = await onlyOf(centre, agent);
  await agent.do({ type: 'callback.accept', conversationId, callbackId, offerId: offer!.offerId });

  assert.equal(await statusOf(centre, customer), 'connected');
});

test('[C10] a preview that is over goes back, or is dialed where the site says so', async (t) => {
  const back = await openScene(t);
  await preview(back.centre, back.agent);
  await back.centre.pass(60_000);
  assert.equal(await statusOf(back.centre, back.customer), 'due');

  const dialed = await openScene(t, { isDialedAtEnd: true });
  await preview(dialed.centre, dialed.agent);
  await dialed.centre.pass(61_000);
  assert.equal(dialed.telephone.dialed.length, 1);
});

test('[CB8] missed twice makes an agent away; a lost connection is not held against them', async (t) => {
  const { centre, agent, customer } = await openScene(t);

  await centre.pass(21_000);
  await centre.pass(30_000);
  await centre.pass(21_000);
  const desk = await centre.centre.desk(agent.agentId);

  assert.deepEqual([desk.presence, desk.presenceReason], ['away', 'missed-offers']);
  assert.equal(await statusOf(centre, customer), 'due');
});

test('[Q4] an agent whose connection dies gives back what rings at once and what they read after 30 s', async (t) => {
  const ringing = await openScene(t);
  await ringing.centre.centre.agentDisconnected(ringing.agent.agentId);
  await ringing.centre.settle();
  assert.equal((await onlyOf(ringing.centre, ringing.agent)).status, 'due');

  const reading = await openScene(t);
  await preview(reading.centre, reading.agent);
  await reading.centre.centre.agentDisconnected(reading.agent.agentId);
  await reading.centre.pass(29_000);
  assert.equal(await statusOf(reading.centre, reading.customer), 'previewing');
  await reading.centre.pass(2_000);
  assert.equal(await statusOf(reading.centre, reading.customer), 'due');
});

test('[Q2] chats and callbacks stand in one queue, and one thing rings at an agent', async (t) => {
  const telephone = createScriptedTelephone();
  const centre = await openCallingCentre(t, createCallback({ plannedAgents: { general: 1 } }), {
    telephone: telephone.telephone,
  });
  const agent = await centre.agent({ capacity: 1 });
  const [first, second] = [await centre.customer(), await centre.customer()];
  const { slots } = await slotsOf(centre, first);
  await request(centre, first, { when: { kind: 'scheduled', startAt: slots[0]!.startAt } });
  await centre.pass(slots[0]!.startAt - centre.clock.now() + 1_000);
  await second.start();
  await agent.arrive();

  assert.deepEqual(await agent.offers(), []);
  await preview(centre, agent);
  assert.deepEqual(await agent.offers(), [], 'a callback takes a place');
});

test('[Q6] who is answered in the chat needs no call any more, and both sides see why', async (t) => {
  const { centre, agent, customer, asked } = await openScene(t);
  const { offer } = await onlyOf(centre, agent);
  await agent.do({ type: 'callback.decline', ...about(asked), offerId: offer!.offerId });
  const other = await centre.agent();
  await agent.do({ type: 'presence.set', presence: 'away' });
  await customer.say(asked.conversationId, 'I would rather write');
  await other.arrive();
  // Both stand at the same place of the queue; the callback rings first or the chat does.
  for (const one of (await centre.centre.desk(other.agentId)).callbacks ?? [])
    if (one.offer) {
      await other.do({ type: 'callback.decline', ...about(one), offerId: one.offer.offerId });
      await centre.settle();
    }
  await other.take();

  assert.equal(await statusOf(centre, customer), 'superseded');
  const entry = (await centre.entries(asked.conversationId)).find(
    ({ type }) => type === 'callback.superseded',
  );
  assert.deepEqual((entry?.body as { by: unknown }).by, { channel: 'chat' });
});

test('[C12] the number, the matter and the conversation are for whoever has it only', async (t) => {
  const { centre, agent, asked } = await openScene(t);
  const [colleague, supervisor, elsewhere] = [
    await centre.agent(),
    await centre.agent({ role: 'supervisor' }),
    await centre.agent({ queues: { shop: ['orders'] } }),
  ];
  await preview(centre, agent);
  const read = ({ actor }: TestAgent) => centre.centre.readAfter(actor, asked.conversationId, 0, 10);

  assert.equal((await onlyOf(centre, colleague)).details, undefined);
  assert.equal((await onlyOf(centre, supervisor)).details, undefined);
  assert.deepEqual((await centre.centre.desk(elsewhere.agentId)).callbacks, []);
  await read(agent);
  await centre.centre.receipt(agent.actor, asked.conversationId, { readSeq: 1 }); // changes nothing
  await assert.rejects(
    centre.centre.receipt(supervisor.actor, asked.conversationId, { readSeq: 1 }),
    code('forbidden'),
  );
  await read(supervisor);
  await assert.rejects(read(colleague), code('not_found'));
  await assert.rejects(read(elsewhere), code('not_found'));
});

test('[E2] every command of agents is refused to whoever may not', async (t) => {
  const { centre, agent, asked } = await openScene(t);
  const [colleague, elsewhere] = [
    await centre.agent(),
    await centre.agent({ queues: { shop: ['orders'], outlet: ['general'] } }),
  ];
  const { offer } = await onlyOf(centre, agent);
  const offerId = offer!.offerId;
  const attemptId = newId<AttemptId>(centre.clock);
  const whose = about(asked);
  const when = { kind: 'asap' } as const;
  const commands: [AgentCommand, string, string][] = [
    [{ type: 'callback.accept', ...whose, offerId }, 'offer_gone', 'offer_gone'],
    [{ type: 'callback.decline', ...whose, offerId }, 'offer_gone', 'offer_gone'],
    [{ type: 'callback.release', ...whose }, 'forbidden', 'not_found'],
    [{ type: 'callback.dial', ...whose, revision: 1 }, 'forbidden', 'not_found'],
    [{ type: 'callback.record', ...whose, attemptId, result: 'busy' }, 'callback_not_ready', 'not_found'],
    [{ type: 'callback.complete', ...whose, disposition: 'x' }, 'callback_not_ready', 'not_found'],
    [{ type: 'callback.own', ...whose, agentId: agent.agentId }, 'forbidden', 'not_found'],
    [{ type: 'callback.cancel', ...whose, reason: 'asked' }, 'forbidden', 'not_found'],
    [
      {
        ...{ type: 'callback.reschedule', ...whose, revision: 1, zone: asked.zone, when },
        availabilityRevision: asked.availabilityRevision,
      },
      'forbidden',
      'not_found',
    ],
    [{ type: 'callback.transfer', ...whose, queueId: 'orders' as never }, 'forbidden', 'not_found'],
    [{ type: 'callback.resolve', ...whose, attemptId, outcome: 'busy' }, 'forbidden', 'not_found'],
    [
      { type: 'callback.staff', siteId: 'shop' as never, queueId: 'general' as never, isPaused: true },
      'forbidden',
      'not_found',
    ],
  ];

  await preview(centre, agent);
  for (const [command, ofColleague, ofElsewhere] of commands) {
    await assert.rejects(colleague.do(command), code(ofColleague), command.type);
    await assert.rejects(elsewhere.do(command), code(ofElsewhere), command.type);
  }
});

test('[CB7] an owner is the only one to be asked until their time is over', async (t) => {
  const callback = createCallback({ plannedAgents: { general: 1 } });
  const centre = await openCallingCentre(t, callback);
  const [owner, other] = [await centre.agent(), await centre.agent()];
  const customer = await centre.customer();
  const { slots } = await slotsOf(centre, customer);
  const { startAt } = slots[0]!;
  const asked = await request(centre, customer, { when: { kind: 'scheduled', startAt } });
  await owner.do({ type: 'callback.own', ...about(asked) });
  await other.arrive();

  await centre.pass(startAt - centre.clock.now() + 1_000);
  assert.equal((await onlyOf(centre, other)).offer, undefined);
  await centre.pass(callback.rules.ownMs);
  assert.ok((await onlyOf(centre, other)).offer);
});

test('[C10] a supervisor pauses a queue and says how many agents the slots are for, at once', async (t) => {
  const centre = await openCallingCentre(t);
  const supervisor = await centre.agent({ role: 'supervisor' });
  const customer = await centre.customer();
  const queue = { siteId: 'shop' as never, queueId: 'general' as never };

  await supervisor.do({ type: 'callback.staff', ...queue, plannedAgents: 0 });
  assert.deepEqual((await slotsOf(centre, customer)).slots, []);
  await supervisor.do({ type: 'callback.staff', ...queue, plannedAgents: 9, isPaused: true });

  const { availability } = await centre.centre.callbacks.offer(customer.actor, { locale: 'ko' });
  assert.equal(availability.reason, 'paused');
  const { staffing } = await centre.centre.desk(supervisor.agentId);
  assert.deepEqual(staffing?.[0], { siteId: 'shop', queueId: 'general', plannedAgents: 9, isPaused: true });
});
