import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** Whether a PostgreSQL server can be started on this machine. */
export const canStartPostgres = ['initdb', 'pg_ctl', 'psql', 'pg_dump'].every(
  (name) => spawnSync(name, ['--version']).status === 0,
);

/** Starts one in a folder of its own that listens on a socket there only; resolves to the URL of a database with a password. */
export function startPostgres(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'beside-pg-'));
  // PostgreSQL refuses to be started by root.
  const isRoot = process.getuid?.() === 0;
  const as = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (isRoot) chownSync(folder, as.uid ?? 0, as.gid ?? 0);
  chmodSync(folder, 0o711);
  const data = join(folder, 'data');
  const run = (name: string, ...argv: string[]): void => {
    execFileSync(name, argv, { ...as, cwd: folder, stdio: 'ignore' });
  };
  run('initdb', '--pgdata', data, '--username=beside', '--auth=trust', '--no-sync');
  const options = `-c listen_addresses= -c unix_socket_directories=${folder} -c fsync=off`;
  run('pg_ctl', '--pgdata', data, '--wait', '--log', join(folder, 'log'), '-o', options, 'start');
  t.after(() => {
    run('pg_ctl', '--pgdata', data, '--mode=immediate', 'stop');
    rmSync(folder, { recursive: true, force: true });
  });
  return `postgres://beside:secret-word@/postgres?host=${encodeURIComponent(folder)}`;
}

function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'postgres']).toString());
}
