import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId, type ConversationId, type InteractionId } from '@beside/protocol';
import { createFakeBackend } from '@beside/adapters/fake-backend';
import { outboxOf, setScene, textsOf, typesOf } from '../testing/backend-scene.ts';
import { createSite, openTestCentre } from '../testing/test-centre.ts';

test('[X1] a customer talks to a backend that answers, and reads it in one timeline', async (t) => {
  const fake = createFakeBackend({
    answerTo: (content) => (content.kind === 'text' ? `re: ${content.text}` : ''),
  });
  const centre = await openTestCentre(t, {
    sites: [createSite('shop', { backend: 'fake' })],
    backends: { shop: () => fake },
  });
  const customer = await centre.customer();
  const conversationId = await customer.start();

  await customer.say(conversationId, '안녕하세요');
  await centre.settle();

  const entries = await centre.entries(conversationId);
  assert.deepEqual(typesOf(entries), [
    'conversation.arrived',
    'chat.message',
    'conversation.answered',
    'chat.message',
    'conversation.first-responded',
  ]);
  assert.deepEqual(textsOf(entries), ['안녕하세요', 're: 안녕하세요']);
});

test('[X1] the customer is answered while the backend is down, and it gets everything when it is back', async (t) => {
  const { centre, fake, customer } = await setScene(t);
  fake.fault('fails-for-now', 'fails-for-now', 'fails-for-now');

  const conversationId = await customer.start();
  const { seq } = await customer.say(conversationId, 'one');
  await customer.say(conversationId, 'two');
  assert.equal(seq, 2);
  assert.deepEqual(fake.effects, []);
  await centre.pass(10_000);

  assert.deepEqual(fake.effects, ['start', 'send one', 'send two']);
});

test('[X1] what was not delivered before a restart is delivered after it', async (t) => {
  const { centre, fake, customer } = await setScene(t);
  fake.fault('fails-for-now');
  const conversationId = await customer.start();
  await customer.say(conversationId, 'one');

  await centre.restart();
  await centre.pass(5_000);

  assert.deepEqual(fake.effects, ['start', 'send one']);
});

test('[X2] many messages of one moment arrive in their order', async (t) => {
  const { centre, fake, customer } = await setScene(t);
  const conversationId = await customer.start();
  const texts = Array.from({ length: 30 }, (_, index) => `line ${index}`);

  await Promise.all(texts.map((text) => customer.say(conversationId, text)));
  await centre.settle();

  assert.deepEqual(fake.texts(conversationId), texts);
});

test('[X2] a conversation whose delivery hangs does not hold up another one', async (t) => {
  const { centre, fake, customer } = await setScene(t);
  const other = await centre.customer();
  const [slow, quick] = [await customer.start(), await other.start()];
  fake.fault('hangs');

  await customer.say(slow, 'slow');
  await centre.settle();
  await other.say(quick, 'quick');
  await centre.settle();

  assert.deepEqual([fake.texts(slow), fake.texts(quick)], [[], ['quick']]);
  await centre.pass(10_000);
  assert.deepEqual(fake.texts(slow), ['slow']);
});

test('[X3] a conversation that the backend never takes ends, and the customer sees it', async (t) => {
  const { centre, fake, customer } = await setScene(t);
  fake.fault('fails-for-good');
  const conversationId = await customer.start();

  const last = (await centre.entries(conversationId)).at(-1);
  assert.deepEqual(last?.body, { by: 'system', reason: 'backend' });
  await centre.pass(10_000);
  assert.deepEqual([fake.effects, await outboxOf(centre)], [[], []]);
});

