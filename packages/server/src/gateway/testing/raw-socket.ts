import { connect, type Socket } from 'node:net';

/** A TCP connection that says whatever a test wants it to say. */
export interface RawSocket {
  readonly socket: Socket;
  write(data: string | Buffer): void;
  /** Resolves to everything that was received, when the other side has ended the connection. */
  readonly ended: Promise<Buffer>;
  /** Resolves when an HTTP head was received; to that head. */
  readonly head: Promise<string>;
}

/** Connects to a server's address. */
export function openRaw(url: string): RawSocket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let received = Buffer.alloc(0);
  const ended = new Promise<Buffer>((resolve) => {
    socket.on('close', () => resolve(received));
  });
  const head = new Promise<string>((resolve) => {
    socket.on('data', (data: Buffer) => {
      received = Buffer.concat([received, data]);
      const end = received.indexOf('\r\n\r\n');
      if (end >= 0) resolve(received.subarray(0, end).toString());
    });
    socket.on('close', () => resolve(''));
  });
  socket.on('error', () => undefined); // a reset is one way of being refused
  return { socket, write: (data) => void socket.write(data), ended, head };
}

/** Sends an HTTP request as it is given; resolves to the status line's number, 0 when nothing was answered. */
export async function statusOf(url: string, request: string): Promise<number> {
  const raw = openRaw(url);
  raw.write(request);
  const head = await raw.head;
  raw.socket.destroy();
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
}

/** A socket whose upgrade was accepted, and that has said nothing yet. */
export async function openRawSocket(socketUrl: string): Promise<RawSocket> {
  const raw = openRaw(socketUrl);
  raw.write(upgradeRequest());
  const head = await raw.head;
  if (!head.startsWith('HTTP/1.1 101')) throw new Error(`not upgraded: ${head.slice(0, 40)}`);
  return raw;
}

/** The request that opens a socket, with lines of one's own. */
export function upgradeRequest(lines: readonly string[] = [], path = '/v1/socket'): string {
  return [
    `GET ${path} HTTP/1.1`,
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...lines,
    '\r\n',
  ].join('\r\n');
}

/** One frame of RFC 6455, as wrong as wanted. Masked with zeros, which leaves the payload as it is. */
export function rawFrame(
  opcode: number,
  payload: Buffer | string,
  { isFinal = true, isMasked = true, announcedBytes }: RawFrameOptions = {},
): Buffer {
  const body = Buffer.from(payload);
  const length = announcedBytes ?? body.length;
  const size = length < 126 ? Buffer.alloc(0) : Buffer.alloc(length < 65_536 ? 2 : 8);
  if (size.length === 2) size.writeUInt16BE(length);
  if (size.length === 8) size.writeBigUInt64BE(BigInt(length));
  const short = length < 126 ? length : size.length === 2 ? 126 : 127;
  const head = Buffer.from([(isFinal ? 0x80 : 0) | opcode, (isMasked ? 0x80 : 0) | short]);
  return Buffer.concat([head, size, ...(isMasked ? [Buffer.alloc(4)] : []), body]);
}

interface RawFrameOptions {
  readonly isFinal?: boolean;
  readonly isMasked?: boolean;
  /** When another length is to be claimed than there is. */
  readonly announcedBytes?: number;
}

/** The code of the close frame among what a server sent; `undefined` when it just ended. */
export function closeCodeIn(received: Buffer): number | undefined {
  let at = received.indexOf('\r\n\r\n') + 4;
  while (at + 2 <= received.length) {
    const short = (received[at + 1] ?? 0) & 0x7f;
    const headBytes = short === 126 ? 4 : short === 127 ? 10 : 2;
    const length = short === 126 ? received.readUInt16BE(at + 2) : short;
    if (((received[at] ?? 0) & 0x0f) === 8) return length >= 2 ? received.readUInt16BE(at + headBytes) : 1005;
    at += headBytes + length;
  }
  return undefined;
}
