import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';

import { startChaosProxy, type ChaosProxy } from './chaos-proxy.ts';
import { createClientFrames, unmask } from './client-frames.ts';

let sockets: WebSocketServer;
let proxy: ChaosProxy;
let heard: string[] = [];
let arrived: (text: string) => void = () => undefined;

before(async () => {
  sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(sockets, 'listening');
  sockets.on('connection', (socket) =>
    socket.on('message', (data: Buffer) => {
      heard.push(data.toString());
      arrived(data.toString());
      socket.send(`heard ${data.toString()}`);
    }),
  );
  proxy = await startChaosProxy((sockets.address() as AddressInfo).port); // it listens on TCP
});
after(async () => {
  await proxy.close();
  sockets.close();
});
beforeEach(() => {
  heard = [];
  proxy.setWeather({ kind: 'fair' });
});

async function open(): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${proxy.port}`);
  await once(socket, 'open');
  return socket;
}

/** What is answered to a text. */
async function ask(socket: WebSocket, text: string): Promise<string> {
  socket.send(text);
  const [data] = (await once(socket, 'message')) as [Buffer];
  return data.toString();
}

const command = JSON.stringify({ type: 'command', id: '1' });

test('in fair weather everything passes as it is', async () => {
  const socket = await open();

  assert.equal(await ask(socket, command), `heard ${command}`);
  assert.equal(await ask(socket, '안녕'.repeat(20_000)), `heard ${'안녕'.repeat(20_000)}`);
  assert.deepEqual(heard.length, 2);
  socket.terminate();
});

test('a trickle and a delay change nothing but the time', async () => {
  const socket = await open();
  proxy.setWeather({ kind: 'trickle', bytes: 3, everyMs: 1 });
  assert.equal(await ask(socket, command), `heard ${command}`);

  proxy.setWeather({ kind: 'delay', delayMs: 60 });
  const startedAt = performance.now();
  assert.equal(await ask(socket, command), `heard ${command}`);

  assert.ok(performance.now() - startedAt >= 110, 'both ways are delayed');
  socket.terminate();
});

test('commands are doubled, other frames are not', async () => {
  proxy.setWeather({ kind: 'duplicate' });
  const socket = await open();
  const last = new Promise<void>((resolve) => (arrived = (text) => text === 'end' && resolve()));
  socket.send(command);
  socket.send('end');
  await last;

  assert.deepEqual(heard, [command, command, 'end']);
  socket.terminate();
});

test('a cut, a reset and a half-close end connections, each in its way', async () => {
  for (const end of ['cut', 'reset'] as const) {
    const socket = await open();
    socket.on('error', () => undefined);
    const closed = once(socket, 'close');
    proxy[end]();
    await closed;
  }

  const half = await open();
  const closedBehind = new Promise((resolve) => {
    for (const socket of sockets.clients) socket.once('close', resolve);
  });
  proxy.halfClose();
  await closedBehind;
  half.terminate();
});

test('whoever connects while nobody is behind it is cut off', async () => {
  const nobody = createServer();
  await new Promise<void>((resolve) => nobody.listen(0, '127.0.0.1', resolve));
  const { port } = nobody.address() as AddressInfo; // it listens on TCP
  await new Promise((resolve) => nobody.close(resolve));
  const empty = await startChaosProxy(port);
  const socket = new WebSocket(`ws://127.0.0.1:${empty.port}`);

  await once(socket, 'error');

  assert.equal(empty.count, 0);
  await empty.close();
});

test('frames of every length are cut where they end, however the bytes come', () => {
  const frame = (text: string): Buffer => {
    const payload = Buffer.from(text);
    const mask = Buffer.from([1, 2, 3, 4]);
    const length = Buffer.alloc(payload.length < 126 ? 0 : payload.length < 65_536 ? 2 : 8);
    if (length.length === 2) length.writeUInt16BE(payload.length);
    if (length.length === 8) length.writeBigUInt64BE(BigInt(payload.length));
    const short = length.length === 0 ? payload.length : length.length === 2 ? 126 : 127;
    const masked = payload.map((byte, index) => byte ^ mask[index % 4]!);
    return Buffer.concat([Buffer.from([0x81, 0x80 | short]), length, mask, masked]);
  };
  const texts = ['', 'a', 'b'.repeat(125), 'c'.repeat(126), 'd'.repeat(70_000)];
  const request = Buffer.from('GET / HTTP/1.1\r\nupgrade: websocket\r\n\r\n');
  const bytes = Buffer.concat([request, ...texts.map(frame)]);

  for (const size of [1, 7, 1_000, bytes.length]) {
    const frames = createClientFrames();
    const pieces: Buffer[] = [];
    for (let offset = 0; offset < bytes.length; offset += size)
      pieces.push(...frames.push(bytes.subarray(offset, offset + size)));

    assert.deepEqual(pieces[0], request);
    assert.deepEqual(pieces.slice(1).map(unmask), texts);
  }
});