for (const fault of ['happens-silently', 'lost', 'throws', 'hangs', 'answers-nonsense'] as const) {
  test(`[X4] with native keys a call that ${fault} is repeated and happens once`, async (t) => {
    const { centre, fake, customer } = await setScene(t, { find: false });
    const conversationId = await customer.start();
    fake.fault(fault);

    await customer.say(conversationId, 'once');
    await centre.pass(20_000);

    assert.deepEqual([fake.texts(conversationId), await outboxOf(centre)], [['once'], []]);
  });

  test(`[X4] without keys a call that ${fault} is looked up and happens once`, async (t) => {
    const { centre, fake, customer } = await setScene(t, { sendKey: 'none' });
    const conversationId = await customer.start();
    fake.fault(fault);

    await customer.say(conversationId, 'once');
    await centre.pass(20_000);

    assert.deepEqual([fake.texts(conversationId), await outboxOf(centre)], [['once'], []]);
  });

  test(`[X4] without keys and lookup a call that ${fault} is not repeated`, async (t) => {
    const { centre, fake, customer } = await setScene(t, { sendKey: 'none', find: false });
    const conversationId = await customer.start();
    fake.fault(fault);

    await customer.say(conversationId, 'once');
    await customer.say(conversationId, 'next');
    await centre.pass(20_000);

    assert.deepEqual(
      [fake.texts(conversationId), await outboxOf(centre)],
      [fault === 'happens-silently' ? ['once', 'next'] : ['next'], []],
    );
  });
}

test('[X4] a key that comes back in events says that it happened', async (t) => {
  const { centre, fake, customer } = await setScene(t, { sendKey: 'echo', find: false });
  const conversationId = await customer.start();
  fake.fault('happens-silently');

  const { seq } = await customer.say(conversationId, 'once');
  await centre.pass(20_000);

  const { agent } = await centre.centre.getConversation(customer.actor, conversationId);
  assert.deepEqual(
    [fake.texts(conversationId), await outboxOf(centre), agent.deliveredSeq],
    [['once'], [], seq],
  );
  assert.deepEqual(textsOf(await centre.entries(conversationId)), ['once']);
});

test('[X4] during a call that cannot be recognised again it is on disk that it may have happened', async (t) => {
  const { centre, fake, customer } = await setScene(t, { sendKey: 'none' });
  const conversationId = await customer.start();
  fake.fault('hangs');

  await customer.say(conversationId, 'once');
  await centre.settle();

  assert.deepEqual(await outboxOf(centre), ['unknown']);
  await centre.pass(20_000);
});

test('[X4] what a crash left in the middle of a call is not repeated blindly', async (t) => {
  const { centre, fake, customer } = await setScene(t, { sendKey: 'none' });
  const conversationId = await customer.start();
  fake.fault('happens-silently');
  await customer.say(conversationId, 'once');
  await centre.settle();
  assert.deepEqual(await outboxOf(centre), ['unknown']);

  await centre.restart();
  await centre.pass(20_000);

  assert.deepEqual([fake.texts(conversationId), await outboxOf(centre)], [['once'], []]);
});

test('[X5] a backend that fails five times in a row is left alone for 30 s', async (t) => {
  const { centre, fake, customer } = await setScene(t);
  const calls: number[] = [];
  const conversationId = await customer.start();
  const { send } = fake.chat;
  fake.chat.send = (...args) => {
    calls.push(centre.clock.now());
    return send(...args);
  };
  fake.fault(...Array.from({ length: 5 }, () => 'fails-for-now' as const));

  await customer.say(conversationId, 'hello');
  await centre.pass(120_000);

  assert.equal(calls.length, 6);
  assert.ok(calls[5]! - calls[4]! >= 30_000);
  assert.deepEqual(fake.texts(conversationId), ['hello']);
});

test('[X8] delivered is what the backend has, read what its agent read', async (t) => {
  const { centre, fake, customer } = await setScene(t);
  const conversationId = await customer.start();
  fake.fault('fails-for-now');
  const { seq } = await customer.say(conversationId, 'hello');
  const agentReceipt = async () =>
    (await centre.centre.getConversation(customer.actor, conversationId)).agent;

  await centre.settle();
  const before = await agentReceipt();
  await centre.pass(2_000);
  const delivered = await agentReceipt();
  fake.agent.read(conversationId);
  await centre.settle();

  assert.deepEqual(
    [before.deliveredSeq, delivered, await agentReceipt()],
    [0, { deliveredSeq: seq, readSeq: 0 }, { deliveredSeq: seq, readSeq: seq }],
  );
});

