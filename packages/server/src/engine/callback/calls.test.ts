import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId, type AgentCommand } from '@beside/protocol';
import { about, code, onlyOf, openScene, preview, statusOf } from './testing/calls-scene.ts';

test('[C10] agent first: it rings at an agent, who reads, dials, talks and completes', async (t) => {
  const { centre, agent, customer, telephone } = await openScene(t);

  const read = await preview(centre, agent);
  assert.equal(await statusOf(centre, customer), 'previewing');
  assert.equal(read.details?.number, '+821012345678');
  await agent.do({ type: 'callback.dial', ...about(read), revision: read.revision });
  await centre.settle();
  assert.deepEqual(
    telephone.dialed.map(({ to, from }) => [to, from]),
    [['+821012345678', '+82215880000']],
  );
  await telephone.tell(centre, 'ringing');
  await telephone.tell(centre, 'answered');
  assert.equal(await statusOf(centre, customer), 'connected');
  await telephone.tell(centre, 'ended');
  assert.equal(await statusOf(centre, customer), 'wrapping');
  await agent.do({ type: 'callback.complete', ...about(read), disposition: 'solved', note: 'all well' });
  await centre.settle();

  assert.equal(await statusOf(centre, customer), 'completed');
  const { status } = await centre.centre.getConversation(customer.actor, read.conversationId);
  assert.equal(status, 'ended');
  const measures = await centre.store.read((transaction) =>
    Promise.all(
      (['wait', 'handling'] as const).map((kind) => transaction.listMeasures('shop', 'general', kind, 0, 9)),
    ),
  );
  assert.deepEqual(
    measures.flat().map(({ channel, kind }) => [channel, kind]),
    [
      ['callback', 'wait'],
      ['callback', 'handling'],
    ],
  );
});

test('[C5] a repeated dial, a second one and one from an older page ring nobody', async (t) => {
  const { centre, agent, telephone } = await openScene(t);
  const read = await preview(centre, agent);
  const command: AgentCommand = { type: 'callback.dial', ...about(read), revision: read.revision };
  const commandId = newId(centre.clock);

  await assert.rejects(agent.do({ ...command, revision: 7 }), code('callback_stale'));
  const results = await Promise.allSettled([
    agent.do(command, commandId),
    agent.do(command, commandId),
    agent.do(command),
    agent.do(command),
  ]);
  await centre.settle();

  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'rejected', 'rejected'],
  );
  assert.equal(telephone.dialed.length, 1);
});

test('[C5] an answer that is lost is looked up; what was not dialed rings again as another attempt', async (t) => {
  const { centre, agent, customer, telephone } = await openScene(t);
  telephone.answer = () => ({ kind: 'unknown' });
  telephone.reconciled = 'not_dialled';
  const read = await preview(centre, agent);

  await agent.do({ type: 'callback.dial', ...about(read), revision: 1 });
  await centre.settle();

  assert.equal(telephone.looked.length, 1);
  assert.equal(telephone.looked[0]?.callKey, telephone.dialed[0]?.callKey);
  assert.equal(await statusOf(centre, customer), 'retry-wait');
});

test('[C5] what nobody knows the end of is for a supervisor, who decides, and is never dialed again by itself', async (t) => {
  const { centre, agent, customer, telephone } = await openScene(t);
  const supervisor = await centre.agent({ role: 'supervisor' });
  telephone.answer = () => ({ kind: 'unknown' });
  telephone.reconciled = 'needs_review';
  const read = await preview(centre, agent);
  await agent.do({ type: 'callback.dial', ...about(read), revision: 1 });
  await centre.pass(3_600_000);

  assert.equal(telephone.dialed.length, 1);
  const shown = await onlyOf(centre, supervisor);
  assert.deepEqual([shown.status, shown.reviewReason], ['needs-review', 'outcome-unknown']);
  const resolve: AgentCommand = {
    ...{ type: 'callback.resolve', ...about(read), outcome: 'no-answer' },
    attemptId: shown.attemptId!,
  };
  await assert.rejects(agent.do(resolve), code('forbidden'));
  await supervisor.do(resolve);
  assert.equal(await statusOf(centre, customer), 'retry-wait');
});

test('[C5] after a crash between the fence and the dial it is looked up, not dialed blindly', async (t) => {
  const { centre, agent, telephone } = await openScene(t);
  telephone.answer = () => new Promise(() => undefined);
  const read = await preview(centre, agent);
  await agent.do({ type: 'callback.dial', ...about(read), revision: 1 });
  await centre.settle();

  telephone.reconciled = 'not_dialled';
  await centre.crash();
  await centre.settle();

  assert.deepEqual([telephone.dialed.length, telephone.looked.length], [1, 1]);
  assert.equal((await onlyOf(centre, agent)).status, 'retry-wait');
});

test('[TP6] doubled, late and scrambled events count once and open nothing again', async (t) => {
  const { centre, agent, customer, telephone } = await openScene(t);
  const read = await preview(centre, agent);
  await agent.do({ type: 'callback.dial', ...about(read), revision: 1 });
  await centre.settle();

  await telephone.tell(centre, 'ended', { eventId: 'end' });
  await telephone.tell(centre, 'ended', { eventId: 'end' });
  await telephone.tell(centre, 'answered');
  await telephone.tell(centre, 'ringing');
  await telephone.tell(centre, 'ended', { callKey: newId(centre.clock) });
  await telephone.tell(centre, 'ended', { callKey: 'not ours' });

  const types = (await centre.entries(read.conversationId)).map(({ type }) => type);
  assert.equal(types.filter((type) => type === 'callback.connected').length, 1);
  assert.equal(types.filter((type) => type === 'callback.attempt-ended').length, 1);
  assert.equal(await statusOf(centre, customer), 'wrapping');
});

test('[C6] nobody answered: it rings again after the pauses, then the customer is offered another time', async (t) => {
  const { centre, agent, customer, telephone } = await openScene(t);
  for (const pauseMs of [180_000, 600_000, 0]) {
    const read = await preview(centre, agent);
    await agent.do({ type: 'callback.dial', ...about(read), revision: 1 });
    await centre.settle();
    await telephone.tell(centre, 'no_answer');
    if (pauseMs === 0) break;
    await centre.pass(pauseMs - 1);
    assert.equal(await statusOf(centre, customer), 'retry-wait');
    await centre.pass(1_000);
    assert.equal(await statusOf(centre, customer), 'due');
  }

  assert.equal(telephone.dialed.length, 3);
  assert.equal(new Set(telephone.dialed.map(({ callKey }) => callKey)).size, 3);
  assert.equal(await statusOf(centre, customer), 'exhausted');
});

test('[C2] a machine that answered is no success: the agent corrects it, and it rings again', async (t) => {
  const { centre, agent, customer, telephone } = await openScene(t);
  const read = await preview(centre, agent);
  await agent.do({ type: 'callback.dial', ...about(read), revision: 1 });
  await centre.settle();
  await telephone.tell(centre, 'answered');
  await telephone.tell(centre, 'ended');
  const { attemptId, details } = await onlyOf(centre, agent);

  assert.deepEqual(details?.recordable, ['voicemail']);
  await agent.do({
    ...{ type: 'callback.record', ...about(read), attemptId: attemptId!, result: 'voicemail' },
  });

  assert.equal(await statusOf(centre, customer), 'retry-wait');
});
