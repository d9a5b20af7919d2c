import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { chmod, chown, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openSessions, type Answer } from '../postgres/sessions.ts';

const execute = promisify(execFile);

/** A real PostgreSQL server of our own, with its data in a folder that goes with it. */
export interface Postgres {
  /** Where everything of it lies: tables, write-ahead log, what it logged. */
  readonly folder: string;
  /** Address of a database, over the loopback. */
  urlOf(database: string): string;
  /** The same over a socket of the file system, which is there when the network is down. */
  socketUrlOf(database: string): string;
  /** Makes an empty database, or a copy of another one; resolves to its address. */
  createDatabase(template?: string): Promise<string>;
  /** Runs a statement as the superuser. */
  run(database: string, text: string): Promise<Answer>;
  /** `immediate`: as if the machine had lost its power; it recovers from its log at the next start. */
  stop(mode: 'immediate' | 'fast'): Promise<void>;
  /** Starts it again on the same data and port. */
  start(): Promise<void>;
  /** Process id of the server. */
  pid(): Promise<number>;
  /** Ends it and removes everything. */
  remove(): Promise<void>;
}

/** How it is started. */
export interface PostgresSettings {
  /** Off, it is a few times faster, and survives nothing; for tests that are not about what is on disk. */
  readonly fsync: boolean;
  /** More settings: name → value. */
  readonly more?: Readonly<Record<string, string>>;
}

/** Where PostgreSQL's own programs lie, if it is installed. */
export function findPostgresPrograms(): string | undefined {
  const root = '/usr/lib/postgresql'; // Debian keeps them out of the path
  const debian = (existsSync(root) ? readdirSync(root) : []).map((version) => join(root, version, 'bin'));
  const folders = [...(process.env['PATH'] ?? '').split(':'), ...debian];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')));
}

/**
 * Makes a server in a folder of its own and starts it, on a socket there and a free port of this machine. Where it is not
 * installed a test fails, loudly: what is not tested is not known.
 */
export async function startPostgres({ fsync, more = {} }: PostgresSettings): Promise<Postgres> {
  const programs = findPostgresPrograms();
  if (programs === undefined)
    throw new Error(
      'PostgreSQL is not installed, and its store cannot be tested without: apt-get install postgresql (or put initdb and pg_ctl into PATH)',
    );
  const folder = mkdtempSync(join(tmpdir(), 'beside-postgres-'));
  const identity = await findIdentity();
  if (identity) await chown(folder, identity.uid, identity.gid);
  await chmod(folder, 0o711);
  const data = join(folder, 'data');
  const port = await findFreePort();
  const run = async (name: string, ...args: string[]): Promise<void> => {
    await execute(join(programs, name), args, { cwd: folder, ...identity });
  };
  const settings = Object.entries({
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    fsync: fsync ? 'on' : 'off',
    ...more,
  });
  const options = settings.map(([name, value]) => `-c ${name}=${value}`).join(' ');
  const start = (): Promise<void> =>
    run(
      'pg_ctl',
      '--pgdata',
      data,
      '--wait',
      '--silent',
      '--log',
      join(folder, 'log'),
      '-o',
      options,
      'start',
    );
  const stop = (mode: 'immediate' | 'fast'): Promise<void> =>
    run('pg_ctl', '--pgdata', data, '--wait', '--silent', '--mode', mode, 'stop');
  const urlOf = (database: string): string => `postgres://beside@127.0.0.1:${port}/${database}`;
  // The port is a part of the socket's name.
  const socketUrlOf = (database: string): string =>
    `postgres://beside@/${database}?host=${encodeURIComponent(folder)}&port=${port}`;

  let count = 0;
  const postgres: Postgres = {
    folder,
    urlOf,
    socketUrlOf,
    async createDatabase(template = 'template1') {
      count += 1;
      const name = `test_${count}`;
      await postgres.run('postgres', `CREATE DATABASE ${name} TEMPLATE ${template}`);
      return urlOf(name);
    },
    async run(database, text) {
      const sessions = openSessions({ url: urlOf(database), kind: 'patient', max: 1 });
      try {
        const session = await sessions.take();
        try {
          return await session.run({ text });
        } finally {
          session.release(true);
        }
      } finally {
        await sessions.close();
      }
    },
    stop,
    start,
    pid: async () => Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n', 1)[0]),
    async remove() {
      if (existsSync(join(data, 'postmaster.pid'))) await stop('immediate');
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    const about = ['--username=beside', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];
    await run('initdb', '--pgdata', data, ...about);
    await start();
    return postgres;
  } catch (error) {
    await postgres.remove();
    throw error;
  }
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
async function findIdentity(): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = async (which: string): Promise<number> =>
    Number((await execute('id', [which, 'postgres'])).stdout);
  return { uid: await idOf('-u'), gid: await idOf('-g') };
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo; // it listens
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