test('[X8] a message that was given up, and what follows, is not shown as delivered', async (t) => {
  const { centre, fake, customer } = await setScene(t);
  const conversationId = await customer.start();
  const { seq } = await customer.say(conversationId, 'arrives');
  await centre.settle();
  fake.fault('fails-for-good');
  await customer.say(conversationId, 'is refused');
  await customer.say(conversationId, 'arrives too');
  await centre.settle();
  fake.agent.read(conversationId);
  await centre.settle();

  assert.deepEqual(fake.texts(conversationId), ['arrives', 'arrives too']);
  assert.deepEqual((await centre.centre.getConversation(customer.actor, conversationId)).agent, {
    deliveredSeq: seq,
    readSeq: seq,
  });
});

test('[X1] context, reports, typing, receipts and the end reach a backend that offers them', async (t) => {
  const { centre, fake, customer } = await setScene(t);
  const conversationId = await customer.start();
  fake.agent.say(conversationId, 'Hello');
  await centre.settle();
  const page = { url: 'https://shop.example/cart' };

  await customer.do({ type: 'conversation.set-context', conversationId, context: { page } });
  await centre.centre.report(customer.actor, newId(centre.clock), [
    { id: newId<InteractionId>(centre.clock), name: 'panel.opened', at: 1, properties: {} },
  ]);
  await centre.settle();
  await centre.centre.signal(customer.actor, conversationId, { kind: 'typing', on: true });
  await centre.centre.receipt(customer.actor, conversationId, { readSeq: 4 });
  await centre.settle();
  await customer.do({ type: 'conversation.end', conversationId });
  await centre.settle();

  assert.deepEqual(fake.effects, [
    'start',
    'context https://shop.example/cart',
    'report panel.opened',
    'typing true',
    'receipt read',
    'end',
  ]);
});

test('[X1] what a backend does not offer is not asked of it', async (t) => {
  const { centre, fake, customer } = await setScene(t, {
    context: false,
    reports: false,
    typing: false,
    receipts: false,
  });
  const conversationId = await customer.start();

  await customer.do({ type: 'conversation.set-context', conversationId, context: {} });
  await centre.centre.report(customer.actor, newId(centre.clock), [
    { id: newId<InteractionId>(centre.clock), name: 'panel.opened', at: 1, properties: {} },
  ]);
  await centre.centre.signal(customer.actor, conversationId, { kind: 'typing', on: true });
  await centre.settle();

  assert.deepEqual([fake.effects, await outboxOf(centre)], [['start'], []]);
});

test('[X1] a backend whose methods throw at once harms nobody', async (t) => {
  const fake = createFakeBackend();
  const fail = (): never => {
    throw new Error('broken');
  };
  const broken = { ...fake, chat: { ...fake.chat, typing: fail }, dispose: fail };
  const centre = await openTestCentre(t, {
    sites: [createSite('shop', { backend: 'fake' })],
    backends: { shop: () => broken },
  });
  const customer = await centre.customer();
  const conversationId = await customer.start();

  await centre.centre.signal(customer.actor, conversationId, { kind: 'typing', on: true });
  await centre.restart();

  assert.equal((await centre.centre.getConversation(customer.actor, conversationId)).status, 'queued');
});

test('[X1] a text that is too long for the backend is refused to the customer', async (t) => {
  const { customer } = await setScene(t, { maxTextBytes: 6 });
  const conversationId = await customer.start();

  await assert.rejects(customer.say(conversationId, '안녕하'), { code: 'too_large' });
  await customer.say(conversationId, '안녕');
});

test("[Q3] our agents are not offered what a backend's agents serve", async (t) => {
  const { centre, customer } = await setScene(t);
  const mina = await centre.agent();
  await mina.arrive();
  await customer.start();
  await centre.pass(1_000);

  const { offers, queues } = await centre.centre.desk(mina.agentId);
  assert.deepEqual([offers, queues], [[], []]);
});

test('[X1] what waits for a backend is sealed', async (t) => {
  const { centre, fake, customer } = await setScene(t);
  fake.fault('fails-for-now');
  const conversationId: ConversationId = await customer.start();
  await customer.say(conversationId, 'my secret');

  const rows = await centre.store.read((transaction) =>
    transaction.listDueOutbox(centre.clock.now() + 1_000_000, 10),
  );
  assert.equal(rows.length, 1);
  assert.ok(rows.every(({ call }) => !Buffer.from(call).includes('start')));
});
