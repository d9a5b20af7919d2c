import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { REPOSITORY_ROOT } from '../shared/repository.ts';

/** The flag that starts the simulated exchange beside the server. */
const FLAG = '--exchange';
/** Customers are told that this number calls; nothing is dialled by it. */
const CALLER_NUMBER = '+82260001234';
const DEFAULT_PORT = 8080;

/** The server's arguments and environment, which are changed. */
export interface Start {
  readonly argv: string[];
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Starts the simulated exchange (docs/telephony.md) and has the server dial through it, in the place of `--exchange` on the
 * command line. Resolves when it listens. It ends with this process.
 *
 * @returns what to tell whoever started it
 */
export async function startExchange({ argv, env }: Start): Promise<string> {
  argv.splice(argv.indexOf(FLAG), 1);
  const { values: flags } = parseArgs({
    ...{ args: argv.slice(2), strict: false },
    options: { port: { type: 'string' }, data: { type: 'string' }, config: { type: 'string' } },
  });
  if (flags.config !== undefined)
    throw new Error(`${FLAG} brings a configuration of its own; docs/telephony.md tells how to use both`);
  const port = await fixPort(argv, text(flags.port) ?? env['PORT']);
  env['BESIDE_EXCHANGE_REQUEST_SECRET'] = randomBytes(32).toString('hex');
  env['BESIDE_EXCHANGE_EVENT_SECRET'] = randomBytes(32).toString('hex');
  const log = resolve(text(flags.data) ?? env['BESIDE_DATA_DIR'] ?? '.data', 'exchange.jsonl');
  const url = await launch(
    ['--log', log, '--webhook', `http://127.0.0.1:${port}/telephony/exchange/events`],
    env,
  );
  argv.push('--config', writeConfig(url));
  return `a simulated exchange at ${url} makes the calls and rings nobody; what it does stands in ${log}`;
}

/** The exchange is told where to report before the server listens: a free port is chosen here. */
async function fixPort(argv: string[], asked: string | undefined): Promise<number> {
  const port = Number(asked ?? DEFAULT_PORT);
  if (port !== 0) return port;
  const free = await findFreePorts();
  argv.push('--port', String(free)); // the last one counts
  return free;
}

async function launch(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(
    process.execPath,
    ['--conditions=development', 'demo/exchange/main.ts', '--json', ...args],
    {
      ...{ cwd: REPOSITORY_ROOT, env },
      // Its line is read here; the last pipe tells it when this process is gone, however that came about.
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
  process.once('exit', () => child.kill());
  const ended = once(child, 'exit').then(() => {
    throw new Error('the exchange ended before it listened');
  });
  const [line] = (await Promise.race([once(child.stdout!, 'data'), ended])) as [Buffer]; // a pipe, by stdio
  ended.catch(() => console.error('start: the exchange has ended; start anew to have calls made'));
  child.unref();
  child.channel?.unref();
  return (JSON.parse(line.toString()) as { readonly url: string }).url; // of our own process
}

function writeConfig(url: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'beside-start-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'config.json');
  const telephony = {
    ...{ provider: 'exchange', url, callerNumber: CALLER_NUMBER },
    requestSecretEnv: 'BESIDE_EXCHANGE_REQUEST_SECRET',
    eventSecretEnv: 'BESIDE_EXCHANGE_EVENT_SECRET',
  };
  writeFileSync(path, JSON.stringify({ telephony }));
  return path;
}

/** The first of three neighbours, for the three origins. */
async function findFreePorts(): Promise<number> {
  for (;;) {
    const first = await tryPort(0);
    const others =
      first === undefined ? [undefined] : await Promise.all([tryPort(first + 1), tryPort(first + 2)]);
    if (first !== undefined && others.every((one) => one !== undefined)) return first;
  }
}

/** The port, when nobody has it. */
async function tryPort(port: number): Promise<number | undefined> {
  const probe = createServer();
  try {
    probe.listen(port, '127.0.0.1');
    await once(probe, 'listening');
    return (probe.address() as AddressInfo).port; // it listens on an address, not on a pipe
  } catch {
    return undefined; // taken, or beyond the last one
  } finally {
    probe.close();
  }
}

function text(flag: string | boolean | undefined): string | undefined {
  return typeof flag === 'string' ? flag : undefined;
}
