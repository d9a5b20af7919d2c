import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { WebSocket } from 'ws';

import { startServer } from '../e2e/support/server-process.ts';
import { exactRow, type Benchmark } from './support/row.ts';
import { residentBytes } from './server.ts';
import { connect } from '../e2e/support/wire-client.ts';

const SOCKETS = 10_000;
const BATCH = 100;
const SETTLE_MS = 3_000;
const BARE = `
  const { WebSocketServer } = await import('ws');
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  server.on('connection', (socket) => socket.on('message', () => undefined));
  server.on('listening', () => console.log(JSON.stringify({ port: server.address().port })));
`;

/** Resident memory per idle customer's socket, after hello; baseline: bare ws. */
export const socketBenchmark: Benchmark = {
  prefixes: ['socket.'],
  async run() {
    const bare = await bareBytesPerSocket();
    const server = await startServer();
    try {
      const before = residentBytes(server.line.pid);
      const opened = await openMany((index) =>
        connect(server.line.socket, { role: 'customer', siteId: 'shop' }, loopbackAddress(index)),
      );
      await wait(SETTLE_MS);
      const bytes = (residentBytes(server.line.pid) - before) / SOCKETS;
      for (const client of opened) client.close();
      const row = exactRow(
        'socket.idle',
        bytes / 1024,
        'KB',
        20,
        `${SOCKETS} customers greeted and idle; baseline: bare ws`,
      );
      return [
        {
          ...row,
          baseline: Math.round((bare / 1024) * 10) / 10,
          ratio: Math.round((bytes / bare) * 100) / 100,
        },
      ];
    } finally {
      await server.stop();
    }
  },
};

async function bareBytesPerSocket(): Promise<number> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', BARE], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const { port } = JSON.parse(line) as { port: number }; // printed by the script above
      const before = residentBytes(child.pid!);
      const opened = await openMany((index) => openBare(`ws://127.0.0.1:${port}`, loopbackAddress(index)));
      await wait(SETTLE_MS);
      const bytes = (residentBytes(child.pid!) - before) / SOCKETS;
      for (const socket of opened) socket.terminate();
      return bytes;
    }
    throw new Error('the bare server ended before it was ready');
  } finally {
    child.kill();
  }
}

async function openMany<Client>(open: (index: number) => Promise<Client>): Promise<Client[]> {
  const clients: Client[] = [];
  for (let index = 0; index < SOCKETS; index += BATCH) {
    clients.push(...(await Promise.all(Array.from({ length: BATCH }, (_, offset) => open(index + offset)))));
  }
  return clients;
}

function openBare(url: string, localAddress: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false, localAddress });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Spreads clients over the loopback range, as people come from many addresses; a server limits each address. */
function loopbackAddress(index: number): string {
  return `127.0.1.${1 + (index % 200)}`;
}

function wait(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
