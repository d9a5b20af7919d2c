import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError, LIMITS, newId, type CommandId } from '@beside/protocol';
import { createFakeClock } from '../shared/testing/clocks.ts';
import { createMemoryCenter, type MemoryCenterOptions } from './index.ts';
import { describeEntry, openScene, say } from './testing/open-scene.ts';

test('an agent who plays by itself answers by the clock, and says when it reads and types', async () => {
  const scene = openScene();
  const { session, told } = await scene.customer();
  const conversationId = await scene.start(session);

  await scene.clock.advance(1_499);
  assert.deepEqual(told, ['agent read 0', 'conversation.arrived', 'place 1']);
  await scene.clock.advance(1);
  await scene.clock.advance(1_500);
  await scene.do(session, say(conversationId, 'Where is my order?'));
  await scene.clock.advance(500);
  await scene.clock.advance(1_500);

  assert.deepEqual(told.slice(3), [
    'conversation.answered',
    'agent typing true',
    'agent: Hello, this is Mina. How can I help?',
    'agent typing false',
    'customer: Where is my order?',
    'agent read 0',
    'agent read 6',
    'agent typing true',
    'agent: I see. Let me look into that for you.',
    'agent typing false',
  ]);
});

test('an answer is chosen by the words of the customer, and the last one ends the conversation', async () => {
  const scene = openScene();
  const { session, told } = await scene.customer();
  const conversationId = await scene.start(session);
  await scene.clock.advance(5_000);

  await scene.do(session, say(conversationId, 'Bye for now'));
  await scene.clock.advance(2_000);

  assert.deepEqual(
    told.filter((line) => line.startsWith('agent: Thank') || line === 'conversation.ended'),
    ['agent: Thank you for writing. Goodbye!', 'conversation.ended'],
  );
});

test('two centers with the same clock and the same questions are the same, ids and all', async () => {
  const run = async () => {
    const scene = openScene();
    const { session, told, tokens } = await scene.customer();
    const conversationId = await scene.start(session);
    await scene.clock.advance(10_000);
    await scene.do(session, say(conversationId, 'Hello'));
    await scene.clock.advance(10_000);
    const page = await session.history(conversationId, { beforeSeq: 99, limit: 99 });
    scene.center.stop();
    session.close();
    return { told, tokens, page };
  };

  assert.deepEqual(await run(), await run());
});

test('while the network is gone nothing arrives, and afterwards everything does', async () => {
  const scene = openScene();
  const { session, told } = await scene.customer();
  const conversationId = await scene.start(session);

  scene.center.setOnline(false);
  assert.deepEqual(session.connection, {
    status: 'waiting',
    retryAt: scene.clock.now() + LIMITS.reconnectFirstMs,
    attempt: 1,
  });
  await scene.clock.advance(60_000);
  const refused = await scene.do(session, say(conversationId, 'lost')).catch((error: unknown) => error);
  const toldOffline = [...told];
  scene.center.setOnline(true);
  await scene.clock.settle();

  assert.equal(refused instanceof BesideError && refused.code, 'disconnected');
  assert.deepEqual(toldOffline, ['agent read 0', 'conversation.arrived', 'place 1']);
  assert.deepEqual(told.slice(3), [
    'agent read 0',
    'conversation.answered',
    'agent: Hello, this is Mina. How can I help?',
  ]);
});

test('a command whose answer is lost on the way may have happened, and is done once when sent again', async () => {
  const scene = openScene({ latencyMs: 100, agents: [] });
  const { session } = await scene.customer();
  await scene.clock.advance(200);
  const starting = scene.start(session);
  await scene.clock.advance(500);
  const conversationId = await starting;
  const commandId = newId<CommandId>(scene.clock);
  const key = { commandId, intentAt: scene.clock.now() };

  const first = session.execute(say(conversationId, 'once'), key).catch((error: unknown) => error);
  await scene.clock.advance(150); // arrived, and the answer is on its way
  scene.center.setOnline(false);
  scene.center.setOnline(true);
  await scene.clock.advance(500);
  const again = session.execute(say(conversationId, 'once'), key);
  await scene.clock.advance(200);
  const paging = session.history(conversationId, { beforeSeq: 99, limit: 99 });
  await scene.clock.advance(200);

  const lost = await first;
  assert.equal(lost instanceof BesideError && lost.code, 'disconnected');
  assert.equal((await again).seq, 2);
  assert.deepEqual((await paging).entries.map(describeEntry), ['conversation.arrived', 'customer: once']);
});

