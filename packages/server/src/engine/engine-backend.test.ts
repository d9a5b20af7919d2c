import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import type { BackendEvent, ConversationId } from '@beside/protocol';
import { backendConformance } from '@beside/adapters/conformance';
import { createEngineBackend } from './testing/engine-backend.ts';
import { openTestCentre, type TestAgent, type TestCentre } from './testing/test-centre.ts';

backendConformance('engine', {
  runner: {
    describe: (name, body) => void describe(name, body),
    it: (name, body) => void it(name, body),
  },
  async create() {
    const cleanUps: (() => unknown)[] = [];
    const centre = await openTestCentre({ after: (work) => void cleanUps.push(work) });
    const mina = await centre.agent({ capacity: 20 });
    await mina.arrive();
    return {
      backend: createEngineBackend(centre.parts, centre.centre),
      agent: {
        answer: (conversationId) => answer(centre, mina, conversationId),
        async say(conversationId, text) {
          await mina.say(conversationId, text);
        },
        async end(conversationId) {
          await mina.do({ type: 'conversation.end', conversationId });
        },
        texts: async (conversationId) =>
          (await centre.entries(conversationId)).flatMap((entry) =>
            entry.type === 'chat.message' && entry.body.content.kind === 'text'
              ? entry.body.author.role === 'customer'
                ? [entry.body.content.text]
                : []
              : [],
          ),
      },
      cleanUp: async () => {
        for (const work of cleanUps) await work();
      },
    };
  },
});

test("the agent's typing and reading is told with the key of the customer's message", async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina] = [await centre.customer(), await centre.agent()];
  const backend = createEngineBackend(centre.parts, centre.centre);
  t.after(() => backend.dispose());
  const events: BackendEvent[] = [];
  void (async () => {
    for await (const event of backend.events(null, new AbortController().signal)) events.push(event);
  })();
  const conversationId = await customer.start();
  await mina.arrive();
  await mina.take();
  const content = { kind: 'text', text: 'hello' } as const;
  const signal = AbortSignal.timeout(1_000);
  await backend.chat.send(conversationId, { content }, { key: 'key-of-hello', signal });

  await centre.centre.signal(mina.actor, conversationId, { kind: 'typing', on: true });
  await centre.centre.receipt(mina.actor, conversationId, { readSeq: 4 });
  await centre.settle();

  const ephemeral = events.filter(({ backendId }) => backendId === null);
  assert.deepEqual(
    ephemeral.map(({ type }) => type),
    ['typing', 'receipt'],
  );
  assert.equal(ephemeral[1]?.type === 'receipt' && ephemeral[1].uptoKey, 'key-of-hello');
});

async function answer(centre: TestCentre, agent: TestAgent, conversationId: ConversationId): Promise<void> {
  await centre.settle();
  while ((await agent.take()) !== conversationId) await centre.settle();
}
