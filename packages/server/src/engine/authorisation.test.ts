import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { BesideError, newId, type ConversationId, type OfferId } from '@beside/protocol';
import {
  inventOfferId,
  openTestCentre,
  type TestAgent,
  type TestCentre,
  type TestCustomer,
} from './testing/test-centre.ts';

interface Scene {
  readonly centre: TestCentre;
  readonly customers: Readonly<Record<'owner' | 'other' | 'elsewhere', TestCustomer>>;
  readonly agents: Readonly<Record<'assigned' | 'unassigned' | 'elsewhere' | 'supervisor', TestAgent>>;
  readonly conversationId: ConversationId;
  readonly offerId: OfferId;
}

/** One conversation of the site shop, assigned to one of its agents; people of the site outlet stand by. */
async function setScene(t: TestContext): Promise<Scene> {
  const centre = await openTestCentre(t);
  const customers = {
    owner: await centre.customer(),
    other: await centre.customer(),
    elsewhere: await centre.customer('outlet'),
  };
  const agents = {
    assigned: await centre.agent(),
    unassigned: await centre.agent(),
    elsewhere: await centre.agent({ queues: { outlet: ['general', 'orders'] } }),
    supervisor: await centre.agent({ role: 'supervisor' }),
  };
  await agents.assigned.arrive();
  const conversationId = await customers.owner.start();
  const offerId = (await agents.assigned.offers())[0]?.offerId;
  assert.ok(offerId);
  await agents.assigned.take();
  return { centre, customers, agents, conversationId, offerId };
}

async function outcomeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    assert.ok(error instanceof BesideError);
    return error.code;
  }
}

const content = { kind: 'text', text: 'hi' } as const;

const CUSTOMER_ACTIONS: Readonly<Record<string, (scene: Scene, who: TestCustomer) => Promise<unknown>>> = {
  'chat.send': ({ conversationId }, who) => who.do({ type: 'chat.send', conversationId, content }),
  'conversation.set-context': ({ conversationId }, who) =>
    who.do({ type: 'conversation.set-context', conversationId, context: {} }),
  'conversation.end': ({ conversationId }, who) => who.do({ type: 'conversation.end', conversationId }),
  read: ({ centre, conversationId }, who) => centre.centre.readAfter(who.actor, conversationId, 0, 10),
  history: ({ centre, conversationId }, who) => centre.centre.readBefore(who.actor, conversationId, 9, 10),
  typing: ({ centre, conversationId }, who) =>
    centre.centre.signal(who.actor, conversationId, { kind: 'typing', on: true }),
  receipt: ({ centre, conversationId }, who) =>
    centre.centre.receipt(who.actor, conversationId, { readSeq: 1 }),
};

for (const [action, act] of Object.entries(CUSTOMER_ACTIONS)) {
  test(`[E2] only the customer whose conversation it is may ${action}`, async (t) => {
    const scene = await setScene(t);
    const outcomes: Record<string, string> = {};
    for (const [name, who] of Object.entries(scene.customers).reverse())
      outcomes[name] = await outcomeOf(act(scene, who));

    assert.deepEqual(outcomes, { owner: 'done', other: 'not_found', elsewhere: 'not_found' });
  });
}

type Cells = Readonly<Record<keyof Scene['agents'], string>>;
const onlyAssigned: Cells = {
  assigned: 'done',
  unassigned: 'not_found',
  elsewhere: 'not_found',
  supervisor: 'forbidden',
};
const readers: Cells = { ...onlyAssigned, supervisor: 'done' };
const nobody: Cells = {
  assigned: 'offer_gone',
  unassigned: 'offer_gone',
  elsewhere: 'offer_gone',
  supervisor: 'offer_gone',
};

