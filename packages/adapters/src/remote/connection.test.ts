import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  BesideError,
  CLOSE_CODES,
  LIMITS,
  type ConnectionState,
  type Hello,
  type ServerFrame,
  type SiteId,
} from '@beside/protocol';
import { serverFrameSchema } from '@beside/protocol/schema';
import { createFakeClock } from '../shared/testing/clocks.ts';
import { openConnection, toBesideError, type ConnectionOptions } from './connection.ts';
import { createFakeSockets, type FakeSocket } from './testing/fake-socket.ts';

const HELLO: Hello = {
  type: 'hello',
  versions: [1],
  role: 'customer',
  siteId: 'shop' as SiteId,
  locale: 'en',
};
const TOKEN = { type: 'token', token: 'a-token-of-twenty-and-more' };

function openScene(options: Partial<ConnectionOptions> = {}) {
  const clock = createFakeClock();
  const { create, sockets } = createFakeSockets();
  const states: ConnectionState[] = [];
  const frames: ServerFrame['type'][] = [];
  let lost = 0;
  const connection = openConnection({
    url: 'wss://beside.example/v1/socket',
    clock,
    createSocket: create,
    hello: () => HELLO,
    onRefused: () => false,
    parseFrame: (raw) => serverFrameSchema.safeParse(raw).data,
    onState: (state) => states.push(state),
    onFrame: (frame) => frames.push(frame.type),
    onLost: () => (lost += 1),
    ...options,
  });
  return {
    clock,
    connection,
    sockets,
    states,
    frames,
    lost: () => lost,
    statuses: () => states.map(({ status }) => status),
    /** The newest socket. */
    async socket(): Promise<FakeSocket> {
      await clock.settle();
      const socket = sockets.at(-1);
      if (!socket) throw new Error('no socket was opened');
      return socket;
    },
    async connect(): Promise<FakeSocket> {
      const socket = await this.socket();
      socket.welcome();
      return socket;
    },
  };
}

test('it says hello first, and sends nothing before it is greeted', async () => {
  const scene = openScene();
  const socket = await scene.socket();

  socket.open();
  const isSentEarly = scene.connection.send({ type: 'ping', at: 1 });
  socket.receive(TOKEN);
  socket.welcome();
  const isSent = scene.connection.send({ type: 'ping', at: 2 });

  assert.deepEqual([isSentEarly, isSent], [false, true]);
  assert.deepEqual(socket.sent[0], HELLO);
  assert.deepEqual(socket.sent.at(-1), { type: 'ping', at: 2 });
  assert.deepEqual(scene.frames, ['token', 'welcome']);
  assert.deepEqual(scene.statuses(), ['connecting', 'connected']);
});

test('a line that says nothing is asked after 20 s and given up 15 s later', async () => {
  const scene = openScene();
  const socket = await scene.connect();

  await scene.clock.advance(LIMITS.heartbeatMs);
  assert.deepEqual(
    socket.sent.map(({ type }) => type),
    ['hello', 'ping'],
  );
  await scene.clock.advance(LIMITS.heartbeatTimeoutMs - 1);
  assert.equal(scene.connection.state.status, 'connected');
  await scene.clock.advance(1);

  assert.deepEqual([scene.connection.state.status, scene.lost(), socket.closedWith], ['waiting', 1, 1000]);
});

test('an answer to the heartbeat keeps the line', async () => {
  const scene = openScene();
  const socket = await scene.connect();

  for (let beat = 0; beat < 5; beat += 1) {
    await scene.clock.advance(LIMITS.heartbeatMs);
    socket.receive({ type: 'pong', at: 1, serverTime: 2 });
  }

  assert.equal(scene.connection.state.status, 'connected');
  assert.equal(socket.sent.filter(({ type }) => type === 'ping').length, 5);
});

