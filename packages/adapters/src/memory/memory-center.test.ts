import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  BesideError,
  LIMITS,
  createUuidV7,
  type CommandId,
  type ConversationId,
  type CustomerCommand,
  type CustomerSession,
  type Entry,
  type SiteId,
} from '@beside/protocol';
import { createFakeClock } from '../shared/testing/clocks.ts';
import { createMemoryCenter, type MemoryCenterOptions } from './index.ts';

function openScene(options: Partial<MemoryCenterOptions> = {}) {
  const clock = createFakeClock();
  const center = createMemoryCenter({ clock, ...options });
  const newId = () => createUuidV7(clock.now(), clock.randomBytes(10));
  return {
    clock,
    center,
    async customer(token?: string) {
      const siteId = 'shop' as SiteId; // one of the sites
      const session = center.contactCenter.open({ siteId, locale: 'en', ...(token ? { token } : {}) });
      const told: string[] = [];
      const tokens: string[] = [];
      session.on('entries', ({ entries }) => told.push(...entries.map(describe)));
      session.on('signal', ({ from, signal }) =>
        told.push(signal.kind === 'typing' ? `${from} typing ${signal.on}` : `place ${signal.position}`),
      );
      session.on('receipts', ({ agent }) => told.push(`agent read ${agent.readSeq}`));
      session.on('token', (next) => tokens.push(next.token));
      await clock.settle();
      return { session, told, tokens };
    },
    do: (session: CustomerSession, command: CustomerCommand) =>
      session.execute(command, { commandId: newId() as CommandId, intentAt: clock.now() }), // just made
    async start(session: CustomerSession) {
      const conversationId = newId() as ConversationId; // just made
      await this.do(session, { type: 'conversation.start', conversationId, channel: 'chat', locale: 'en' });
      session.follow(conversationId);
      await clock.settle();
      return conversationId;
    },
    async desk(name: string) {
      const session = center.agentDesk.open({ locale: 'en', ticket: async () => center.createTicket(name) });
      const desks: Parameters<Parameters<typeof session.on<'desk'>>[1]>[0][] = [];
      session.on('desk', (desk) => desks.push(desk));
      await clock.settle();
      const act = (command: Parameters<typeof session.execute>[0]) =>
        session.execute(command, { commandId: newId() as CommandId, intentAt: clock.now() }); // just made
      return { session, desks, act };
    },
  };
}

function describe(entry: Entry): string {
  if (entry.type !== 'chat.message') return entry.type;
  const { author, content } = entry.body;
  return `${author.role}: ${content.kind === 'text' ? content.text : content.kind}`;
}

const say = (conversationId: ConversationId, text: string): CustomerCommand => ({
  type: 'chat.send',
  conversationId,
  content: { kind: 'text', text },
});

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
  const commandId = createUuidV7(scene.clock.now(), scene.clock.randomBytes(10)) as CommandId; // just made
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
  assert.deepEqual((await paging).entries.map(describe), ['conversation.arrived', 'customer: once']);
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

test('an identified customer is the same in another browser, and gets a token of that', async () => {
  const readIdentity = (token: string) => (token === 'signed' ? { subject: 'ada', name: 'Ada' } : undefined);
  const scene = openScene({ agents: [], readIdentity });
  const identify = (session: CustomerSession, token: string) =>
    session.identify(token, {
      commandId: createUuidV7(scene.clock.now(), scene.clock.randomBytes(10)) as CommandId, // just made
    });
  const laptop = await scene.customer();
  await identify(laptop.session, 'signed');
  const conversationId = await scene.start(laptop.session);

  const phone = await scene.customer();
  const refused = await identify(phone.session, 'forged').catch((error: unknown) => error);
  await identify(phone.session, 'signed');
  phone.session.follow(conversationId);
  await scene.clock.settle();

  assert.equal(refused instanceof BesideError && refused.code, 'unauthenticated');
  assert.deepEqual(phone.told, ['agent read 0', 'conversation.arrived', 'place 1']);
  assert.equal(phone.tokens.length, 2);
});

test('a token that has grown old is changed at the next visit, and the old one stays good', async () => {
  const scene = openScene();
  const first = await scene.customer();
  first.session.close();
  await scene.clock.advance(3_600_001);

  const second = await scene.customer(first.tokens[0]);
  const third = await scene.customer(second.tokens[0]);

  assert.deepEqual([first.tokens.length, second.tokens.length, third.tokens.length], [1, 1, 0]);
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
  const newId = () => createUuidV7(clock.now(), clock.randomBytes(10)) as CommandId; // just made
  const interaction = (name: string) => ({ id: newId() as never, name, at: 1, properties: {} }); // just made
  const [one, two, three] = [interaction('panel.opened'), interaction('panel.closed'), interaction('x.y')];

  await session.report([one], { reportId: newId() });
  const isTaken = session.reportOnExit([two], { reportId: newId() });
  center.setOnline(false);
  const isTakenOffline = session.reportOnExit([three], { reportId: newId() });

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

  assert.deepEqual(entries.map(describe), ['conversation.arrived']);
});
