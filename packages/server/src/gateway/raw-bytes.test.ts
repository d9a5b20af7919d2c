import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import {
  closeCodeIn,
  openRawSocket,
  rawFrame,
  statusOf,
  upgradeRequest,
  type RawSocket,
} from './testing/raw-socket.ts';
import { createShiftClock } from './testing/shift-clock.ts';
import {
  startConversation,
  startTestServer,
  type TestCustomer,
  type TestServer,
} from './testing/test-server.ts';

const TEXT = 1;
const CONTINUATION = 0;
const clock = createShiftClock();
let server: TestServer;
let healthy: TestCustomer;

before(async () => {
  server = await startTestServer({}, undefined, { clock });
  healthy = await server.customer();
});
after(() => server.stop());
afterEach(async () => {
  assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
  healthy.send({ type: 'ping', at: 1 });
  await healthy.ofType('pong');
  assert.equal(healthy.isOpen, true);
});

/** How a socket ends that says this. */
async function endOf(...frames: readonly Buffer[]): Promise<number | undefined> {
  const raw = await openRawSocket(server.addresses.socket);
  for (const frame of frames) raw.write(frame);
  return closeCodeIn(await raw.ended);
}

async function greeted(): Promise<RawSocket> {
  const raw = await openRawSocket(server.addresses.socket);
  const hello = { type: 'hello', versions: [1], role: 'customer', siteId: 'shop', locale: 'en' };
  raw.write(rawFrame(TEXT, JSON.stringify(hello)));
  await new Promise((resolve) => raw.socket.once('data', resolve));
  return raw;
}

describe('bytes that are no frame', () => {
  it('[bad_W2] end the socket when they are not UTF-8', async () => {
    assert.equal(await endOf(rawFrame(TEXT, Buffer.from([0x22, 0xff, 0xfe, 0x22]))), 1007);
    // A lone surrogate, as CESU-8 would write it.
    assert.equal(await endOf(rawFrame(TEXT, Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]))), 1007);
  });

  it('[bad_W3] end the socket when 100 MiB are announced, before they come', async () => {
    assert.equal(await endOf(rawFrame(TEXT, 'x', { announcedBytes: 104_857_600 })), 1009);
  });

  it('[bad_W4] end the socket when a frame comes in too many pieces', async () => {
    const pieces = Array.from({ length: 16_384 }, () => rawFrame(CONTINUATION, 'x', { isFinal: false }));

    const code = await endOf(rawFrame(TEXT, 'x', { isFinal: false }), Buffer.concat(pieces));

    assert.ok(code === 1008 || code === 1009, String(code));
  });

  it('[bad_W4] end the socket when a frame is never finished', async () => {
    const raw = await greeted();
    raw.write(rawFrame(TEXT, '{"type":"ping",', { isFinal: false }));
    await passedOn();
    clock.shift(26_000);

    assert.equal(closeCodeIn(await raw.ended), undefined);
  });

  it('[bad_W4] end the socket when a frame trickles in byte by byte', async () => {
    const raw = await greeted();
    const frame = rawFrame(TEXT, JSON.stringify({ type: 'ping', at: 1, more: 'x'.repeat(100) }));
    let isOver = false;
    raw.socket.on('close', () => (isOver = true));
    for (let second = 0; second < 60 && !isOver; second += 1) {
      raw.write(frame.subarray(second, second + 1));
      await passedOn();
      clock.shift(1_000);
    }

    assert.equal(closeCodeIn(await raw.ended), undefined);
  });

  it('[bad_W14] end the socket when they break the protocol of frames', async () => {
    const close = (code: number): Buffer => {
      const body = Buffer.alloc(2);
      body.writeUInt16BE(code);
      return rawFrame(8, body);
    };
    assert.equal(await endOf(rawFrame(3, 'reserved opcode')), 1002);
    assert.equal(await endOf(rawFrame(11, 'reserved control opcode')), 1002);
    assert.equal(await endOf(rawFrame(TEXT, '{}', { isMasked: false })), 1002);
    assert.equal(await endOf(rawFrame(0x40 | TEXT, '{}')), 1002);
    assert.equal(await endOf(rawFrame(CONTINUATION, 'of nothing')), 1002);
    assert.equal(await endOf(rawFrame(9, 'x'.repeat(126))), 1002);
    assert.equal(await endOf(close(1005)), 1002);
    assert.equal(await endOf(close(999)), 1002);
  });

  it('[bad_W14] end the socket when they are ten thousand pings', async () => {
    const raw = await greeted();
    raw.write(Buffer.concat(Array.from({ length: 10_000 }, () => rawFrame(9, ''))));

    // Cut off by the library when so many answers wait, which no reader would take anyway.
    assert.equal(closeCodeIn(await raw.ended), undefined);
  });

  it('[bad_W14] are passed over when they are pongs that nobody asked for', async () => {
    const raw = await greeted();
    raw.write(
      Buffer.concat([rawFrame(10, 'a'), rawFrame(10, 'b'), rawFrame(TEXT, '{"type":"ping","at":3}')]),
    );

    await new Promise((resolve) => raw.socket.once('data', resolve));
    raw.socket.destroy();
    assert.match((await raw.ended).toString(), /"type":"pong","at":3/);
  });
});

