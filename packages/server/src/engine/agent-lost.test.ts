import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError } from '@beside/protocol';
import { openTestCentre } from './testing/test-centre.ts';

test('[Q4] an agent whose last connection dies gives back what rings at once', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina, jun] = [await centre.customer(), await centre.agent(), await centre.agent()];
  await mina.arrive();
  await customer.start();
  await jun.arrive();

  await centre.centre.agentDisconnected(mina.agentId);
  await centre.settle();

  assert.equal((await jun.offers()).length, 1);
});

test('[Q4] one of two consoles that goes away changes nothing', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina] = [await centre.customer(), await centre.agent()];
  await mina.arrive();
  await centre.centre.agentConnected(mina.agentId);
  const conversationId = await customer.start();
  await mina.take();

  await centre.centre.agentDisconnected(mina.agentId);
  await centre.pass(60_000);

  assert.equal((await centre.centre.getConversation(customer.actor, conversationId)).status, 'assigned');
});

test('[Q4] after 30 s without the agent the conversation goes back, and the customer is told', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina, jun] = [await centre.customer(), await centre.agent(), await centre.agent()];
  await mina.arrive();
  const conversationId = await customer.start();
  await mina.take();
  await jun.arrive();

  await centre.centre.agentDisconnected(mina.agentId);
  await centre.pass(29_999);
  assert.equal((await centre.centre.getConversation(customer.actor, conversationId)).status, 'assigned');
  await centre.pass(1);

  const { entries } = await centre.centre.readAfter(customer.actor, conversationId, 0, 100);
  assert.deepEqual(entries.at(-1)?.type, 'conversation.returned');
  assert.equal(await jun.take(), conversationId);
});

test('[Q4] an agent who is back in time keeps everything', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina] = [await centre.customer(), await centre.agent()];
  await mina.arrive();
  const conversationId = await customer.start();
  await mina.take();

  await centre.centre.agentDisconnected(mina.agentId);
  await centre.pass(20_000);
  await centre.centre.agentConnected(mina.agentId);
  await centre.pass(60_000);

  assert.equal((await centre.centre.getConversation(customer.actor, conversationId)).status, 'assigned');
  assert.equal((await centre.centre.desk(mina.agentId)).presence, 'available');
});

test('[E4] after a restart nothing rings at nobody, and the queue goes on', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina] = [await centre.customer(), await centre.agent()];
  await mina.arrive();
  const conversationId = await customer.start();

  await centre.restart();
  assert.equal((await centre.centre.getConversation(customer.actor, conversationId)).status, 'queued');
  await centre.centre.agentConnected(mina.agentId);
  await centre.settle();

  assert.equal((await mina.offers()).length, 1);
});

test('[E4] after a restart agents have 30 s to come back to their conversations', async (t) => {
  const centre = await openTestCentre(t);
  const [one, two] = [await centre.customer(), await centre.customer()];
  const [mina, jun] = [await centre.agent(), await centre.agent()];
  await mina.arrive();
  const kept = await one.start();
  await mina.take();
  await mina.do({ type: 'presence.set', presence: 'busy' });
  await jun.arrive();
  const lost = await two.start();
  await jun.take();

  await centre.restart();
  await centre.centre.agentConnected(mina.agentId);
  await centre.pass(30_000);

  assert.equal((await centre.centre.getConversation(one.actor, kept)).status, 'assigned');
  assert.equal((await centre.centre.getConversation(two.actor, lost)).status, 'queued');
  assert.equal((await centre.centre.desk(mina.agentId)).presence, 'busy');
});

test('[E4] who was made away stays away over a restart, and still knows why', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina] = [await centre.customer(), await centre.agent()];
  await mina.arrive();
  await customer.start();
  await centre.pass(40_000);

  await centre.restart();
  await centre.centre.agentConnected(mina.agentId);

  const { presence, presenceReason } = await centre.centre.desk(mina.agentId);
  assert.deepEqual([presence, presenceReason], ['away', 'missed-offers']);
});

test('[E4] a grace period that began before the restart does not end too early', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina] = [await centre.customer(), await centre.agent()];
  await mina.arrive();
  const conversationId = await customer.start();
  await mina.take();
  await centre.centre.agentDisconnected(mina.agentId);
  await centre.centre.stop();
  centre.clock.step(centre.clock.now() + 120_000);

  await centre.restart();

  assert.equal((await centre.centre.getConversation(customer.actor, conversationId)).status, 'assigned');
});

test('[Q4] a disk that refuses when an agent goes away is asked again', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina] = [await centre.customer(), await centre.agent()];
  await mina.arrive();
  const conversationId = await customer.start();
  await mina.take();
  const { store } = centre;
  const { transact } = store;
  store.transact = () => Promise.reject(new BesideError('read_only'));

  await centre.centre.agentDisconnected(mina.agentId);
  await centre.pass(5_000);
  store.transact = transact;
  await centre.pass(32_000);

  assert.equal((await centre.centre.getConversation(customer.actor, conversationId)).status, 'queued');
});

test('[Q4] what is done leaves no timer behind', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina] = [await centre.customer(), await centre.agent()];
  const nextTimerAt = () => centre.store.read((transaction) => transaction.findNextTimerAt());
  await mina.arrive();
  await customer.start();
  await centre.pass(40_000);
  assert.equal(await nextTimerAt(), undefined);

  await centre.centre.agentDisconnected(mina.agentId);
  await centre.pass(1_000);
  assert.notEqual(await nextTimerAt(), undefined);
  await centre.centre.agentConnected(mina.agentId);

  assert.equal(await nextTimerAt(), undefined);
});

test('a timer that a newer version has set is left to it', async (t) => {
  const centre = await openTestCentre(t);
  const timerId = 'from-tomorrow';
  await centre.store.transact((transaction) =>
    transaction.setTimer({ timerId, dueAt: centre.clock.now(), payload: { kind: 'tomorrow' } }),
  );

  await centre.pass(60_000);

  const claimed = await centre.store.transact((transaction) =>
    transaction.claimTimers(centre.clock.now() + 60_000, 1, 10),
  );
  assert.deepEqual(
    claimed.map((timer) => timer.timerId),
    [timerId],
  );
});
