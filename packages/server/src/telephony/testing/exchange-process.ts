import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSystemClock } from '@beside/protocol';
import type { DialSafety, Telephony } from '../../ports/telephony.ts';
import { createExchangeProvider } from '../exchange-provider/exchange-provider.ts';

/** Secrets of a test's exchange. */
export const REQUEST_SECRET = 'what-the-server-signs-with-in-tests';
export const EVENT_SECRET = 'what-the-exchange-signs-with-in-tests';

/** How the exchange of a test is started. */
export interface ExchangeProcessOptions {
  readonly mode: DialSafety;
  readonly webhook?: string;
  readonly paceMs?: number;
  readonly scenario?: 'numbers' | 'storm';
  readonly seed?: number;
}

/** The real exchange in a process of its own. */
export interface ExchangeProcess {
  readonly url: string;
  /** Its log so far, whole lines only. */
  records(): readonly LoggedRecord[];
  /** References of the calls of a key, in the order of acceptance. */
  accepted(callKey: string): readonly string[];
  /** Kills it without a word. */
  kill(): Promise<void>;
  /** Starts it again on the same port and log. */
  startAgain(): Promise<void>;
  provider(more?: { readonly timeoutMs?: number; readonly fetch?: typeof fetch }): Telephony;
  /** Kills it and removes its log. */
  remove(): Promise<void>;
}

/** What tests read of a line of the log. */
export interface LoggedRecord {
  readonly kind: 'started' | 'accepted' | 'refused' | 'fenced' | 'event' | 'delivered';
  readonly callRef?: string;
  readonly callKey?: string;
  readonly eventId?: string;
  readonly event?: { readonly eventId: string; readonly callRef: string; readonly status: string };
}

/** Starts one on a free port and waits until it listens. */
export async function startExchange(options: ExchangeProcessOptions): Promise<ExchangeProcess> {
  const { mode } = options;
  const folder = mkdtempSync(join(tmpdir(), 'beside-exchange-'));
  const logPath = join(folder, 'exchange.jsonl');
  let { child, url } = await launch(options, logPath, '0');

  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const records = (): LoggedRecord[] => {
    const text = readFileSync(logPath, 'utf8');
    const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as LoggedRecord); // the exchange's own
  };
  return {
    url,
    records,
    accepted: (callKey) =>
      records().flatMap((record) =>
        record.kind === 'accepted' && record.callKey === callKey ? [record.callRef ?? ''] : [],
      ),
    kill,
    async startAgain() {
      ({ child, url } = await launch(options, logPath, new URL(url).port));
    },
    provider: (more = {}) =>
      createExchangeProvider({
        url,
        requestSecret: REQUEST_SECRET,
        eventSecret: EVENT_SECRET,
        dialSafety: mode,
        clock: createSystemClock(),
        ...more,
      }),
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function launch(
  { mode, webhook, paceMs = 20, scenario = 'numbers', seed = 1 }: ExchangeProcessOptions,
  logPath: string,
  port: string,
): Promise<{ child: ChildProcess; url: string }> {
  const main = fileURLToPath(new URL('../../../../../demo/exchange/main.ts', import.meta.url));
  const flags = ['--json', '--port', port, '--log', logPath, '--mode', mode, '--pace', String(paceMs)];
  flags.push('--scenario', scenario, '--seed', String(seed));
  if (webhook !== undefined) flags.push('--webhook', webhook);
  const child = spawn(process.execPath, ['--conditions=development', main, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      BESIDE_EXCHANGE_REQUEST_SECRET: REQUEST_SECRET,
      BESIDE_EXCHANGE_EVENT_SECRET: EVENT_SECRET,
    },
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer]; // of a pipe; one write, shorter than a pipe's buffer
  const { url } = JSON.parse(line.toString()) as { url: string }; // the exchange's own line
  return { child, url };
}
