import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  BesideError,
  CLOSE_CODES,
  type CommandId,
  type ConversationId,
  type Epoch,
  type Interaction,
  type SiteId,
} from '@beside/protocol';
import { createFakeClock } from '../shared/testing/clocks.ts';
import { createRemoteAgentDesk } from './index.ts';
import { WELCOME, createFakeSockets } from './testing/fake-socket.ts';
import { openCustomer } from './testing/open-customer.ts';

// All of the form that their schemas ask for.
const conversationId = '01900000-0000-7000-8000-000000000001' as ConversationId;
const commandId = '01900000-0000-7000-8000-000000000002' as CommandId;
const reportId = '01900000-0000-7000-8000-000000000003' as CommandId;
const epoch = 'epoch-one' as Epoch;
const siteId = 'shop' as SiteId;
const token = 'a-token-of-twenty-and-more';
const interaction = {
  id: '01900000-0000-7000-8000-000000000004' as Interaction['id'],
  name: 'panel.opened',
  at: 1,
  properties: {},
};
const URL_OF_SOCKET = 'wss://beside.example/v1/socket';

test('a token of an earlier visit is said, and a new one from then on', async () => {
  const { session, told, newest, clock } = await openCustomer(token);
  const first = await newest();
  first.open();
  first.receive({ type: 'token', token: `${token}-2` });
  first.receive(WELCOME);
  first.end(1006);
  await clock.advance(1_000);
  const second = await newest();
  second.open();

  const hello = { type: 'hello', versions: [1], role: 'customer', siteId, locale: 'ko' };
  assert.deepEqual(
    [first.sent[0], second.sent[0]],
    [
      { ...hello, token },
      { ...hello, token: `${token}-2` },
    ],
  );
  assert.deepEqual(told, [
    ['token', { token: `${token}-2` }],
    ['welcome', WELCOME.customer],
  ]);
  assert.equal(session.clockOffsetMs < 0, true);
});

test('a token that is refused is dropped, and the customer goes on as somebody new', async () => {
  const { newest } = await openCustomer(token);
  const first = await newest();
  first.open();
  first.end(CLOSE_CODES.unauthenticated);

  const second = await newest();
  second.open();

  assert.equal('token' in (second.sent[0] ?? {}), false);
});

test('what is followed is asked for again from where it is known after every greeting', async () => {
  const { session, newest, clock } = await openCustomer();
  session.follow(conversationId, { epoch, seq: 2 });
  const first = await newest();
  first.welcome();
  first.receive({ type: 'entries', conversationId, epoch, afterSeq: 2, uptoSeq: 4, entries: [] });
  first.end(1006);
  await clock.advance(1_000);
  const second = await newest();
  second.welcome();
  session.unfollow(conversationId);

  assert.deepEqual(first.sent.slice(1), [{ type: 'follow', conversationId, cursor: { epoch, seq: 2 } }]);
  assert.deepEqual(second.sent.slice(1), [
    { type: 'follow', conversationId, cursor: { epoch, seq: 4 } },
    { type: 'unfollow', conversationId },
  ]);
});

test('what is followed before it can be read is asked for once it can, each once', async () => {
  const { session, newest, clock } = await openCustomer();
  const other = '01900000-0000-7000-8000-00000000000a' as ConversationId; // of the form that its schema asks for
  const socket = await newest();
  socket.welcome();

  session.follow(conversationId);
  session.follow(other);
  const atOnce = socket.sent.length;
  await clock.settle();

  assert.equal(atOnce, 1);
  assert.deepEqual(socket.sent.slice(1), [
    { type: 'follow', conversationId },
    { type: 'follow', conversationId: other },
  ]);
});

test('a gap is asked for, and nothing of it is told before it is closed', async () => {
  const { session, newest, told } = await openCustomer();
  session.follow(conversationId, { epoch, seq: 2 });
  const socket = await newest();
  socket.welcome();

  socket.receive({ type: 'entries', conversationId, epoch, afterSeq: 3, uptoSeq: 4, entries: [] });

  assert.deepEqual(socket.sent.at(-1), { type: 'follow', conversationId, cursor: { epoch, seq: 2 } });
  assert.deepEqual(told.slice(1), []);
});

test('a follow that is refused for now is asked again, and one that is refused for good is not', async () => {
  const { session, newest, clock } = await openCustomer();
  session.follow(conversationId);
  const socket = await newest();
  socket.welcome();
  const refuse = (code: string) =>
    socket.receive({ type: 'error', error: { code, message: '', details: { conversationId } } });
  const follows = () => socket.sent.filter(({ type }) => type === 'follow').length;

  refuse('not_found');
  await clock.advance(5_000);
  const afterNotFound = follows();
  refuse('unavailable');
  await clock.advance(1_000);

  assert.deepEqual([afterNotFound, follows()], [1, 2]);
});

