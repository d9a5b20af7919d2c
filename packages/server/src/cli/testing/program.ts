import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { DemoLogin } from '../../config/demo.ts';

/** What `--json` prints. */
export interface ProgramLine {
  readonly url: string;
  readonly demo: string;
  readonly viewer: string;
  readonly console: string;
  readonly socket: string;
  readonly schema: string;
  readonly pid: number;
  readonly logins: readonly DemoLogin[];
}

/** The real program in a process of its own. */
export interface Program {
  readonly pid: number;
  readonly dataDir: string;
  /** Resolves to the one line; rejects when the program ended before it. */
  readonly ready: Promise<ProgramLine>;
  /** Resolves to the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** Everything written so far. */
  stdout(): string;
  stderr(): string;
  signal(name: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): void;
}

/** How it is started. */
export interface ProgramOptions {
  readonly file?: object;
  readonly environment?: Readonly<Record<string, string>>;
  /** One that is there already; else an empty one that is removed after the test. */
  readonly dataDir?: string;
  readonly argv?: readonly string[];
}

/** A folder that is gone after the test. */
export function createFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'beside-program-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts it; it is ended after the test. */
export function startProgram(
  t: TestContext,
  { file = { demo: true }, environment = {}, dataDir = createFolder(t), argv = [] }: ProgramOptions = {},
): Program {
  const configPath = join(dataDir, 'config.json');
  writeFileSync(configPath, JSON.stringify(file));
  const main = fileURLToPath(new URL('../../main.ts', import.meta.url));
  const flags = ['--port', '0', '--data', dataDir, '--config', configPath, '--json', ...argv];
  const child = spawn(process.execPath, ['--conditions=development', main, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], ...environment },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (output.stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output.stderr += data.toString()));
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string); // of node:child_process
  const ready = new Promise<ProgramLine>((resolve, reject) => {
    child.stdout.on('data', () => {
      if (output.stdout.includes('\n')) resolve(JSON.parse(output.stdout) as ProgramLine); // compared by the tests
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${output.stderr}`)));
  });
  ready.catch(() => undefined); // those who wait for the end are told there
  t.after(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    pid: child.pid ?? 0,
    dataDir,
    ready,
    ended,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    signal: (name) => void child.kill(name),
  };
}

/** Whether files of a running process can be kept from growing on this machine. */
export const canFillDisk = spawnSync('prlimit', ['--version']).status === 0;

/** Lets no file of a process grow any more, as a full disk would; returns the way back. */
export function fillDisk(pid: number): () => void {
  const limit = (bytes: string): void => {
    const { status, stderr } = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);
    if (status !== 0) throw new Error(`prlimit: ${stderr.toString()}`);
  };
  limit('1');
  return () => limit('unlimited');
}
