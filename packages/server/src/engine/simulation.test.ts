import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyConversation, NEW_CONVERSATION, type ConversationId } from '@beside/protocol';
import fc from 'fast-check';
import { openTestCentre, type TestAgent, type TestCentre, type TestCustomer } from './testing/test-centre.ts';

const CAPACITY = 2;

interface World {
  readonly centre: TestCentre;
  readonly customers: readonly TestCustomer[];
  readonly agents: readonly TestAgent[];
  /** Connections of each agent; the server forgets them when it restarts. */
  readonly connections: number[];
  readonly started: Set<ConversationId>;
}

type Step = readonly [name: keyof typeof STEPS, who: number];

/** Things people do at any moment; refusals are part of life. */
const STEPS = {
  async start({ customers, started }: World, who: number) {
    started.add(await customers[who % customers.length]!.start());
  },
  async write({ centre, customers }: World, who: number) {
    const customer = customers[who % customers.length]!;
    const open = await centre.centre.findCurrentConversation(customer.actor);
    if (open) await customer.say(open.conversationId, 'hello');
  },
  async leave({ centre, customers }: World, who: number) {
    const customer = customers[who % customers.length]!;
    const open = await centre.centre.findCurrentConversation(customer.actor);
    if (open) await customer.do({ type: 'conversation.end', conversationId: open.conversationId });
  },
  async arrive({ agents, connections }: World, who: number) {
    const index = who % agents.length;
    connections[index] = (connections[index] ?? 0) + 1;
    await agents[index]!.arrive();
  },
  async vanish({ centre, agents, connections }: World, who: number) {
    const index = who % agents.length;
    if (!connections[index]) return;
    connections[index] -= 1;
    await centre.centre.agentDisconnected(agents[index]!.agentId);
  },
  async take({ agents }: World, who: number) {
    await agents[who % agents.length]!.take();
  },
  async decline({ agents }: World, who: number) {
    const agent = agents[who % agents.length]!;
    const [offer] = await agent.offers();
    if (!offer) return;
    const { conversationId } = offer.conversation;
    await agent.do({ type: 'offer.decline', conversationId, offerId: offer.offerId });
  },
  async answer({ centre, agents }: World, who: number) {
    const agent = agents[who % agents.length]!;
    const [mine] = (await centre.centre.desk(agent.agentId)).conversations;
    if (mine) await agent.say(mine.conversationId, 'hello');
  },
  async release({ centre, agents }: World, who: number) {
    const agent = agents[who % agents.length]!;
    const [mine] = (await centre.centre.desk(agent.agentId)).conversations;
    if (mine) await agent.do({ type: 'conversation.release', conversationId: mine.conversationId });
  },
  async wait({ centre }: World, who: number) {
    await centre.pass((who + 1) * 4_000);
  },
  async restart({ centre, connections }: World) {
    connections.fill(0);
    await centre.restart();
  },
} as const;

const names = Object.keys(STEPS) as (keyof typeof STEPS)[]; // its own keys
const step = fc.tuple(
  // Centres are busy places: more begins than ends.
  fc.constantFrom(...names, 'start', 'start', 'arrive', 'take', 'take', 'take', 'answer'),
  fc.nat({ max: 5 }),
) satisfies fc.Arbitrary<Step>;

test('[Q3] whatever people do, nobody has too much, nothing rings twice and nothing is forgotten', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
      const cleanUps: (() => Promise<void>)[] = [];
      const centre = await openTestCentre({ after: (work) => void cleanUps.push(work) });
      try {
        await live(centre, steps);
      } finally {
        for (const work of cleanUps) await work();
      }
    }),
    { numRuns: 40 },
  );
  t.diagnostic('40 lives of up to 60 steps');
});

async function live(centre: TestCentre, steps: readonly Step[]): Promise<void> {
  const world: World = {
    centre,
    customers: await Promise.all(Array.from({ length: 6 }, () => centre.customer())),
    agents: [await centre.agent({ capacity: CAPACITY }), await centre.agent({ capacity: CAPACITY })],
    connections: [0, 0],
    started: new Set(),
  };
  for (const [name, who] of steps) {
    await STEPS[name](world, who).catch(() => undefined); // refused, or nothing rang
    await centre.settle();
    await checkWorld(world);
  }
  // Everybody goes home: what was theirs waits again.
  while (world.connections[0]) await STEPS.vanish(world, 0);
  while (world.connections[1]) await STEPS.vanish(world, 1);
  await centre.pass(31_000);
  for (const conversationId of world.started) {
    const { status } = (await recordOf(centre, conversationId))!;
    assert.ok(status === 'queued' || status === 'ended', status);
  }
}

async function checkWorld({ centre, agents, connections, started }: World): Promise<void> {
  for (const [index, { agentId }] of agents.entries()) {
    const { offers, conversations, presence } = await centre.centre.desk(agentId);
    assert.ok(offers.length <= 1, 'one ring at a time');
    assert.ok(offers.length + conversations.length <= CAPACITY, 'capacity');
    assert.equal(presence === 'offline', connections[index] === 0);
    if (presence === 'offline') assert.equal(offers.length, 0, 'rings at nobody');
  }
  for (const conversationId of started) {
    const record = (await recordOf(centre, conversationId))!;
    const entries = await centre.entries(conversationId);
    const state = entries.reduce(applyConversation, NEW_CONVERSATION);
    assert.deepEqual(
      entries.map(({ seq }) => seq),
      entries.map((_entry, index) => index + 1),
    );
    assert.deepEqual([record.status, record.lastSeq], [state.status, entries.length]);
  }
}

function recordOf({ store }: TestCentre, conversationId: ConversationId) {
  return store.read((transaction) => transaction.findConversation(conversationId));
}