test('a command is one frame, and its answer or refusal comes back to whoever sent it', async () => {
  const { session, newest } = await openCustomer();
  const socket = await newest();
  socket.welcome();
  const end = { type: 'conversation.end', conversationId } as const;

  const done = session.execute(end, { commandId, intentAt: 7 });
  const result = { conversationId, seq: 3, at: 9 };
  socket.receive({ type: 'result', id: commandId, value: result });
  const refused = session.identify('a.b.c', { commandId: reportId }).catch((error: unknown) => error);
  socket.receive({ type: 'refusal', id: reportId, error: { code: 'unauthenticated', message: '' } });

  assert.deepEqual(await done, result);
  const error = await refused;
  assert.equal(error instanceof BesideError && error.code, 'unauthenticated');
  assert.deepEqual(socket.sent.slice(1), [
    { type: 'command', id: commandId, intentAt: 7, command: end },
    { type: 'identify', id: reportId, identityToken: 'a.b.c' },
  ]);
});

test('a frame that no server takes is refused here, without a word to the server', async () => {
  const { session, newest } = await openCustomer();
  const socket = await newest();
  socket.welcome();
  const text = '가'.repeat(22_000); // 66,000 bytes
  const command = { type: 'chat.send', conversationId, content: { kind: 'text', text } } as const;

  const error = await session.execute(command, { commandId, intentAt: 1 }).catch((cause: unknown) => cause);

  assert.equal(error instanceof BesideError && error.code, 'too_large');
  assert.deepEqual([socket.sent.length, session.connection.status], [1, 'connected']);
});

test('a leaving page hands its report to the beacon once it has a token, whatever the connection', async () => {
  const { session, newest, beacons } = await openCustomer();
  const isTakenEarly = session.reportOnExit([interaction], { reportId });
  const socket = await newest();
  socket.open();
  socket.receive({ type: 'token', token });
  socket.end(1006);

  const isTaken = session.reportOnExit([interaction], { reportId });

  assert.deepEqual([isTakenEarly, isTaken], [false, true]);
  assert.deepEqual(beacons, [
    ['https://beside.example/v1/interactions', { siteId, token, reportId, interactions: [interaction] }],
  ]);
});

test('a console asks for a ticket before every connection, and hears its desk', async () => {
  const clock = createFakeClock();
  const { create, sockets } = createFakeSockets();
  let tickets = 0;
  const session = createRemoteAgentDesk({ url: URL_OF_SOCKET, clock, createSocket: create }).open({
    locale: 'en',
    ticket: async () => `ticket-number-${String((tickets += 1)).padStart(10, '0')}`,
  });
  const desks: unknown[] = [];
  session.on('desk', (desk) => desks.push(desk));
  const desk = {
    agent: { agentId: '01900000-0000-7000-8000-00000000000a', name: 'Mina', alias: 'Mina', role: 'agent' },
    presence: 'away',
    capacity: 4,
    offers: [],
    conversations: [],
    queues: [],
  };
  await clock.settle();
  const [first] = sockets;
  first?.open();
  first?.receive({ ...WELCOME, role: 'agent', customer: undefined, desk });
  first?.receive({ type: 'desk', desk: { ...desk, presence: 'available' } });
  first?.end(1006);
  await clock.advance(1_000);
  sockets[1]?.open();

  const hello = { type: 'hello', versions: [1], role: 'agent', locale: 'en' };
  assert.deepEqual(
    sockets.map(({ sent }) => sent[0]),
    [
      { ...hello, ticket: 'ticket-number-0000000001' },
      { ...hello, ticket: 'ticket-number-0000000002' },
    ],
  );
  assert.deepEqual(desks, [desk, { ...desk, presence: 'available' }]);
});

test('a page of conversations is asked for under one id, and a line that is broken is passed over', async () => {
  const { session, newest } = await openCustomer();
  const socket = await newest();
  socket.welcome();
  const line = { conversationId, status: 'ended', startedAt: 1, endedAt: 2, lastSeq: 3, agentName: 'Mina' };

  const asked = session.listConversations({ before: { startedAt: 5, conversationId }, limit: 2 });
  const frame = socket.sent.at(-1);
  const broken = [{ ...line, endedAt: 'yesterday' }, { ...line, agentName: 'a\u202eb' }, 'none', null];
  socket.receive({
    ...{ type: 'conversations-page', id: frame?.['id'] },
    ...{ conversations: [...broken, { ...line, colour: 'blue' }], more: true },
  });

  assert.deepEqual(await asked, { conversations: [line], more: true });
  assert.deepEqual(
    { ...frame, id: undefined },
    { type: 'conversations', id: undefined, before: { startedAt: 5, conversationId }, limit: 2 },
  );
});
