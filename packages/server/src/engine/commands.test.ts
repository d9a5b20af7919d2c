import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId, type ConversationId, type InteractionId } from '@beside/protocol';
import { openTestCentre } from './testing/test-centre.ts';

test('[E1] a repeated command answers the same and happens once, after a restart too', async (t) => {
  const centre = await openTestCentre(t);
  const customer = await centre.customer();
  const conversationId = await customer.start();
  const command = {
    type: 'chat.send',
    conversationId,
    content: { kind: 'text', text: '안녕하세요' },
  } as const;
  const commandId = newId(centre.clock);

  const first = await customer.do(command, commandId);
  await centre.pass(1_000);
  const again = await customer.do(command, commandId);
  await centre.restart();
  const afterRestart = await customer.do(command, commandId);

  assert.deepEqual([again, afterRestart], [first, first]);
  assert.equal((await centre.entries(conversationId)).length, 2);
});

test('[E1] repetitions at the same moment happen once', async (t) => {
  const centre = await openTestCentre(t);
  const customer = await centre.customer();
  const conversationId = newId<ConversationId>(centre.clock);
  const start = { type: 'conversation.start', conversationId, channel: 'chat', locale: 'ko' } as const;
  const commandId = newId(centre.clock);

  const results = await Promise.all([1, 2, 3].map(() => customer.do(start, commandId)));

  assert.deepEqual(new Set(results.map(({ seq }) => seq)), new Set([1]));
  assert.equal((await centre.entries(conversationId)).length, 1);
});

test('[E1] the same id with another body is a conflict', async (t) => {
  const centre = await openTestCentre(t);
  const customer = await centre.customer();
  const conversationId = await customer.start();
  const commandId = newId(centre.clock);
  const say = (text: string) =>
    customer.do({ type: 'chat.send', conversationId, content: { kind: 'text', text } }, commandId);

  await say('one');

  await assert.rejects(say('two'), { code: 'conflict' });
});

test('[E1] a command of an agent that was answered is answered the same after the conversation went back', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina] = [await centre.customer(), await centre.agent()];
  await mina.arrive();
  const conversationId = await customer.start();
  await mina.take();
  const command = { type: 'chat.send', conversationId, content: { kind: 'text', text: 'Hello' } } as const;
  const commandId = newId(centre.clock);
  const first = await mina.do(command, commandId);
  await mina.do({ type: 'conversation.release', conversationId });

  assert.deepEqual(await mina.do(command, commandId), first);
});

test('[Q1] a customer with an open conversation is told which one it is', async (t) => {
  const centre = await openTestCentre(t);
  const customer = await centre.customer();
  const conversationId = await customer.start();

  await assert.rejects(customer.start(), { code: 'conversation_open', details: { conversationId } });
  await assert.rejects(
    customer.do({ type: 'conversation.start', conversationId, channel: 'chat', locale: 'ko' }),
    { code: 'conversation_open', details: { conversationId } },
  );
});

test('[Q1] after the end a new conversation can begin, and the old one takes nothing more', async (t) => {
  const centre = await openTestCentre(t);
  const customer = await centre.customer();
  const ended = await customer.start();
  await customer.do({ type: 'conversation.end', conversationId: ended });

  await assert.rejects(customer.say(ended, 'one more thing'), { code: 'conversation_closed' });
  assert.notEqual(await customer.start(), ended);
});

test('[E2] an id that somebody else has taken is refused like one that does not exist', async (t) => {
  const centre = await openTestCentre(t);
  const [one, other] = [await centre.customer(), await centre.customer()];
  const conversationId = await one.start();

  await assert.rejects(
    other.do({ type: 'conversation.start', conversationId, channel: 'chat', locale: 'ko' }),
    { code: 'not_found' },
  );
});

test('[E2] a queue that the site does not have is refused', async (t) => {
  const centre = await openTestCentre(t);
  const customer = await centre.customer();

  await assert.rejects(customer.start({ queueId: 'elsewhere' }), { code: 'not_found' });
});

test('[E3] customers see no routing, and the range still covers it', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina] = [await centre.customer(), await centre.agent()];
  await mina.arrive();
  const conversationId = await customer.start();
  await mina.take();
  await mina.say(conversationId, 'Hello');

  const forCustomer = await centre.centre.readAfter(customer.actor, conversationId, 0, 100);
  const forAgent = await centre.centre.readAfter(mina.actor, conversationId, 0, 100);

  assert.deepEqual(
    forCustomer.entries.map(({ type }) => type),
    ['conversation.arrived', 'conversation.answered', 'chat.message'],
  );
  assert.deepEqual([forCustomer.afterSeq, forCustomer.uptoSeq, forCustomer.more], [0, 5, false]);
  assert.equal(forAgent.entries.length, 5);
});

test('[E3] command ids are only for who sent them', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina] = [await centre.customer(), await centre.agent()];
  await mina.arrive();
  const conversationId = await customer.start();
  await mina.take();
  await customer.say(conversationId, 'one');
  await mina.say(conversationId, 'two');

  const keyed = async (actor: typeof customer.actor | typeof mina.actor) =>
    (await centre.centre.readBefore(actor, conversationId, 100, 100)).entries.flatMap((entry) =>
      entry.type === 'chat.message' && entry.commandId !== undefined ? [entry.body.author.role] : [],
    );

  assert.deepEqual(await keyed(customer.actor), ['customer']);
  assert.deepEqual(await keyed(mina.actor), ['agent']);
});