test('an offer that nobody answers goes to the next one, and who misses two is away', async () => {
  const scene = openScene({ agents: [{ name: 'Mina' }, { name: 'Jun' }] });
  const [mina, jun] = [await scene.desk('Mina'), await scene.desk('Jun')];
  await mina.act({ type: 'presence.set', presence: 'available' });
  await scene.clock.advance(1);
  await jun.act({ type: 'presence.set', presence: 'available' });
  const { session } = await scene.customer();
  await scene.start(session);
  const ringing = () => [mina, jun].map(({ desks }) => desks.at(-1)?.offers.length);

  const rings = [ringing()];
  for (let round = 0; round < 3; round += 1) {
    await scene.clock.advance(LIMITS.offerTimeoutMs);
    rings.push(ringing());
  }

  assert.deepEqual(rings, [
    [1, 0],
    [0, 1],
    [1, 0],
    [0, 1], // everybody has passed, and one of them is away
  ]);
  const { presence, presenceReason } = mina.desks.at(-1) ?? {};
  assert.deepEqual([presence, presenceReason], ['away', 'missed-offers']);
});

test('an agent who is gone gives back what rings at once and what is assigned after the grace period', async () => {
  const scene = openScene({ agents: [{ name: 'Mina' }] });
  const mina = await scene.desk('Mina');
  await mina.act({ type: 'presence.set', presence: 'available' });
  const { session, told } = await scene.customer();
  const conversationId = await scene.start(session);
  const offerId = mina.desks.at(-1)?.offers[0]?.offerId;
  assert.ok(offerId);
  await mina.act({ type: 'offer.accept', conversationId, offerId });

  scene.center.setOnline(false, 'agents');
  await scene.clock.advance(LIMITS.agentGraceMs - 1);
  assert.equal(told.includes('conversation.returned'), false);
  await scene.clock.advance(1);

  assert.equal(told.at(-2), 'conversation.returned');
  assert.equal(told.at(-1), 'place 1');
});

test('a ticket is good once, and nobody else has one', async () => {
  const { center, clock } = openScene({ agents: [{ name: 'Mina' }] });
  const ticket = center.createTicket('Mina');
  const open = () => center.agentDesk.open({ locale: 'en', ticket: async () => ticket });
  const [first, second] = [open(), open()];

  await clock.settle();

  assert.equal(first.connection.status, 'connected');
  const { connection } = second;
  assert.equal(connection.status === 'stopped' && connection.error?.code, 'unauthenticated');
  assert.throws(
    () => center.createTicket('Nobody'),
    (error) => error instanceof BesideError && error.code === 'not_found',
  );
});

test('what is said is taken as it is when it is said, and a fault in it does not reach the page', async () => {
  const faults: unknown[] = [];
  const scene = openScene({ agents: [], onListenerError: (cause) => faults.push(cause) });
  const { session } = await scene.customer();
  const conversationId = await scene.start(session);
  const content = { kind: 'text' as const, text: 'as written' };
  const commandId = newId<CommandId>(scene.clock);

  const sent = session.execute({ type: 'chat.send', conversationId, content }, { commandId, intentAt: 1 });
  content.text = 'changed afterwards';
  const circular = { kind: 'typing' as const, on: true, self: {} };
  circular.self = circular;
  session.signal(conversationId, circular);
  await sent;

  const { entries } = await session.history(conversationId, { beforeSeq: 99, limit: 1 });
  const [entry] = entries;
  assert.deepEqual(entry?.type === 'chat.message' && entry.body.content, {
    kind: 'text',
    text: 'as written',
  });
  assert.equal(faults.length, 1);
});

