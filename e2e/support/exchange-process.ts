import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Secrets of the simulated exchange, for its own environment and the server's. */
export const EXCHANGE_SECRETS = {
  BESIDE_EXCHANGE_REQUEST_SECRET: 'request-secret-of-the-stories-0123456789',
  BESIDE_EXCHANGE_EVENT_SECRET: 'event-secret-of-the-stories-0123456789ab',
} as const;

/** A running simulated exchange. */
export interface ExchangeProcess {
  /** How often each telephone was rung, by its number: out of its own log. */
  dialled(): Promise<Readonly<Record<string, number>>>;
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

/** Starts the exchange; it posts to the server. */
export async function startExchange(port: number, serverUrl: string): Promise<ExchangeProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'beside-exchange-'));
  const log = join(folder, 'exchange.jsonl');
  const args = ['--port', String(port), '--log', log, '--pace', '150', '--json'];
  const webhook = `${serverUrl}/telephony/exchange/events`;
  const child = spawn(
    process.execPath,
    ['--conditions=development', 'demo/exchange/main.ts', ...args, '--webhook', webhook],
    {
      cwd: new URL('../..', import.meta.url).pathname,
      env: { ...process.env, ...EXCHANGE_SECRETS },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await once(child.stdout, 'data');
  return {
    async dialled() {
      const counts: Record<string, number> = {};
      for (const line of (await readFile(log, 'utf8')).split('\n').filter(Boolean)) {
        const record = JSON.parse(line) as { kind?: string; to?: string };
        if (record.kind === 'accepted' && record.to) counts[record.to] = (counts[record.to] ?? 0) + 1;
      }
      return counts;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}
