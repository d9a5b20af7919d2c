import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

import { createClientFrames, unmask } from './client-frames.ts';

/** What the proxy does to everything that passes. */
export type Weather =
  | { readonly kind: 'fair' }
  /** Every chunk comes so much later. */
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** So many bytes at a time. */
  | { readonly kind: 'trickle'; readonly bytes: number; readonly everyMs: number }
  /** Every command of a client is sent twice, byte for byte. */
  | { readonly kind: 'duplicate' };

/** A TCP proxy in front of the server that can be as bad as a network. */
export interface ChaosProxy {
  readonly port: number;
  /** Connections that pass now. */
  readonly count: number;
  setWeather(weather: Weather): void;
  /** Ends all connections in order, from both sides. */
  cut(): void;
  /** Resets all connections (RST). */
  reset(): void;
  /** Tells the server that clients have said everything; clients are told nothing, and hear on. */
  halfClose(): void;
  /** Ends everything and stops listening. */
  close(): Promise<void>;
}

interface Passage {
  readonly client: Socket;
  readonly server: Socket;
}

/** Listens on a free port of loopback. */
export async function startChaosProxy(targetPort: number): Promise<ChaosProxy> {
  let weather: Weather = { kind: 'fair' };
  const passages = new Set<Passage>();
  const current = (): Weather => weather;

  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const server = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    const passage = { client, server };
    passages.add(passage);
    const forget = (): void => {
      client.destroy();
      server.destroy();
      passages.delete(passage);
    };
    pass(client, server, current, createClientFrames());
    pass(server, client, current);
    for (const socket of [client, server]) socket.on('error', forget).on('close', forget);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));

  return {
    port: (listener.address() as AddressInfo).port, // it listens on TCP
    get count() {
      return passages.size;
    },
    setWeather: (next) => void (weather = next),
    cut() {
      for (const { client, server } of passages) {
        client.end();
        server.end();
      }
    },
    reset() {
      for (const { client, server } of passages) {
        client.resetAndDestroy();
        server.resetAndDestroy();
      }
    },
    halfClose() {
      for (const { server } of passages) server.end();
    },
    async close() {
      for (const { client, server } of passages) {
        client.destroy();
        server.destroy();
      }
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

/** Carries one direction; chunks stay in their order whatever the weather does to each. */
function pass(
  from: Socket,
  to: Socket,
  weather: () => Weather,
  frames?: ReturnType<typeof createClientFrames>,
): void {
  let carried = Promise.resolve();
  const enqueue = (work: () => Promise<void> | void): void => void (carried = carried.then(work));
  const write = (bytes: Buffer): void => {
    if (to.writable) to.write(bytes);
  };
  from.on('data', (chunk: Buffer) => {
    const now = weather();
    const pieces = frames?.push(chunk) ?? [chunk];
    enqueue(async () => {
      if (now.kind === 'delay') await wait(now.delayMs);
      for (const piece of pieces) {
        if (now.kind === 'trickle') await trickle(piece, now, write);
        else write(piece);
        // Without `frames` this is the server's side, which is never doubled.
        if (now.kind === 'duplicate' && frames && isCommand(piece)) write(piece);
      }
    });
  });
  from.on('end', () => enqueue(() => void to.end()));
}

async function trickle(
  piece: Buffer,
  { bytes, everyMs }: Extract<Weather, { kind: 'trickle' }>,
  write: (bytes: Buffer) => void,
): Promise<void> {
  for (let offset = 0; offset < piece.length; offset += bytes) {
    write(piece.subarray(offset, offset + bytes));
    await wait(everyMs);
  }
}

/** A whole text frame that holds a command. */
function isCommand(piece: Buffer): boolean {
  return piece[0] === 0x81 && unmask(piece).includes('"type":"command"');
}

function wait(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
