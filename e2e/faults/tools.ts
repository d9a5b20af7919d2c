import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { promisify } from 'node:util';

import { findPostgresPrograms } from '@beside/server/testing/postgres';

import type { Capability } from './schedule.ts';

const execute = promisify(execFile);

/** Set for the process that runs in namespaces of its own. */
export const INSIDE = 'BESIDE_FAULTS_INSIDE';

/** Runs a program of the system; rejects with what it said when it fails. */
export async function runTool(command: string, args: readonly string[]): Promise<void> {
  await execute(command, [...args]);
}

/** Whether a program runs and succeeds. */
export function succeeds(command: string, args: readonly string[]): Promise<boolean> {
  return runTool(command, args).then(
    () => true,
    () => false,
  );
}

/** The arguments of `unshare` under which a run has a network and mounts of its own. */
export const UNSHARE = ['--net', '--mount', '--propagation', 'private'] as const;

/** Whether this machine lets us have namespaces: root, and a kernel that agrees. */
export function canUnshare(): Promise<boolean> {
  return succeeds('unshare', [...UNSHARE, 'sh', '-c', 'ip link set lo up && mount -t tmpfs none /mnt']);
}

/** What can be done on this machine. */
export async function findCapabilities(): Promise<Set<Capability>> {
  const found = new Set<Capability>();
  if (process.env[INSIDE]) {
    found.add('network-namespace');
    found.add('small-disk');
  }
  if (await succeeds('strace', ['-f', '-q', '-o', '/dev/null', 'true'])) found.add('strace');
  if (findFaketime() !== undefined) found.add('faketime');
  if (findPostgresPrograms() !== undefined) found.add('postgres');
  return found;
}

/** Where Debian's libfaketime lies, if it does. The one for threads: Node has several. */
export function findFaketime(): string | undefined {
  const root = '/usr/lib';
  if (!existsSync(root)) return undefined;
  return readdirSync(root)
    .map((folder) => `${root}/${folder}/faketime/libfaketimeMT.so.1`)
    .find((path) => existsSync(path));
}
