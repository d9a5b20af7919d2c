import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { BesideError, type ConversationId, type EntryDraft } from '@beside/protocol';
import { openTestCentre, type TestCentre, type TestCustomer } from '../engine/testing/test-centre.ts';
import type { Transaction } from '../ports/store.ts';
import { createKeyring } from './keyring.ts';
import { createTimeline, type Timeline } from './timeline.ts';

interface Scene {
  readonly test: TestCentre;
  readonly customer: TestCustomer;
  readonly conversationId: ConversationId;
  /** One that has read nothing yet. */
  cold(): Timeline;
}

async function setScene(t: TestContext, lines: number): Promise<Scene> {
  const test = await openTestCentre(t);
  const customer = await test.customer();
  const conversationId = await customer.start();
  for (let line = 0; line < lines; line += 1) await customer.say(conversationId, `line ${line}`);
  const { keyring } = test.parts;
  return { test, customer, conversationId, cold: () => createTimeline({ keyring, clock: test.clock }) };
}

const message = (text: string): EntryDraft => ({
  type: 'chat.message',
  body: { author: { role: 'customer' }, content: { kind: 'text', text } },
});

/** Appends within a transaction that fails afterwards, unless it is to be kept. */
async function append(
  { test, conversationId }: Scene,
  timeline: Timeline,
  text: string,
  isKept: boolean,
): Promise<void> {
  await test.store
    .transact(async (transaction) => {
      const record = await transaction.lockConversation(conversationId);
      assert.ok(record);
      await timeline.append(transaction, record, await timeline.load(transaction, record), [message(text)]);
      if (!isKept) throw new BesideError('conflict');
    })
    .catch((error: unknown) => assert.equal(error instanceof BesideError && error.code, 'conflict'));
}

/** All entries and the state, as one timeline sees them. */
function look({ test, conversationId }: Scene, timeline: Timeline): Promise<unknown> {
  return test.store.read(async (transaction) => {
    const record = await transaction.findConversation(conversationId);
    assert.ok(record);
    return {
      state: await timeline.load(transaction, record),
      entries: await timeline.readAfter(transaction, record, 0, 10_000),
      tail: await timeline.readAfter(transaction, record, record.lastSeq - 3, 10),
      page: await timeline.readBefore(transaction, record, record.lastSeq, 5),
    };
  });
}

describe('a timeline', () => {
  it('tells the same whether it remembers or reads', async (t) => {
    const scene = await setScene(t, 700);
    const warm = scene.test.parts.timeline;

    assert.deepEqual(await look(scene, warm), await look(scene, scene.cold()));
    assert.deepEqual(await look(scene, warm), await look(scene, warm));
  });

  it('remembers nothing of an append that was taken back', async (t) => {
    const scene = await setScene(t, 3);
    const timeline = scene.test.parts.timeline;
    const before = await look(scene, timeline);

    await append(scene, timeline, 'never', false);
    assert.deepEqual(await look(scene, timeline), before);
    await append(scene, timeline, 'never again', false);
    await append(scene, timeline, 'kept', true);

    assert.deepEqual(await look(scene, timeline), await look(scene, scene.cold()));
    const texts = JSON.stringify(await look(scene, timeline));
    assert.deepEqual([texts.includes('kept'), texts.includes('never')], [true, false]);
  });

  it('shows nobody an entry before its commit', async (t) => {
    const scene = await setScene(t, 2);
    const timeline = scene.test.parts.timeline;
    const before = await look(scene, timeline);
    let during: unknown;

    await scene.test.store.transact(async (transaction) => {
      const record = await transaction.lockConversation(scene.conversationId);
      assert.ok(record);
      await timeline.append(transaction, record, await timeline.load(transaction, record), [message('soon')]);
      during = await look(scene, timeline);
    });

    assert.deepEqual(during, before);
    assert.match(JSON.stringify(await look(scene, timeline)), /soon/);
  });

  it('goes on when another node has appended meanwhile', async (t) => {
    const scene = await setScene(t, 3);
    const [mine, others] = [scene.test.parts.timeline, scene.cold()];
    await look(scene, mine);
    await append(scene, others, 'from elsewhere', true);

    await append(scene, mine, 'from here', true);

    assert.deepEqual(await look(scene, mine), await look(scene, others));
  });

  it('does not take what was taken back for what another node has put in its place', async (t) => {
    const scene = await setScene(t, 3);
    const [mine, others] = [scene.test.parts.timeline, scene.cold()];
    await append(scene, mine, 'never', false);
    await append(scene, others, 'from elsewhere', true);

    assert.deepEqual(await look(scene, mine), await look(scene, scene.cold()));
    await append(scene, mine, 'from here', true);
    assert.deepEqual(await look(scene, mine), await look(scene, scene.cold()));
  });

  it('reads key and entries of a forgotten customer again', async (t) => {
    const scene = await setScene(t, 2);
    const { timeline } = scene.test.parts;
    const before = await look(scene, timeline);
    const reads: string[] = [];
    const count = (): Promise<void> =>
      scene.test.store.read(async (transaction) => {
        const record = await transaction.findConversation(scene.conversationId);
        const customer = record && (await transaction.findCustomer(record.customerId));
        assert.ok(customer);
        const counted: Transaction = {
          ...transaction,
          findCustomer: (id) => (reads.push('customer'), transaction.findCustomer(id)),
          listEntriesAfter: (...range) => (reads.push('entries'), transaction.listEntriesAfter(...range)),
        };
        await timeline.load(counted, record);
        timeline.forget(customer, [scene.conversationId]);
        await timeline.load(counted, record);
      });

    await count();

    assert.deepEqual(reads, ['customer', 'entries']);
    assert.deepEqual(await look(scene, timeline), before);
  });

  it('opens no body with another configured key', async (t) => {
    const scene = await setScene(t, 1);
    const keyring = createKeyring({ masterKey: new Uint8Array(32).fill(8), clock: scene.test.clock });
    const stranger = createTimeline({ keyring, clock: scene.test.clock });

    await assert.rejects(look(scene, stranger), { code: 'internal' });
  });
});
