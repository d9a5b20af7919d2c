import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startPostgres, type Postgres } from '@beside/server/testing/postgres';

import type { ServerProcess } from '../support/server-process.ts';
import { startConfigured } from '../support/start-configured.ts';
import { startChaosProxy, type ChaosProxy } from './chaos-proxy.ts';
import { setOffset } from './clock-file.ts';
import { findFaketime, runTool } from './tools.ts';

/** The stores a stand may have. */
export const STORES = ['sqlite', 'postgres'] as const;
/** One of them. */
export type StoreName = (typeof STORES)[number];

/** A real server with everything a nemesis can lay hands on. */
export interface Stand {
  readonly server: ServerProcess;
  /** In front of the server's socket. */
  readonly proxy: ChaosProxy;
  /** Address of the socket, through the proxy. */
  readonly socketUrl: string;
  /** Folder of the disk that holds the data. */
  readonly disk: string;
  /** Absent with another store. */
  readonly postgres: Postgres | undefined;
  /** What the server takes the time from; absent where its clock is the real one. */
  readonly clockFile: string | undefined;
  close(): Promise<void>;
}

/** What a stand is to be able to do; a server under libfaketime or on a small disk is not quite as users run it. */
export interface StandNeeds {
  readonly store: StoreName;
  readonly smallDisk: boolean;
  readonly clock: boolean;
}

/** Enough for the database of a run, and little enough to be filled at once. */
const SMALL_DISK = 'size=48m';
const LIMITS = { messageBurst: 100_000, messagesPerMinute: 1_000_000, framesPerSecond: 10_000 };

/** Starts a server as a stand needs it. */
export async function openStand({ store, smallDisk, clock }: StandNeeds): Promise<Stand> {
  const folder = await mkdtemp(join(tmpdir(), 'beside-stand-'));
  const disk = join(folder, 'disk');
  await mkdir(disk);
  const closes: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const step of closes.splice(0).reverse()) await step();
  };
  try {
    if (smallDisk) {
      await runTool('mount', ['-t', 'tmpfs', '-o', SMALL_DISK, 'none', disk]);
      closes.push(() => runTool('umount', ['--lazy', disk]));
    }
    const clockFile = clock ? join(folder, 'clock') : undefined;
    const dataDir = join(disk, 'data');
    // What was acknowledged has to survive a stop without a word.
    const postgres = store === 'postgres' ? await startPostgres({ fsync: true }) : undefined;
    if (postgres) closes.push(() => postgres.remove());
    const env = {
      ...(clockFile === undefined ? {} : clockEnvironment(clockFile)),
      ...(postgres ? { DATABASE_URL: postgres.socketUrlOf('postgres') } : {}),
    };
    const server = await startConfigured({ limits: LIMITS }, { dataDir, env });
    closes.push(() => server.stop());
    if (postgres && existsSync(join(dataDir, 'beside.sqlite')))
      throw new Error('the server does not use DATABASE_URL: it keeps everything in SQLite');
    const { port, pathname } = new URL(server.line.socket);
    const proxy = await startChaosProxy(Number(port));
    closes.push(() => proxy.close());
    const socketUrl = `ws://127.0.0.1:${proxy.port}${pathname}`;
    return { server, proxy, socketUrl, disk, postgres, clockFile, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What a process is started with whose wall clock is set by a file; its monotonic clock goes on. */
export function clockEnvironment(clockFile: string): Record<string, string> {
  const library = findFaketime();
  if (library === undefined) throw new Error('libfaketime is not installed');
  setOffset(clockFile, 0);
  return {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: clockFile,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    FAKETIME_NO_CACHE: '1',
  };
}