const AGENT_ACTIONS: readonly (readonly [
  string,
  Cells,
  (scene: Scene, who: TestAgent) => Promise<unknown>,
])[] = [
  [
    'chat.send',
    onlyAssigned,
    ({ conversationId }, who) => who.do({ type: 'chat.send', conversationId, content }),
  ],
  [
    'conversation.release',
    onlyAssigned,
    ({ conversationId }, who) => who.do({ type: 'conversation.release', conversationId }),
  ],
  [
    'conversation.end',
    onlyAssigned,
    ({ conversationId }, who) => who.do({ type: 'conversation.end', conversationId }),
  ],
  [
    'offer.accept of a taken offer',
    nobody,
    ({ conversationId, offerId }, who) => who.do({ type: 'offer.accept', conversationId, offerId }),
  ],
  [
    'offer.decline of a taken offer',
    nobody,
    ({ conversationId, offerId }, who) => who.do({ type: 'offer.decline', conversationId, offerId }),
  ],
  [
    'read',
    readers,
    ({ centre, conversationId }, who) => centre.centre.readAfter(who.actor, conversationId, 0, 10),
  ],
  [
    'history',
    readers,
    ({ centre, conversationId }, who) => centre.centre.readBefore(who.actor, conversationId, 9, 10),
  ],
  [
    'typing',
    onlyAssigned,
    ({ centre, conversationId }, who) =>
      centre.centre.signal(who.actor, conversationId, { kind: 'typing', on: true }),
  ],
  [
    'receipt',
    onlyAssigned,
    ({ centre, conversationId }, who) => centre.centre.receipt(who.actor, conversationId, { readSeq: 1 }),
  ],
];

for (const [action, cells, act] of AGENT_ACTIONS) {
  test(`[E2] agents and ${action}: only the documented cells succeed`, async (t) => {
    const scene = await setScene(t);
    const outcomes: Record<string, string> = {};
    for (const [name, who] of Object.entries(scene.agents).reverse())
      outcomes[name] = await outcomeOf(act(scene, who));

    assert.deepEqual(outcomes, cells);
  });
}

test('[E2] what rings at one agent cannot be taken, declined or answered by another', async (t) => {
  const scene = await setScene(t);
  const { customers, agents } = scene;
  const conversationId = await customers.other.start();
  const [offer] = await agents.assigned.offers();
  assert.ok(offer);
  const { offerId } = offer;

  for (const who of [agents.unassigned, agents.supervisor, agents.elsewhere]) {
    assert.deepEqual(
      [
        await outcomeOf(who.do({ type: 'offer.accept', conversationId, offerId })),
        await outcomeOf(who.do({ type: 'offer.decline', conversationId, offerId })),
      ],
      ['offer_gone', 'offer_gone'],
    );
  }
  assert.equal(await agents.assigned.take(), conversationId);
});

test('[E2] what does not exist answers like what is not theirs', async (t) => {
  const { centre, customers, agents } = await setScene(t);
  const conversationId = newId<ConversationId>(centre.clock);

  assert.deepEqual(
    [
      await outcomeOf(customers.owner.do({ type: 'chat.send', conversationId, content })),
      await outcomeOf(agents.unassigned.do({ type: 'chat.send', conversationId, content })),
      await outcomeOf(
        agents.unassigned.do({
          type: 'offer.accept',
          conversationId,
          offerId: inventOfferId(centre.clock),
        }),
      ),
      await outcomeOf(centre.centre.readAfter(agents.supervisor.actor, conversationId, 0, 10)),
    ],
    ['not_found', 'not_found', 'offer_gone', 'not_found'],
  );
});

test('[E2] an agent who was disabled may do nothing any more', async (t) => {
  const scene = await setScene(t);
  const { centre, agents, conversationId } = scene;
  await centre.store.transact(async (transaction) => {
    const record = await transaction.findAgent(agents.assigned.agentId);
    assert.ok(record);
    await transaction.putAgent({ ...record, isDisabled: true });
  });

  assert.deepEqual(
    [
      await outcomeOf(agents.assigned.do({ type: 'presence.set', presence: 'available' })),
      await outcomeOf(agents.assigned.do({ type: 'chat.send', conversationId, content })),
      await outcomeOf(centre.centre.readAfter(agents.assigned.actor, conversationId, 0, 10)),
      await outcomeOf(centre.centre.desk(agents.assigned.agentId)),
    ],
    ['unauthenticated', 'unauthenticated', 'unauthenticated', 'unauthenticated'],
  );
});