test('a lost line is opened again after a pause with jitter, which grows while it fails', async () => {
  const scene = openScene();
  (await scene.connect()).end(1006);
  const waits: number[] = [];

  for (let attempt = 0; attempt < 9; attempt += 1) {
    const { state } = scene.connection;
    assert.ok(state.status === 'waiting');
    assert.equal(state.attempt, attempt + 1);
    waits.push(state.retryAt - scene.clock.now());
    await scene.clock.advance(state.retryAt - scene.clock.now());
    (await scene.socket()).end(1006);
  }

  assert.deepEqual(waits, [250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
});

test('a greeting makes the next pause short again', async () => {
  const scene = openScene();
  (await scene.socket()).end(1006);
  await scene.clock.advance(250);
  (await scene.socket()).end(1006);
  await scene.clock.advance(500);

  (await scene.connect()).end(1006);

  assert.deepEqual(scene.connection.state, {
    status: 'waiting',
    retryAt: scene.clock.now() + 250,
    attempt: 1,
  });
});

test('a server that takes the connection but never greets is given up', async () => {
  const scene = openScene();
  const socket = await scene.socket();
  socket.open();

  await scene.clock.advance(LIMITS.heartbeatTimeoutMs);

  assert.deepEqual([scene.connection.state.status, socket.closedWith], ['waiting', 1000]);
});

test('a server that dies between the token and the welcome is given up, too', async () => {
  const scene = openScene();
  const socket = await scene.socket();
  socket.open();
  socket.receive(TOKEN);

  await scene.clock.advance(LIMITS.heartbeatTimeoutMs);

  assert.deepEqual([scene.connection.state.status, socket.closedWith], ['waiting', 1000]);
});

for (const [name, code] of [
  ['originRefused', 'origin_refused'],
  ['versionUnsupported', 'version_unsupported'],
  ['replaced', 'replaced'],
] as const) {
  test(`after the close code ${name} it does not try again`, async () => {
    const scene = openScene();
    (await scene.socket()).end(CLOSE_CODES[name]);

    await scene.clock.advance(3_600_000);
    scene.connection.wake();
    await scene.clock.settle();

    const { state } = scene.connection;
    assert.equal(state.status === 'stopped' && state.error?.code, code);
    assert.deepEqual([scene.sockets.length, scene.clock.waiting], [1, 0]);
  });
}

test('what the server asks to be left alone for is waited', async () => {
  const scene = openScene();
  const socket = await scene.connect();
  socket.receive({ type: 'error', error: { code: 'rate_limited', message: 'slow', retryAfterMs: 7_000 } });
  socket.end(CLOSE_CODES.rateLimited);

  await scene.clock.advance(6_999);
  assert.equal(scene.sockets.length, 1);
  await scene.clock.advance(1);

  assert.equal(scene.sockets.length, 2);
});

test('who is not known tries another way at once, but only once', async () => {
  let asked = 0;
  const scene = openScene({ onRefused: () => (asked += 1) > 0 });

  (await scene.socket()).end(CLOSE_CODES.unauthenticated);
  await scene.clock.settle();
  assert.equal(scene.sockets.length, 2);
  (await scene.socket()).end(CLOSE_CODES.unauthenticated);
  await scene.clock.settle();

  assert.deepEqual([asked, scene.sockets.length, scene.connection.state.status], [2, 2, 'waiting']);
});

test('who is not known and has no other way stops', async () => {
  const scene = openScene();
  (await scene.socket()).end(CLOSE_CODES.unauthenticated);

  const { state } = scene.connection;
  assert.equal(state.status === 'stopped' && state.error?.code, 'unauthenticated');
});

test('a hello that cannot be said for now is tried later, and one that never can stops', async () => {
  const causes = [new TypeError('no network'), new BesideError('unauthenticated')];
  const scene = openScene({ hello: () => Promise.reject(causes.shift() ?? new Error('asked too often')) });
  await scene.clock.settle();
  scene.connection.wake();
  await scene.clock.settle();

  assert.deepEqual(scene.statuses(), ['connecting', 'waiting', 'connecting', 'stopped']);
  const { state } = scene.connection;
  assert.equal(state.status === 'stopped' && state.error?.code, 'unauthenticated');
  assert.deepEqual([scene.sockets.length, scene.clock.waiting], [0, 0]);
});

test('a page that may not open a socket is tried later, and nothing is thrown at it', async () => {
  const scene = openScene({
    createSocket: () => {
      throw new DOMException('refused by policy', 'SecurityError');
    },
  });

  await scene.clock.settle();

  assert.equal(scene.connection.state.status, 'waiting');
});

test('waking does not wait for the pause', async () => {
  const scene = openScene();
  (await scene.connect()).end(1006);

  scene.connection.wake();
  await scene.clock.settle();

  assert.deepEqual([scene.sockets.length, scene.connection.state.status], [2, 'connecting']);
  assert.equal(scene.clock.waiting, 1);
});

test('waking a line that seems to be there asks it, and gives it up sooner when it is silent', async () => {
  const scene = openScene();
  const socket = await scene.connect();

  scene.connection.wake();
  assert.equal(socket.sent.at(-1)?.type, 'ping');
  await scene.clock.advance(LIMITS.heartbeatTimeoutMs);

  assert.notEqual(scene.connection.state.status, 'connected');
});

test('waking again and again does not keep a dead line alive', async () => {
  const scene = openScene();
  await scene.connect();

  for (let round = 0; round < 8; round += 1) {
    scene.connection.wake();
    await scene.clock.advance(2_000);
  }

  assert.equal(scene.sockets.length > 1, true);
});

test('closing ends it for good: no timer, no attempt, and nothing the old socket says is heard', async () => {
  const scene = openScene();
  const socket = await scene.connect();

  scene.connection.close();
  scene.connection.close();
  socket.receive({ type: 'pong', at: 1, serverTime: 2 });
  socket.end(1000);
  scene.connection.wake();
  await scene.clock.advance(3_600_000);

  assert.deepEqual(scene.statuses(), ['connecting', 'connected', 'stopped']);
  assert.deepEqual(
    [scene.frames, scene.sockets.length, scene.clock.waiting, scene.lost(), socket.closedWith],
    [['welcome'], 1, 0, 1, 1000],
  );
});

test('closing while the hello is prepared opens nothing', async () => {
  const scene = openScene();
  scene.connection.close();

  await scene.clock.settle();

  assert.deepEqual([scene.sockets.length, scene.statuses()], [0, ['connecting', 'stopped']]);
});

test('frames that cannot be read are counted and passed over', async () => {
  const scene = openScene();
  const socket = await scene.connect();

  for (const frame of ['{', '[]', 'null', { type: 'of-the-future' }, { type: 'entries' }])
    socket.receive(frame);

  assert.deepEqual(scene.frames, ['welcome']);
});

test('an error of the wire becomes one of ours; a code of a newer server is kept in the details', () => {
  const known = toBesideError({ code: 'rate_limited', message: '', retryAfterMs: 5, details: { max: 1 } });
  const unknown = toBesideError({ code: 'of_the_future', message: '' });

  assert.deepEqual([known.code, known.details], ['rate_limited', { max: 1, retryAfterMs: 5 }]);
  assert.deepEqual([unknown.code, unknown.details], ['internal', { code: 'of_the_future' }]);
});

test('a hello that never comes is given up after 15 s, and worth nothing when it comes later', async () => {
  const answers: ((hello: Hello) => void)[] = [];
  const scene = openScene({ hello: () => new Promise<Hello>((resolve) => answers.push(resolve)) });

  await scene.clock.advance(LIMITS.heartbeatTimeoutMs - 1);
  assert.deepEqual(scene.statuses(), ['connecting']);
  await scene.clock.advance(1);
  assert.deepEqual(scene.statuses(), ['connecting', 'waiting']);
  scene.connection.wake();
  await scene.clock.settle();
  answers[0]?.(HELLO);
  await scene.clock.settle();
  assert.equal(scene.sockets.length, 0);
  answers[1]?.(HELLO);
  (await scene.socket()).welcome();

  assert.deepEqual([scene.sockets.length, scene.statuses().at(-1)], [1, 'connected']);
});

test('an error on a line that goes on delays no later reconnection', async () => {
  const scene = openScene();
  const socket = await scene.connect();
  socket.receive({ type: 'error', error: { code: 'rate_limited', message: 'x', retryAfterMs: 60_000 } });
  socket.receive({ type: 'pong', at: 1, serverTime: 1 });

  socket.end(1006);

  const { state } = scene.connection;
  assert.ok(state.status === 'waiting' && state.retryAt - scene.clock.now() < 60_000);
});
