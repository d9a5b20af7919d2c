import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { BesideError, newId, type ConversationId } from '@beside/protocol';
import { createBatches } from '../base/batches.ts';
import type { Store } from '../ports/store.ts';
import type { Change, Changed } from './change.ts';
import { MAX_CHANGES_TOGETHER, changeConversation, changeTogether } from './change-conversation.ts';
import type { Engine } from './parts.ts';
import { openTestCentre, type TestCentre, type TestCustomer } from './testing/test-centre.ts';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

function textsOf(entries: Awaited<ReturnType<TestCentre['entries']>>): string[] {
  return entries.flatMap(({ type, body }) =>
    type === 'chat.message' && 'content' in body && body.content.kind === 'text' ? [body.content.text] : [],
  );
}

const messageOf = (conversationId: ConversationId, text: string) =>
  ({ type: 'chat.send', conversationId, content: { kind: 'text', text } }) as const;

interface Scene {
  readonly centre: TestCentre;
  readonly customer: TestCustomer;
  readonly conversationId: ConversationId;
  /** Sends a text as the engine's own change; more of it is the test's. */
  change(text: string, more?: Partial<Change>): Promise<Changed>;
  /** How many transactions were begun so far. */
  transactions(): number;
}

async function setScene(t: TestContext): Promise<Scene> {
  const centre = await openTestCentre(t);
  const customer = await centre.customer();
  const conversationId = await customer.start();
  await centre.settle();
  centre.heard.length = 0;
  let begun = 0;
  const { store: inner } = centre;
  const store: Store = Object.assign(Object.create(inner) as Store, {
    transact: ((work) => ((begun += 1), inner.transact(work))) satisfies Store['transact'],
  });
  // What the changes of these tests ask of an engine.
  const engine = {
    ...centre.parts,
    store,
    route: () => undefined,
    change: createBatches<ConversationId, Change, Changed>({
      work: (id, changes) => changeTogether(engine, id, changes),
      maxItems: MAX_CHANGES_TOGETHER,
    }),
  } as unknown as Engine;
  return {
    centre,
    customer,
    conversationId,
    transactions: () => begun,
    change: (text, more = {}) =>
      changeConversation(engine, {
        conversationId,
        decide: () => ({
          entries: [
            {
              type: 'chat.message',
              body: { author: { role: 'customer' }, content: { kind: 'text', text } },
            },
          ],
        }),
        ...more,
      }),
  };
}

test('[E7] what is asked without waiting happens in that order, and is told once for each commit', async (t) => {
  const { centre, conversationId, change, transactions } = await setScene(t);

  const changed = await Promise.all(upTo(40).map((index) => change(`${index}`)));

  assert.deepEqual(
    changed.map(({ result }) => result.seq),
    upTo(40).map((index) => index + 1),
  );
  assert.deepEqual(textsOf(await centre.entries(conversationId)), upTo(40).map(String));
  await centre.settle();
  // The first at once, 32 together, the rest.
  assert.equal(transactions(), 3);
  assert.deepEqual(
    centre.heard.flatMap((message) => (message.kind === 'entries' ? [message.lastSeq] : [])),
    [2, 34, 41],
  );
});

test('[E7] a refusal takes nothing with it, and a repetition among others is answered the same', async (t) => {
  const { centre, customer, conversationId } = await setScene(t);
  const commandId = newId(centre.clock);
  const codeOf = (error: unknown): unknown => error instanceof BesideError && error.code;

  const answers = await Promise.all([
    customer.do(messageOf(conversationId, 'first')).then(({ seq }) => seq),
    customer.do(messageOf(conversationId, 'second'), commandId).then(({ seq }) => seq),
    customer.do(messageOf(conversationId, 'other'), commandId).catch(codeOf),
    customer.do(messageOf(conversationId, 'second'), commandId).then(({ seq }) => seq),
    customer.do({ type: 'conversation.end', conversationId }).then(({ seq }) => seq),
    customer.do(messageOf(conversationId, 'too late')).catch(codeOf),
  ]);

  assert.deepEqual(answers, [2, 3, 'conflict', 3, 4, 'conversation_closed']);
  assert.deepEqual(textsOf(await centre.entries(conversationId)), ['first', 'second']);
});

test('[E7] one that breaks while it writes takes only itself with it', async (t) => {
  const { centre, conversationId, change } = await setScene(t);
  const broken = new TypeError('a slip');
  const remembered: string[] = [];

  const outcomes = await Promise.allSettled(
    ['a', 'b', 'breaks', 'c'].map((text) =>
      change(text, {
        afterwards: () => remembered.push(text),
        also: () => (text === 'breaks' ? Promise.reject(broken) : Promise.resolve()),
      }),
    ),
  );

  assert.deepEqual(
    outcomes.map((outcome) =>
      outcome.status === 'fulfilled' ? outcome.value.result.seq : (outcome.reason as unknown),
    ),
    [2, 3, broken, 4],
  );
  assert.deepEqual(remembered, ['a', 'b', 'c']);
  assert.deepEqual(textsOf(await centre.entries(conversationId)), ['a', 'b', 'c']);
});

test('[E7] changes of a conversation that does not exist are all answered so', async (t) => {
  const { centre, customer } = await setScene(t);
  const nowhere = newId<ConversationId>(centre.clock);

  const outcomes = await Promise.allSettled(
    upTo(3).map((index) => customer.do(messageOf(nowhere, `${index}`))),
  );

  assert.deepEqual(
    outcomes.map((outcome) => outcome.status === 'rejected' && (outcome.reason as BesideError).code),
    ['not_found', 'not_found', 'not_found'],
  );
});
