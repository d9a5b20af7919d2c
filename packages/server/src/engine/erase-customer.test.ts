import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BesideError, type CustomerId } from '@beside/protocol';
import type { Erasures } from '../ports/erasures.ts';
import { eraseCustomer, type Erasure } from './erase-customer.ts';
import { openTestCentre, type TestCentre, type TestCustomer } from './testing/test-centre.ts';

function createErasures(): Erasures {
  const known = new Set<CustomerId>();
  return {
    has: (customerId) => known.has(customerId),
    add: async (customerIds) => customerIds.forEach((customerId) => known.add(customerId)),
  };
}

const erase = (
  { parts }: TestCentre,
  { actor }: TestCustomer,
  erasures = createErasures(),
): Promise<Erasure> => eraseCustomer({ ...parts, erasures }, { customerId: actor.customerId });

const codeOf = (error: unknown): string => (error instanceof BesideError ? error.code : String(error));

describe('erasing a customer', () => {
  it('[E8] leaves of each conversation where, when and with whom it was, and one entry that says so', async (t) => {
    const test = await openTestCentre(t);
    const [customer, agent] = [await test.customer(), await test.agent()];
    const conversationId = await customer.start({ queueId: 'general' });
    await agent.arrive();
    await agent.take();
    await customer.say(conversationId, 'my number is 010-1234-5678');
    const before = await test.centre.getConversation(agent.actor, conversationId);

    const erasure = await erase(test, customer);

    const after = await test.centre.getConversation(agent.actor, conversationId);
    const kept = ({ siteId, queueId, queuedAt, startedAt, agentId }: typeof after): unknown[] => [
      siteId,
      queueId,
      queuedAt,
      startedAt,
      agentId,
    ];
    assert.deepEqual(kept(after), kept(before));
    assert.deepEqual([after.status, after.lastSeq, after.endedAt], ['ended', 1, test.clock.now()]);
    assert.notEqual(after.customerId, before.customerId);
    assert.notEqual(after.epoch, before.epoch);
    assert.deepEqual(
      (await test.entries(conversationId)).map(({ type, body }) => [type, body]),
      [['conversation.ended', { by: 'system', reason: 'erased' }]],
    );
    const { conversations, entries } = erasure;
    assert.deepEqual([conversations, entries], [1, before.lastSeq]);
  });

  it('[E8] stops what rings, and gives the agent room for the next one', async (t) => {
    const test = await openTestCentre(t);
    const agent = await test.agent({ capacity: 1 });
    const [first, second] = [await test.customer(), await test.customer()];
    const firstId = await first.start();
    await agent.arrive();
    await test.settle();
    const secondId = await second.start();
    assert.deepEqual(
      (await agent.offers()).map(({ conversation }) => conversation.conversationId),
      [firstId],
    );

    await erase(test, first);
    await test.settle();

    assert.deepEqual(
      (await agent.offers()).map(({ conversation }) => conversation.conversationId),
      [secondId],
    );
    await assert.rejects(agent.do({ type: 'conversation.end', conversationId: firstId }), (error) =>
      ['not_found', 'forbidden', 'conversation_closed'].includes(codeOf(error)),
    );
    await test.pass(60_000);
    assert.equal((await test.entries(firstId)).length, 1);
  });

  it('[E8] wins over what they do at the same moment: nothing of it stays', async (t) => {
    const test = await openTestCentre(t);
    const [talking, idle] = [await test.customer(), await test.customer()];
    const conversationId = await talking.start();

    const outcomes = await Promise.allSettled([
      erase(test, talking),
      erase(test, idle),
      idle.start(),
      talking.say(conversationId, 'one more'),
      test.centre.report(idle.actor, conversationId, []),
      // Once the erasing is answered too.
      test.settle().then(() => idle.start()),
      test.settle().then(() => talking.say(conversationId, 'and one more')),
    ]);

    assert.deepEqual(
      outcomes.slice(0, 2).map(({ status }) => status),
      ['fulfilled', 'fulfilled'],
    );
    const found = await test.store.read(async (transaction) => ({
      customers: [
        await transaction.findCustomer(idle.actor.customerId),
        await transaction.findCustomer(talking.actor.customerId),
      ],
      conversations: [
        await transaction.findLatestConversation('shop', idle.actor.customerId),
        await transaction.findLatestConversation('shop', talking.actor.customerId),
      ],
      reports: await transaction.listReports('shop', 10),
    }));
    assert.deepEqual(found, {
      customers: [undefined, undefined],
      conversations: [undefined, undefined],
      reports: [],
    });
    assert.equal((await test.entries(conversationId)).length, 1);
    assert.deepEqual(
      outcomes.slice(5).map((outcome) => outcome.status === 'rejected' && codeOf(outcome.reason)),
      ['unauthenticated', 'not_found'],
    );
  });

  it('[E8] is written down before it is done, and is refused for whoever never was there', async (t) => {
    const test = await openTestCentre(t);
    const customer = await test.customer();
    const erasures = createErasures();
    let isThere: unknown;
    const watched: Erasures = {
      ...erasures,
      async add(customerIds) {
        isThere = await test.store.read((transaction) => transaction.findCustomer(customer.actor.customerId));
        await erasures.add(customerIds);
      },
    };

    await erase(test, customer, watched);

    assert.ok(isThere);
    assert.ok(erasures.has(customer.actor.customerId));
    assert.equal((await erase(test, customer, erasures)).isRepeated, true);
    await assert.rejects(erase(test, customer), { code: 'not_found' });
  });
});
