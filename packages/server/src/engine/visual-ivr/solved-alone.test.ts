import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { newId, type CommandId } from '@beside/protocol';
import { createSite, openTestCentre, type TestCentre, type TestCustomer } from '../testing/test-centre.ts';
import { flowStep, publishFirst } from './testing/sample-flow.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

async function open(t: TestContext): Promise<{ centre: TestCentre; customer: TestCustomer }> {
  const centre = await openTestCentre(t, { sites: [createSite('shop')] });
  await publishFirst(centre.store, 'shop');
  return { centre, customer: await centre.customer() };
}

const solve = async ({ centre, clock }: TestCentre, { actor }: TestCustomer, agoMs = 0): Promise<void> => {
  const solved = flowStep(clock, 'solved', { nodeId: 'delivery', helped: true }, clock.now() - agoMs);
  await centre.report(actor, newId<CommandId>(clock), [solved]);
};

async function countAlone({ centre }: TestCentre): Promise<number> {
  const { totals } = await centre.flows.sumNumbers('shop', { fromDay: '2026-01-01', toDay: '2026-12-31' });
  return totals.find(({ measure }) => measure === 'solved-alone')?.count ?? 0;
}

async function later(centre: TestCentre, durationMs: number): Promise<void> {
  centre.clock.jump(durationMs);
  await centre.pass(1_000);
}

test('[I6] what was solved counts as solved alone when the day is over, and not before', async (t) => {
  const { centre, customer } = await open(t);
  await solve(centre, customer);

  await later(centre, DAY_MS - 5_000);
  const before = await countAlone(centre);
  await later(centre, 5_000);

  assert.deepEqual([before, await countAlone(centre)], [0, 1]);
});

test('[I6] whoever gets in touch in the last minute of the day was not helped, whoever does after it was', async (t) => {
  for (const [afterMs, alone] of [
    [DAY_MS - MINUTE_MS, 0],
    [DAY_MS + MINUTE_MS, 1],
  ] as const) {
    const { centre, customer } = await open(t);
    await solve(centre, customer);
    // Nothing runs meanwhile, as when the server was off.
    centre.clock.jump(afterMs);
    const conversationId = await customer.start();
    await customer.do({ type: 'conversation.end', conversationId });
    await later(centre, DAY_MS);

    assert.equal(await countAlone(centre), alone, `${afterMs} ms after`);
  }
});

test('[I6] a conversation that was over before does not count, one that still went on does', async (t) => {
  const { centre, customer } = await open(t);
  const conversationId = await customer.start();
  await solve(centre, customer);
  await customer.do({ type: 'conversation.end', conversationId });
  await later(centre, MINUTE_MS);
  await solve(centre, customer);

  await later(centre, DAY_MS);

  assert.equal(await countAlone(centre), 1);
});

test('[I6] a report that was held up looks at the time since the moment it tells of', async (t) => {
  const { centre, customer } = await open(t);
  const conversationId = await customer.start();
  await customer.do({ type: 'conversation.end', conversationId });
  centre.clock.jump(MINUTE_MS);
  await solve(centre, customer, 2 * MINUTE_MS);

  await later(centre, DAY_MS);

  assert.equal(await countAlone(centre), 0);
});

test('[I6] erasing a customer leaves the counts, and nothing that names them', async (t) => {
  const { centre, customer } = await open(t);
  const { customerId } = customer.actor;
  await solve(centre, customer);
  const erased = await centre.store.transact((transaction) => transaction.eraseCustomer(customerId));

  await later(centre, 2 * DAY_MS);

  const { totals } = await centre.centre.flows.sumNumbers('shop', {
    fromDay: '2026-01-01',
    toDay: '2026-12-31',
  });
  assert.deepEqual(
    totals.map(({ nodeId, measure, count }) => [nodeId, measure, count]),
    [['delivery', 'solved', 1]],
  );
  assert.equal(erased?.timers, 1, 'what waited for them is gone with them');
  assert.equal(await centre.store.read((transaction) => transaction.findNextTimerAt()), undefined);
});
