import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { ConversationId } from '@beside/protocol';
import { createSite, openTestCentre, type TestCentre } from '../testing/test-centre.ts';
import { pickAnswer } from './answer-first.ts';
import { openLibrary } from './open-library.ts';

const FOLDER = new URL('../../../../../demo/shop/knowledge', import.meta.url).pathname;

async function open(t: TestContext, firstAnswer: 'off' | 'beside' = 'beside'): Promise<TestCentre> {
  const knowledge = { folder: FOLDER, name: 'knowledge', field: 'sites.0.knowledge', firstAnswer };
  const site = createSite('shop', { knowledge });
  return openTestCentre(t, { sites: [site], library: openLibrary({ sites: new Map([['shop', site]]) }) });
}

/** Until nothing goes on any more: the first article is read from files, which takes turns of its own. */
async function quiet(test: TestCentre, conversationId: ConversationId, count: number): Promise<void> {
  for (let turn = 0; turn < 2_000; turn += 1) {
    await test.settle();
    if ((await test.entries(conversationId)).length >= count) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const describeEntries = async (test: TestCentre, conversationId: ConversationId) =>
  (await test.entries(conversationId)).map((entry) =>
    entry.type === 'chat.message'
      ? `${entry.body.author.role} ${entry.body.content.kind}`
      : entry.type === 'conversation.ended'
        ? `ended ${entry.body.reason}`
        : entry.type,
  );

const numbersOf = async (test: TestCentre) => (await test.centre.knowledge.sumNumbers('shop', {})).articles;

test('[M7] [MC9] an article answers a new chat as an automatic message, and its customer waits as before', async (t) => {
  const test = await open(t);
  const customer = await test.customer();
  const conversationId = await customer.start();
  await customer.say(conversationId, '반푼하고 싶어요');
  await quiet(test, conversationId, 3);

  assert.deepEqual(await describeEntries(test, conversationId), [
    'conversation.arrived',
    'customer text',
    'bot article',
  ]);
  const [, , answer] = await test.entries(conversationId);
  assert.ok(answer?.type === 'chat.message' && answer.body.content.kind === 'article');
  assert.deepEqual(answer.body.author, { role: 'bot', name: 'shop' });
  assert.deepEqual([answer.body.content.articleId, answer.body.content.locale], ['returns', 'ko']);
  const agent = await test.agent();
  await agent.arrive();
  assert.equal(await agent.take(), conversationId);
  assert.equal((await numbersOf(test))['returns']?.answered, 1);
});

test('[M7] [V13] "that helped" ends the matter as solved, takes it out of the queue and is counted once', async (t) => {
  const test = await open(t);
  const customer = await test.customer();
  const conversationId = await customer.start();
  await customer.say(conversationId, '반품하고 싶어요');
  await quiet(test, conversationId, 3);
  const command = { type: 'conversation.end', conversationId, solvedBy: 3 } as const;
  const commandId = '0195d000-0000-7000-8000-0000000000aa' as Parameters<typeof customer.do>[1];
  const first = await customer.do(command, commandId);

  assert.deepEqual(await customer.do(command, commandId), first);
  assert.equal((await describeEntries(test, conversationId)).at(-1), 'ended solved');
  const agent = await test.agent();
  await agent.arrive();
  assert.deepEqual(await agent.offers(), []);
  assert.equal((await numbersOf(test))['returns']?.answerHelped, 1);
});

test('[MC9] one article at most answers, never after an agent had it, and none where the site wants none', async (t) => {
  const test = await open(t);
  const customer = await test.customer();
  const one = await customer.start();
  await customer.say(one, '반품하고 싶어요');
  await quiet(test, one, 3);
  await customer.say(one, '배송 조회');
  await test.settle();
  assert.equal((await describeEntries(test, one)).filter((line) => line === 'bot article').length, 1);

  const other = await test.customer();
  const two = await other.start();
  const agent = await test.agent();
  await agent.arrive();
  await agent.take().catch(() => undefined);
  while ((await agent.offers()).length > 0) await agent.take();
  await other.say(two, '환불은 언제 되나요');
  await test.settle();
  assert.equal((await describeEntries(test, two)).includes('bot article'), false);

  const off = await open(t, 'off');
  const third = await off.customer();
  const three = await third.start();
  await third.say(three, '반품하고 싶어요');
  await off.settle();
  assert.deepEqual(await describeEntries(off, three), ['conversation.arrived', 'customer text']);
});

test('[M7] what might be two things, or only resembles something, is left to people', () => {
  const hit = (id: string, score: number) => ({
    ...{ kind: 'article' as const, id, locale: 'en', title: id, excerpt: id, score },
  });

  assert.equal(pickAnswer([hit('returns', 0.7), hit('exchange', 0.5)])?.id, 'returns');
  assert.equal(pickAnswer([hit('returns', 0.54)]), undefined);
  assert.equal(pickAnswer([hit('returns', 0.7), hit('exchange', 0.65)]), undefined);
  assert.equal(pickAnswer([]), undefined);
});

test('an article that an agent sends is counted', async (t) => {
  const test = await open(t);
  const customer = await test.customer();
  await customer.start();
  const agent = await test.agent();
  await agent.arrive();
  const conversationId = await agent.take();
  await agent.do({
    type: 'chat.send',
    conversationId,
    content: { kind: 'article', articleId: 'coupons', locale: 'ko', title: '쿠폰', text: '쿠폰 번호' },
  });

  assert.equal((await numbersOf(test))['coupons']?.sent, 1);
});
