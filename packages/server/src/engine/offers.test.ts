import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Entry } from '@beside/protocol';
import { inventOfferId, openTestCentre } from './testing/test-centre.ts';

const typesOf = (entries: readonly Entry[]): string[] => entries.map(({ type }) => type);

test('[Q4] a conversation that waits rings at an available agent, who takes it', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina] = [await centre.customer(), await centre.agent()];
  const conversationId = await customer.start();

  await mina.arrive();
  const taken = await mina.take();

  assert.equal(taken, conversationId);
  assert.deepEqual(typesOf(await centre.entries(conversationId)), [
    'conversation.arrived',
    'conversation.offered',
    'conversation.answered',
  ]);
});

test('[Q4] of two agents who press at once for one offer, one has it and the other is told it is gone', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina, jun] = [await centre.customer(), await centre.agent(), await centre.agent()];
  await mina.arrive();
  const conversationId = await customer.start();
  const [offer] = await mina.offers();
  assert.ok(offer);
  const accept = { type: 'offer.accept', conversationId, offerId: offer.offerId } as const;

  const [first, second] = await Promise.allSettled([mina.do(accept), jun.do(accept)]);

  assert.equal(first.status, 'fulfilled');
  assert.equal(second.status === 'rejected' && (second.reason as { code: string }).code, 'offer_gone');
});

test('[Q4] of two consoles of one agent that press at once, one takes it', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina] = [await centre.customer(), await centre.agent()];
  await mina.arrive();
  const conversationId = await customer.start();
  const [offer] = await mina.offers();
  assert.ok(offer);
  const accept = { type: 'offer.accept', conversationId, offerId: offer.offerId } as const;

  const outcomes = await Promise.allSettled([mina.do(accept), mina.do(accept)]);

  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
});

test('[Q4] an offer that is not answered for 20 s goes to the next agent', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina, jun] = [await centre.customer(), await centre.agent(), await centre.agent()];
  await mina.arrive();
  const conversationId = await customer.start();
  await centre.pass(1_000);
  await jun.arrive();

  await centre.pass(18_999);
  assert.equal((await mina.offers()).length, 1);
  await centre.pass(1);

  assert.equal((await mina.offers()).length, 0);
  assert.deepEqual(
    (await jun.offers()).map(({ conversation }) => conversation.conversationId),
    [conversationId],
  );
});

test('[Q4] a declined offer goes to the next agent, and that is no failure of the request', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina, jun] = [await centre.customer(), await centre.agent(), await centre.agent()];
  await mina.arrive();
  await centre.pass(10);
  await jun.arrive();
  const conversationId = await customer.start();
  const [offer] = await mina.offers();
  assert.ok(offer);

  await mina.do({ type: 'offer.decline', conversationId, offerId: offer.offerId });
  await centre.settle();

  assert.equal((await mina.offers()).length, 0);
  assert.equal((await jun.offers()).length, 1);
  assert.equal((await centre.centre.getConversation(customer.actor, conversationId)).status, 'offered');
});

test('[Q4] who misses two offers in a row becomes away, and is told why', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina] = [await centre.customer(), await centre.agent()];
  await mina.arrive();
  const conversationId = await customer.start();

  await centre.pass(20_000);
  assert.equal((await centre.centre.desk(mina.agentId)).presence, 'available');
  assert.equal((await mina.offers()).length, 1);
  await centre.pass(20_000);

  const desk = await centre.centre.desk(mina.agentId);
  assert.deepEqual([desk.presence, desk.presenceReason], ['away', 'missed-offers']);
  assert.equal((await centre.centre.getConversation(customer.actor, conversationId)).status, 'queued');
});

test('[Q4] taking an offer makes the missed ones before it not count', async (t) => {
  const centre = await openTestCentre(t);
  const [one, two, mina] = [await centre.customer(), await centre.customer(), await centre.agent()];
  await mina.arrive();
  await one.start();
  await centre.pass(20_000);
  await mina.take();
  await two.start();

  await centre.pass(20_000);

  assert.equal((await centre.centre.desk(mina.agentId)).presence, 'available');
});

test('[Q3] nobody gets more than their capacity, and the next one comes when there is room', async (t) => {
  const centre = await openTestCentre(t);
  const mina = await centre.agent({ capacity: 2 });
  const customers = await Promise.all([centre.customer(), centre.customer(), centre.customer()]);
  await mina.arrive();
  for (const customer of customers) await customer.start();

  const first = await mina.take();
  await mina.take();
  assert.equal((await mina.offers()).length, 0);
  await mina.do({ type: 'conversation.end', conversationId: first });
  await centre.settle();

  assert.equal((await mina.offers()).length, 1);
});

test('[Q3] one offer rings at an agent at a time, whatever the capacity', async (t) => {
  const centre = await openTestCentre(t);
  const mina = await centre.agent({ capacity: 5 });
  await mina.arrive();
  for (const customer of [await centre.customer(), await centre.customer()]) await customer.start();

  assert.equal((await mina.offers()).length, 1);
});

