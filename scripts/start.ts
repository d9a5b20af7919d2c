import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isBuildFresh } from './build/inputs.ts';
import { REPOSITORY_ROOT } from './shared/repository.ts';

const SERVER = join(REPOSITORY_ROOT, 'packages/server/src/main.ts');

if (!existsSync(join(REPOSITORY_ROOT, 'node_modules/rollup'))) {
  console.error('start: the dependencies are not installed; run npm ci first');
  process.exit(1);
}
if (!isBuildFresh(REPOSITORY_ROOT)) await build();
const told = process.argv.includes('--exchange') ? await exchange() : undefined;
// The server is this very process: the pid it prints, the signals it gets and its exit code are its own.
await import(SERVER);
if (told) console.error(`start: ${told}`);

/** Starts the simulated exchange beside the server; its code is loaded by those who want it. */
async function exchange(): Promise<string> {
  const { startExchange } = await import('./start/exchange.ts');
  return startExchange(process).catch((cause: unknown) => {
    console.error(`start: ${cause instanceof Error ? cause.message : String(cause)}`);
    process.exit(1);
  });
}

/** Builds in a process of its own, so that nothing the build needs stays in the server's memory. */
async function build(): Promise<void> {
  const child = spawn(process.execPath, ['--conditions=development', 'scripts/build.ts'], {
    cwd: REPOSITORY_ROOT,
    // Standard output belongs to the server.
    stdio: ['ignore', process.stderr, process.stderr],
  });
  const stop = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, stop);
  const [code] = (await once(child, 'exit')) as [number | null];
  for (const signal of signals) process.off(signal, stop);
  if (code !== 0) process.exit(code ?? 1);
}
