import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The one line a server prints when it is ready (docs: the contract with the outside). */
export interface ServerLine {
  readonly url: string;
  readonly demo: string;
  readonly viewer: string;
  readonly console: string;
  readonly socket: string;
  readonly schema: string;
  readonly pid: number;
  readonly logins: readonly {
    readonly role: 'agent' | 'supervisor';
    readonly email: string;
    readonly password: string;
  }[];
}

/** A real server in a process of its own, with a data folder of its own. */
export interface ServerProcess {
  readonly line: ServerLine;
  /** Of the process that runs now. */
  readonly pid: number;
  /** The last few thousand characters of its log, of all its starts. */
  readonly log: string;
  /** Whether it still runs. */
  readonly isRunning: boolean;
  signal(signal: NodeJS.Signals): void;
  /** Ends it without warning (SIGKILL) and resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same data and ports. */
  restart(): Promise<void>;
  /** Ends it in order (SIGTERM) and removes its data. */
  stop(): Promise<void>;
}

/** How a server is started. */
export interface ServerProcessOptions {
  /** Path of a configuration file. */
  readonly config?: string;
  /** Added to ours. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of the data, which stays; one of its own, which goes with the server, when absent. */
  readonly dataDir?: string;
}

/** Starts a server on ports that are free now. */
export async function startServer(options: ServerProcessOptions = {}): Promise<ServerProcess> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'beside-e2e-')));
  const port = await findFreePorts();
  const root = new URL('../..', import.meta.url).pathname;
  const args = [
    '--conditions=development',
    'packages/server/src/main.ts',
    '--port',
    String(port),
    '--data',
    dataDir,
    '--json',
  ];
  if (options.config) args.push('--config', options.config);

  let child: ChildProcess;
  let log = '';
  const launch = async (): Promise<ServerLine> => {
    child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...options.env },
    });
    child.stderr!.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-16_000)));
    for await (const line of createInterface({ input: child.stdout! })) return JSON.parse(line) as ServerLine; // printed by ourselves
    throw new Error(`the server ended before it was ready:\n${log}`);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  };

  const line = await launch();
  return {
    line,
    get pid() {
      return child.pid!; // it was started
    },
    get log() {
      return log;
    },
    get isRunning() {
      return child.exitCode === null && child.signalCode === null;
    },
    signal: (signal) => void child.kill(signal),
    kill: () => end('SIGKILL'),
    restart: async () => void (await launch()),
    stop: async () => {
      await end('SIGTERM');
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The first of three neighbouring ports that are free: main, demo, untrusted. */
async function findFreePorts(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const free = await Promise.all([port, port + 1, port + 2].map(isFree));
    if (free.every(Boolean)) return port;
  }
  throw new Error('no three neighbouring ports are free');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
}
