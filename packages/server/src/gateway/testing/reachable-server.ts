import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CreateSocket } from '@beside/adapters/remote';
import { WebSocket } from 'ws';
import { startTestServer, type Console } from './test-server.ts';

/** A real server behind one address, with the way to it in a test's hand. */
export interface ReachableServer {
  /** Stays the same over restarts. */
  readonly url: string;
  /** Opens sockets that `cut` cuts (customers), or not (agents). */
  createSocket(side: 'customers' | 'agents'): CreateSocket;
  /** A ticket of the agent who answers. */
  ticket(): Promise<string>;
  cut(): void;
  restore(): void;
  /** Stops it and starts it again on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Nobody listens there. */
const NOWHERE = 'ws://127.0.0.1:9/v1/socket';

/** Starts one with limits that let a suite write fast. */
export async function createReachableServer(): Promise<ReachableServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'beside-server-'));
  const limits = { framesPerSecond: 500, messageBurst: 1_000, messagesPerMinute: 10_000 };
  const start = () => startTestServer({ limits }, dataDir);
  let server = await start();
  let console: Console | undefined;
  let isCut = false;
  const cuttable = new Set<WebSocket>();

  return {
    url: 'ws://server.invalid/v1/socket',
    createSocket: (side) => () => {
      const isCustomers = side === 'customers';
      const socket = new WebSocket(isCustomers && isCut ? NOWHERE : server.addresses.socket);
      if (isCustomers) cuttable.add(socket);
      socket.on('close', () => cuttable.delete(socket));
      return socket;
    },
    async ticket() {
      const login = server.logins.find(({ role }) => role === 'agent');
      if (!login) throw new Error('nobody can sign in');
      console ??= await server.signIn(login);
      return console.ticket();
    },
    cut() {
      isCut = true;
      for (const socket of cuttable) socket.terminate();
    },
    restore() {
      isCut = false;
    },
    async restart() {
      await server.stop();
      console = undefined;
      server = await start();
    },
    async stop() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