test('[Q2] who meant to ask first is served first, up to 30 minutes back and never in the future', async (t) => {
  const centre = await openTestCentre(t);
  const now = centre.clock.now();
  const [early, late, liar, future] = [
    await centre.customer(),
    await centre.customer(),
    await centre.customer(),
    await centre.customer(),
  ];
  const ids = [
    await late.start({ intentAt: now - 60_000 }),
    await early.start({ intentAt: now - 120_000 }),
    await liar.start({ intentAt: now - 86_400_000 }),
    await future.start({ intentAt: now + 86_400_000 }),
  ];

  const places = await Promise.all(ids.map((id) => centre.centre.queuePosition(id)));
  const queuedAt = await Promise.all(
    [liar, future].map(async ({ actor }) => (await centre.centre.findCurrentConversation(actor))?.queuedAt),
  );

  assert.deepEqual(places, [3, 2, 1, 4]);
  assert.deepEqual(queuedAt, [now - 1_800_000, now]);
});

test('[Q2] a released conversation keeps its place and is not offered to the same agent first', async (t) => {
  const centre = await openTestCentre(t);
  const [first, second] = [await centre.customer(), await centre.customer()];
  const [mina, jun] = [await centre.agent(), await centre.agent()];
  const conversationId = await first.start();
  await mina.arrive();
  await mina.take();
  await second.start({ intentAt: centre.clock.now() - 1 });
  await mina.do({ type: 'presence.set', presence: 'away' });
  await centre.pass(20_000);

  await mina.do({ type: 'conversation.release', conversationId });
  await mina.do({ type: 'presence.set', presence: 'available' });
  await centre.settle();

  assert.ok(
    (await mina.offers()).every(({ conversation }) => conversation.conversationId !== conversationId),
  );
  await jun.arrive();
  assert.equal(await jun.take(), conversationId);
});

test('[Q1] whoever answers sees the context the customer came with', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina] = [await centre.customer(), await centre.agent()];
  const conversationId = await customer.start();
  const page = { url: 'https://shop.example/cart', title: '장바구니' };
  await customer.do({ type: 'conversation.set-context', conversationId, context: { page } });

  await mina.arrive();

  const [offer] = await mina.offers();
  assert.deepEqual(offer?.conversation.context, { page });
});

test('[Q4] an invented or old offer cannot be taken', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina] = [await centre.customer(), await centre.agent()];
  await mina.arrive();
  const conversationId = await customer.start();
  const [old] = await mina.offers();
  assert.ok(old);
  await centre.pass(20_000);

  for (const offerId of [old.offerId, inventOfferId(centre.clock)])
    await assert.rejects(mina.do({ type: 'offer.accept', conversationId, offerId }), { code: 'offer_gone' });
});

test('[Q4] ending what rings takes it away from the agent', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina] = [await centre.customer(), await centre.agent()];
  await mina.arrive();
  const conversationId = await customer.start();

  await customer.do({ type: 'conversation.end', conversationId });
  await centre.settle();

  assert.equal((await mina.offers()).length, 0);
  await centre.pass(60_000);
  assert.deepEqual(typesOf(await centre.entries(conversationId)), [
    'conversation.arrived',
    'conversation.offered',
    'conversation.offer-ended',
    'conversation.ended',
  ]);
});

test('[Q3] a long queue that nobody serves does not hide another one', async (t) => {
  const centre = await openTestCentre(t);
  const mina = await centre.agent({ queues: { shop: ['orders'] } });
  for (let count = 0; count < 210; count += 1)
    await (await centre.customer()).start({ intentAt: centre.clock.now() - 1_000 });
  const conversationId = await (await centre.customer()).start({ queueId: 'orders' });

  await mina.arrive();

  assert.equal(await mina.take(), conversationId);
});

test('[Q4] what a failed look left behind is found by the sweep', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina] = [await centre.customer(), await centre.agent()];
  await mina.arrive();
  await customer.start();
  await centre.store.transact(async (transaction) => {
    // As if the transaction of an offer had been refused by the disk: it waits, and nothing says so.
    const [record] = await transaction.listConversations({
      siteIds: ['shop'],
      statuses: ['offered'],
      limit: 1,
    });
    assert.ok(record);
    await transaction.cancelTimer(`offer:${record.conversationId}`);
    const state = await centre.parts.timeline.load(transaction, record);
    const { offerId, agentId } = state.offer ?? {};
    assert.ok(offerId && agentId);
    await centre.parts.timeline.append(transaction, record, state, [
      { type: 'conversation.offer-ended', body: { offerId, agentId, reason: 'withdrawn' } },
    ]);
  });

  await centre.pass(10_000);

  assert.equal((await mina.offers()).length, 1);
});