describe('a request that is none', () => {
  const request = (...lines: string[]): Promise<number> =>
    statusOf(server.url, lines.join('\r\n') + '\r\n\r\n');

  it('[bad_W15] to open a socket is refused with 4xx when its head is too large', async () => {
    const headers = Array.from({ length: 2_500 }, (_, index) => `X-${index}: 1`);

    assert.equal(await statusOf(server.url, upgradeRequest(headers)), 431);
    assert.equal(await statusOf(server.url, upgradeRequest([], `/v1/socket?${'a'.repeat(65_536)}`)), 431);
  });

  it('[bad_W15] to open a socket is refused with 4xx when it does not ask for one', async () => {
    assert.equal(await request('GET /v1/socket HTTP/1.1', 'Host: localhost'), 404);
    assert.equal(
      await request('GET /v1/socket HTTP/1.1', 'Host: localhost', 'Connection: Upgrade', 'Upgrade: h2c'),
      400,
    );
    assert.equal(await statusOf(server.url, upgradeRequest().replace('Key: ', 'Key: too short')), 400);
    assert.equal(await statusOf(server.url, upgradeRequest().replace('GET', 'POST')), 405);
    assert.equal(await statusOf(server.url, upgradeRequest([], '/v1/other')), 404);
  });

  it('opens no socket on the origins of others', async () => {
    for (const url of [server.demo, server.addresses.viewer])
      assert.equal(await statusOf(url, upgradeRequest()), 404);
  });

  it('[bad_W16] is refused when two readers could read it differently', async () => {
    const post = ['POST /v1/interactions HTTP/1.1', 'Host: localhost', 'Content-Type: text/plain'];

    assert.equal(await request(...post, 'Content-Length: 4', 'Transfer-Encoding: chunked', '', '0', ''), 400);
    assert.equal(await request(...post, 'Content-Length: 4', 'Content-Length: 5', '', 'abcd'), 400);
    assert.equal(await request(...post, 'Content-Length: +4', '', 'abcd'), 400);
    assert.equal(await request(...post, 'Transfer-Encoding: xchunked', '', 'abcd'), 400);
    assert.equal(await request('GET /healthz HTTP/1.1', 'Host: localhost', 'X-A: 1', ' folded: 2'), 400);
    assert.equal(await statusOf(server.url, 'GET /healthz HTTP/1.1\nHost: localhost\n\n'), 400);
    assert.equal(await request('GET /healthz HTTP/1.1'), 400);
  });
});

describe('a socket that says nothing', () => {
  it('is taken as dead after a while; one with a heartbeat is not', async () => {
    const [silent, alive] = [await server.customer(), await server.customer()];
    await startConversation(alive);
    for (const at of [1, 2, 3]) {
      clock.shift(20_000);
      const from = alive.frames.length;
      alive.send({ type: 'ping', at });
      healthy.send({ type: 'ping', at });
      await alive.ofType('pong', from);
    }

    assert.equal(await silent.closed, 1006);
    assert.equal(alive.isOpen, true);
    alive.close();
  });
});

/** Until what was written has surely been read by the server, which runs in this process. */
async function passedOn(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
