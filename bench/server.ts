import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { exactRow, median, timingRow, type Benchmark } from './support/row.ts';

const ROUNDS = 5;
const BARE = `
  const { default: fastify } = await import('fastify');
  const app = fastify();
  app.get('/', () => 'ok');
  await app.listen({ port: 0, host: '127.0.0.1' });
  console.log('{}');
`;

/** From the start of the node process to ready, and what it holds then; baseline: a bare fastify that listens. */
export const serverBenchmark: Benchmark = {
  prefixes: ['server.'],
  async run() {
    const starts: Start[] = [];
    const bare: Start[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(await startOnce(['--input-type=module', '--eval', BARE]));
      const dataDir = await mkdtemp(join(tmpdir(), 'beside-bench-'));
      const args = [
        // As `npm start` does.
        '--conditions=development',
        '--import',
        './scripts/compile-cache.mjs',
        'packages/server/src/main.ts',
        '--port',
        '0',
        '--data',
        dataDir,
        '--json',
      ];
      await startOnce(args); // the first start makes keys, demo logins and tables
      starts.push(await startOnce(args));
      await rm(dataDir, { recursive: true, force: true });
    }
    return [
      timingRow(
        'server.start',
        {
          value: median(starts.map((s) => s.readyMs)),
          baseline: median(bare.map((s) => s.readyMs)),
          unit: 'ms',
        },
        { budget: 500, factor: 3 },
        `median of ${ROUNDS}; baseline: bare fastify`,
      ),
      exactRow(
        'server.memory',
        median(starts.map((s) => s.residentMegabytes)),
        'MB',
        110,
        'resident when ready',
      ),
    ];
  },
};

interface Start {
  readonly readyMs: number;
  readonly residentMegabytes: number;
}

async function startOnce(args: readonly string[]): Promise<Start> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    cwd: new URL('../packages/server', import.meta.url).pathname.replace(/packages\/server$/, ''),
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  try {
    for await (const _line of createInterface({ input: child.stdout })) {
      return { readyMs: performance.now() - startedAt, residentMegabytes: residentBytes(child.pid!) / 1e6 };
    }
    throw new Error('the server ended before it was ready');
  } finally {
    child.kill('SIGTERM');
    await gone;
  }
}

/** Resident memory of a process, from /proc (Linux). */
export function residentBytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  if (!line) throw new Error(`no resident size of process ${pid}`);
  return Number(line[1]) * 1024;
}