test('addresses are cut down to what the site allows', async () => {
  const sites = [
    {
      siteId: 'shop',
      name: 'Shop',
      queues: [{ queueId: 'general', name: 'General' }],
      allowedQueries: ['id'],
    },
  ];
  const scene = openScene({ sites, agents: [] });
  const { session } = await scene.customer();
  const conversationId = await scene.start(session);

  const page = { url: 'https://shop.example/cart?id=7&session=secret#top' };
  await scene.do(session, { type: 'conversation.set-context', conversationId, context: { page } });

  const { entries } = await session.history(conversationId, { beforeSeq: 9, limit: 1 });
  assert.deepEqual(entries[0]?.body, { context: { page: { url: 'https://shop.example/cart?id=7' } } });
  for (const url of ['cart', 'javascript:alert(1)', 'blob:https://shop.example/1'])
    await assert.rejects(
      scene.do(session, { type: 'conversation.set-context', conversationId, context: { page: { url } } }),
      { code: 'bad_frame' },
    );
});

test('what was reported can be looked at, also what a leaving page hands over', async () => {
  const { center, customer, clock } = openScene({ agents: [] });
  const { session } = await customer();
  const interaction = (name: string) => ({ id: newId<never>(clock), name, at: 1, properties: {} });
  const [one, two, three] = [interaction('panel.opened'), interaction('panel.closed'), interaction('x.y')];

  await session.report([one], { reportId: newId<CommandId>(clock) });
  const isTaken = session.reportOnExit([two], { reportId: newId<CommandId>(clock) });
  center.setOnline(false);
  const isTakenOffline = session.reportOnExit([three], { reportId: newId<CommandId>(clock) });

  assert.deepEqual([isTaken, isTakenOffline], [true, false]);
  assert.deepEqual(center.interactions, [one, two]);
});

test('after stopping no timer is left, apart from those of sessions that were not closed', async () => {
  const scene = openScene();
  const { session } = await scene.customer();
  await scene.start(session);

  session.close();
  scene.center.stop();
  scene.center.stop();
  await scene.clock.settle();

  assert.equal(scene.clock.waiting, 0);
});

test('options that are not allowed are refused with the option and the mend', () => {
  const clock = createFakeClock();
  const refusalOf = (options: Partial<MemoryCenterOptions>): unknown => {
    try {
      createMemoryCenter({ clock, ...options });
      return undefined;
    } catch (error) {
      return error instanceof BesideError ? [error.code, error.details['option']] : error;
    }
  };
  const queues = [{ queueId: 'general', name: 'General' }];

  assert.deepEqual(
    [
      refusalOf({ sites: [{ siteId: 'Not A Name', name: '', queues }] }),
      refusalOf({ sites: [{ siteId: 'shop', name: '', queues: [] }] }),
      refusalOf({ sites: [{ siteId: 'shop', name: '', queues: [{ queueId: '!', name: '' }] }] }),
      refusalOf({ agents: [{ name: 'Mina' }, { name: 'Mina' }] }),
    ],
    [
      ['invalid_option', 'sites.siteId'],
      ['invalid_option', 'sites.queues'],
      ['invalid_option', 'sites.queues.queueId'],
      ['invalid_option', 'agents.name'],
    ],
  );
});

test('nobody reaches what the center holds through what they are told', async () => {
  const scene = openScene({ agents: [] });
  const { session } = await scene.customer();
  session.on('entries', ({ entries }) => {
    for (const entry of entries) Object.assign(entry, { type: 'spoilt' });
  });
  const conversationId = await scene.start(session);

  const { entries } = await session.history(conversationId, { beforeSeq: 9, limit: 9 });

  assert.deepEqual(entries.map(describeEntry), ['conversation.arrived']);
});
