import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { WebSocket } from 'ws';

import type { Lane } from './chat-load.ts';

/** The baseline of chat: a bare ws relay in a process of its own. */
export interface BareRelay {
  openLanes(count: number): Promise<Lane[]>;
  stop(): void;
}

/** Starts it; resolves when it listens. */
export async function startBareRelay(): Promise<BareRelay> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('bare-relay.mjs', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { port } = JSON.parse(line) as { port: number }; // printed by our own script
    return {
      openLanes: (count) =>
        Promise.all(Array.from({ length: count }, (_, room) => openLane(`ws://127.0.0.1:${port}/${room}`))),
      stop: () => void child.kill(),
    };
  }
  throw new Error('the bare relay ended before it was ready');
}

async function openLane(url: string): Promise<Lane> {
  const [sender, receiver] = await Promise.all([open(url), open(url)]);
  const pending = new Map<number, () => void>();
  let nextId = 0;
  let delivered = 0;
  sender.on('message', (data: Buffer) => {
    const { id } = JSON.parse(data.toString()) as { id: number }; // our own script answers
    pending.get(id)?.();
    pending.delete(id);
  });
  receiver.on('message', (data: Buffer) => {
    delivered += (JSON.parse(data.toString()) as { entries: unknown[] }).entries.length;
  });
  return {
    send: (text) => {
      const id = (nextId += 1);
      return new Promise((resolve) => {
        pending.set(id, resolve);
        sender.send(JSON.stringify({ type: 'command', id, command: { content: { text } } }));
      });
    },
    delivered: () => delivered,
  };
}

function open(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}
