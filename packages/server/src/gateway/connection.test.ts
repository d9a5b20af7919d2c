import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { describe, it } from 'node:test';
import type { WebSocket } from 'ws';
import { createTokenBucket } from '../auth/token-bucket.ts';
import { Connection } from './connection.ts';
import type { RawFrame } from './parse-frame.ts';

interface Scene {
  readonly connection: Connection;
  /** What was done to the socket, in order. */
  readonly done: string[];
  readonly socket: { bufferedAmount: number; readyState: number };
  /** Tells that what was sent has left. */
  flush(): void;
  /** Of how many frames it is to be told. */
  reports(): number;
}

/** A connection over a socket that only writes down what is done to it. */
function setScene(maxQueuedBytes = 1_000): Scene {
  const done: string[] = [];
  const sent: (() => void)[] = [];
  const webSocket = {
    bufferedAmount: 0,
    readyState: 1,
    isPaused: false,
    send(text: string, _options: unknown, callback: (() => void) | undefined) {
      done.push(text);
      webSocket.bufferedAmount += text.length;
      if (callback) sent.push(callback);
    },
    close(code: number) {
      webSocket.readyState = 2;
      done.push(`close ${code}`);
    },
    terminate() {
      webSocket.readyState = 3;
      done.push('terminate');
    },
    pause() {
      if (!webSocket.isPaused) done.push('pause');
      webSocket.isPaused = true;
    },
    resume() {
      webSocket.isPaused = false;
      done.push('resume');
    },
  };
  const connection = new Connection({
    webSocket: webSocket as unknown as WebSocket, // all that a connection uses of it
    socket: { bytesRead: 0, cork: () => undefined, uncork: () => undefined } as unknown as Socket,
    address: '203.0.113.7',
    origin: undefined,
    frames: createTokenBucket(1, 1),
    maxQueuedBytes,
    now: 0,
    onTooSlow: () => done.push('too slow'),
    onFault: (error) => done.push(`fault ${String(error)}`),
  });
  return {
    connection,
    done,
    socket: webSocket,
    reports: () => sent.length,
    flush() {
      webSocket.bufferedAmount = 0;
      for (const callback of sent.splice(0)) callback();
    },
  };
}

const frame = (type: string): RawFrame => ({ type, id: undefined, value: {} });

function createGate(): { readonly opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

describe('a connection', () => {
  it('begins what keeps its order together, and everything else alone and in its place', async () => {
    const { connection } = setScene();
    const begun: string[] = [];
    const gates = new Map<string, ReturnType<typeof createGate>>();
    const work = async ({ type }: RawFrame): Promise<void> => {
      begun.push(type);
      const gate = createGate();
      gates.set(type, gate);
      await gate.opened;
    };
    const finish = async (...types: string[]): Promise<string[]> => {
      for (const type of types) gates.get(type)?.open();
      await new Promise((resolve) => setImmediate(resolve));
      return begun.splice(0);
    };
    for (const type of ['m1', 'm2', 'end', 'm3', 'm4', 'last'])
      connection.enqueue(frame(type), work, type.startsWith('m'));

    const steps = [
      begun.splice(0),
      await finish('m2'),
      await finish('m1'),
      await finish('end'),
      await finish('m3', 'm4'),
      await finish('last'),
    ];

    assert.deepEqual(steps, [['m1', 'm2'], [], ['end'], ['m3', 'm4'], ['last'], []]);
    assert.equal(connection.isWorking, false);
  });

  it('begins no more than 32 together', async () => {
    const { connection } = setScene();
    let begun = 0;
    const gate = createGate();
    for (let index = 0; index < 40; index += 1)
      connection.enqueue(frame('m'), () => ((begun += 1), gate.opened), true);

    assert.equal(begun, 32);
    gate.open();
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([begun, connection.isWorking], [40, false]);
  });

  it('works off frames in their order, one at a time', async () => {
    const { connection, done } = setScene();
    let running = 0;
    const finished = new Promise<void>((resolve) => {
      const work = async ({ type }: RawFrame): Promise<void> => {
        running += 1;
        assert.equal(running, 1);
        await new Promise((next) => setImmediate(next));
        done.push(type);
        running -= 1;
        if (type === 'c') resolve();
      };
      for (const type of ['a', 'b', 'c']) connection.enqueue(frame(type), work);
    });

    await finished;

    assert.deepEqual(done, ['a', 'b', 'c']);
  });

  it('reads nothing more while many frames wait, and goes on when they are done', async () => {
    const { connection, done } = setScene();
    const gate = createGate();
    const last = createGate();
    const work = async ({ type }: RawFrame): Promise<void> => {
      await gate.opened;
      if (type === '50') last.open();
    };
    for (let count = 0; count <= 50; count += 1) connection.enqueue(frame(String(count)), work);
    assert.deepEqual(done, ['pause']);

    gate.open();
    await last.opened;
    await new Promise((next) => setImmediate(next));

    assert.deepEqual([done, connection.isWorking], [['pause', 'resume'], false]);
  });

  it('works off nothing more after its end', async () => {
    const { connection, socket } = setScene();
    const worked: string[] = [];
    const finished = createGate();
    const work = async ({ type }: RawFrame): Promise<void> => {
      worked.push(type);
      socket.readyState = 3;
      finished.open();
    };
    for (const type of ['a', 'b']) connection.enqueue(frame(type), work);

    await finished.opened;
    await new Promise((next) => setImmediate(next));

    assert.deepEqual(worked, ['a']);
  });

  it('ends alone when the work on a frame breaks', async () => {
    const { connection, done } = setScene();

    connection.enqueue(frame('a'), () => Promise.reject(new Error('broken')));
    await new Promise((next) => setImmediate(next));

    assert.deepEqual(done, ['fault Error: broken', 'terminate']);
  });

  it('ends when more waits for its reader than may, and says so once', () => {
    const { connection, done } = setScene(10);
    for (const text of ['a'.repeat(10), 'b', 'c', 'd']) connection.sendText(text);

    assert.deepEqual(done, ['a'.repeat(10), 'b', 'too slow', 'close 4408']);
    connection.cutOff();
    assert.equal(done.length, 4);
  });

  it('asks for no report of what leaves at once', () => {
    const { connection, reports } = setScene(1_000);

    connection.sendText('x'.repeat(80));
    connection.sendText('가'.repeat(60));

    assert.deepEqual([reports(), connection.isFilling], [1, false]);
  });

  it('tells when there is room again, once, and at its end as well', () => {
    const { connection, socket, flush } = setScene(100);
    const told: string[] = [];
    const tell = (what: string): void => void told.push(what);
    connection.sendText('x'.repeat(50));
    assert.equal(connection.isFilling, true);
    connection.whenRoom(() => tell('room'));
    assert.equal(told.length, 0);

    flush();
    assert.deepEqual([told, connection.isFilling], [['room'], false]);
    connection.sendText('x'.repeat(50));
    connection.whenRoom(() => tell('end'));
    socket.readyState = 3;
    flush();

    assert.deepEqual(told, ['room', 'end']);
  });
});
