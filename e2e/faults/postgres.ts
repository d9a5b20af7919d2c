import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** A PostgreSQL of our own that can be stopped as if the machine had lost its power. */
export interface Postgres {
  /** For `DATABASE_URL`. */
  readonly url: string;
  /** Ends it at once, without a word to its clients; it recovers from its log at the next start. */
  stopImmediately(): Promise<void>;
  start(): Promise<void>;
  /** Ends it in order; safe when it does not run. */
  close(): Promise<void>;
}

/** Where PostgreSQL's own programs lie, if it is installed; Debian keeps them out of the path. */
export function findPostgresPrograms(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root) : [];
  const debian = versions.map((version) => join(root, version, 'bin'));
  const paths = (process.env['PATH'] ?? '').split(':');
  return [...paths, ...debian].find((path) => existsSync(join(path, 'pg_ctl')));
}

/**
 * Makes a database in an empty folder and starts it; it listens on a socket there only. Commits are fsynced, because what
 * was acknowledged has to survive {@link Postgres.stopImmediately}.
 */
export async function startPostgres(folder: string): Promise<Postgres> {
  const programs = findPostgresPrograms();
  if (programs === undefined) throw new Error('PostgreSQL is not installed');
  await mkdir(folder, { recursive: true });
  const identity = await findIdentity();
  if (identity) await chown(folder, identity.uid, identity.gid);
  await chmod(folder, 0o711);
  const data = join(folder, 'data');
  const run = async (name: string, ...args: string[]): Promise<void> => {
    await execute(join(programs, name), args, { cwd: folder, ...identity });
  };
  const start = (): Promise<void> => {
    const options = `-c listen_addresses= -c unix_socket_directories=${folder} -c max_connections=60`;
    const log = join(folder, 'log');
    return run('pg_ctl', '--pgdata', data, '--wait', '--silent', '--log', log, '-o', options, 'start');
  };
  const stop = (mode: 'immediate' | 'fast'): Promise<void> =>
    run('pg_ctl', '--pgdata', data, '--wait', '--silent', '--mode', mode, 'stop');

  await run('initdb', '--pgdata', data, '--username=beside', '--auth=trust', '--encoding=UTF8', '--no-sync');
  await start();
  return {
    url: `postgres://beside@/postgres?host=${encodeURIComponent(folder)}`,
    stopImmediately: () => stop('immediate'),
    start,
    close: async () => {
      if (existsSync(join(data, 'postmaster.pid'))) await stop('fast');
    },
  };
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
async function findIdentity(): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (which) => Number((await execute('id', [which, 'postgres'])).stdout)),
  );
  if (uid === undefined || gid === undefined) throw new Error('there is no user called postgres');
  return { uid, gid };
}