test('[E3] pages of history go back to the first entry', async (t) => {
  const centre = await openTestCentre(t);
  const customer = await centre.customer();
  const conversationId = await customer.start();
  for (let count = 0; count < 5; count += 1) await customer.say(conversationId, `line ${count}`);

  const newest = await centre.centre.readBefore(customer.actor, conversationId, 7, 4);
  const oldest = await centre.centre.readBefore(customer.actor, conversationId, newest.afterSeq + 1, 4);

  assert.deepEqual(
    [newest, oldest].map(({ entries, more }) => [entries.map(({ seq }) => seq), more]),
    [
      [[3, 4, 5, 6], true],
      [[1, 2], false],
    ],
  );
});

test('[E3] who had a conversation still reads how it ended', async (t) => {
  const centre = await openTestCentre(t);
  const [customer, mina] = [await centre.customer(), await centre.agent()];
  await mina.arrive();
  const conversationId = await customer.start();
  await mina.take();

  await customer.do({ type: 'conversation.end', conversationId });

  const { entries } = await centre.centre.readAfter(mina.actor, conversationId, 0, 100);
  assert.equal(entries.at(-1)?.type, 'conversation.ended');
  assert.deepEqual((await centre.centre.desk(mina.agentId)).conversations, []);
});

test('[E5] addresses of pages keep only the queries that the site allows', async (t) => {
  const centre = await openTestCentre(t);
  const customer = await centre.customer();
  const conversationId = await customer.start();
  const page = { url: 'https://shop.example/product?id=7&token=secret#card' };

  await customer.do({ type: 'conversation.set-context', conversationId, context: { page } });

  const entry = (await centre.entries(conversationId)).at(-1);
  assert.deepEqual(entry?.type === 'conversation.context-changed' && entry.body.context, {
    page: { url: 'https://shop.example/product?id=7' },
  });
});

test('[E5] what is no address of a web page is refused', async (t) => {
  const centre = await openTestCentre(t);
  const customer = await centre.customer();
  const conversationId = await customer.start();

  for (const url of ['cart', 'javascript:alert(1)', 'blob:https://shop.example/1'])
    await assert.rejects(
      customer.do({ type: 'conversation.set-context', conversationId, context: { page: { url } } }),
      { code: 'bad_frame' },
    );
});

test('[E6] a report is kept once, and the store cannot read it', async (t) => {
  const centre = await openTestCentre(t);
  const customer = await centre.customer();
  const reportId = newId(centre.clock);
  const interactions = [
    {
      id: newId<InteractionId>(centre.clock),
      name: 'panel.opened',
      at: centre.clock.now(),
      properties: { panel: 'chat' },
    },
  ];

  const first = await centre.centre.report(customer.actor, reportId, interactions);
  await centre.pass(60_000);
  const again = await centre.centre.report(customer.actor, reportId, interactions);

  assert.deepEqual(again, first);
  const reports = await centre.store.read((transaction) => transaction.listReports('shop', 10));
  assert.equal(reports.length, 1);
  assert.ok(!Buffer.from(reports[0]?.body ?? []).includes('panel.opened'));
});

test('[E6] the key of a report with another body is a conflict, whoever sends it, and changes nothing', async (t) => {
  const centre = await openTestCentre(t);
  const customers = [await centre.customer(), await centre.customer()] as const;
  const interactionOf = (name: string) => ({
    id: newId<InteractionId>(centre.clock),
    name,
    at: centre.clock.now(),
    properties: { panel: 'chat', step: 1 },
  });
  const opened = interactionOf('panel.opened');
  const reportId = newId(centre.clock);
  const report = (customer: (typeof customers)[number], ...interactions: (typeof opened)[]) =>
    centre.centre.report(customer.actor, reportId, interactions);
  await report(customers[0], opened);
  const before = await centre.store.read((transaction) => transaction.listReports('shop', 10));

  await assert.rejects(report(customers[0], opened, interactionOf('panel.closed')), { code: 'conflict' });
  await assert.rejects(report(customers[1], interactionOf('panel.opened')), { code: 'conflict' });
  // The order of properties says nothing.
  await report(customers[0], { ...opened, properties: { step: 1, panel: 'chat' } });

  assert.deepEqual(await centre.store.read((transaction) => transaction.listReports('shop', 10)), before);
});

test('[E3] places in the queue are counted per queue and end with the answer', async (t) => {
  const centre = await openTestCentre(t);
  const customers = [await centre.customer(), await centre.customer(), await centre.customer()];
  const [first, orders, last] = [
    await customers[0]!.start(),
    await customers[1]!.start({ queueId: 'orders' }),
    await customers[2]!.start(),
  ];
  const places = () => Promise.all([first, orders, last].map((id) => centre.centre.queuePosition(id)));
  assert.deepEqual(await places(), [1, 1, 2]);

  const mina = await centre.agent({ queues: { shop: ['general'] } });
  await mina.arrive();
  await mina.take();

  assert.deepEqual(await places(), [undefined, 1, 1]);
});

test('[Q7] availability follows hours and who is there', async (t) => {
  const centre = await openTestCentre(t);
  const mina = await centre.agent();
  const statuses = [(await centre.centre.availability('shop')).status];
  await mina.arrive();
  statuses.push((await centre.centre.availability('shop')).status);
  await mina.do({ type: 'presence.set', presence: 'away' });
  statuses.push((await centre.centre.availability('shop')).status);

  assert.deepEqual(statuses, ['unattended', 'open', 'unattended']);
});
