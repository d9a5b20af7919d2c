import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { LogRecord } from '../../demo/exchange/records.ts';

/** Secrets of the simulated exchange, for its own environment and the server's. */
export const EXCHANGE_SECRETS = {
  BESIDE_EXCHANGE_REQUEST_SECRET: 'request-secret-of-the-stories-0123456789',
  BESIDE_EXCHANGE_EVENT_SECRET: 'event-secret-of-the-stories-0123456789ab',
} as const;

/** A running simulated exchange. */
export interface ExchangeProcess {
  /** How often each telephone was rung, by its number: out of its own log. */
  dialled(): Promise<Readonly<Record<string, number>>>;
  /** Its log so far. */
  records(): Promise<LogRecord[]>;
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A port that is free now. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // listens on an address, not on a pipe
  server.close();
  await once(server, 'close');
  return port;
}

/** Part of a configuration file that dials through an exchange at a port. */
export const exchangeConfig = (port: number) => ({
  telephony: {
    provider: 'exchange',
    url: `http://127.0.0.1:${port}`,
    requestSecretEnv: 'BESIDE_EXCHANGE_REQUEST_SECRET',
    eventSecretEnv: 'BESIDE_EXCHANGE_EVENT_SECRET',
    callerNumber: '+82215880000',
  },
});

/** Starts the exchange; it posts to the server. Flags are those of `npm run exchange`; `env` is added to ours. */
export async function startExchange(
  port: number,
  serverUrl: string,
  flags: readonly string[] = ['--pace', '150'],
  env: Readonly<Record<string, string>> = {},
): Promise<ExchangeProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'beside-exchange-'));
  const log = join(folder, 'exchange.jsonl');
  const webhook = `${serverUrl}/telephony/exchange/events`;
  const args = ['--port', String(port), '--log', log, '--webhook', webhook, '--json', ...flags];
  let child = await launch(args, env);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  const records = async (): Promise<LogRecord[]> =>
    (await readFile(log, 'utf8'))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as LogRecord); // our own process wrote it
  return {
    records,
    async dialled() {
      const counts: Record<string, number> = {};
      for (const record of await records())
        if (record.kind === 'accepted') counts[record.to] = (counts[record.to] ?? 0) + 1;
      return counts;
    },
    kill: () => end('SIGKILL'),
    restart: async () => void (child = await launch(args, env)),
    async stop() {
      await end('SIGTERM');
      await rm(folder, { recursive: true });
    },
  };
}

async function launch(args: readonly string[], env: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--conditions=development', 'demo/exchange/main.ts', ...args], {
    cwd: new URL('../..', import.meta.url).pathname,
    env: { ...process.env, ...EXCHANGE_SECRETS, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}
