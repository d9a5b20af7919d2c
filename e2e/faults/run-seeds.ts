import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import type { Outcome } from './run-seed.ts';
import type { StoreName } from './stand.ts';

/** The stores that the tests and the benchmark put to the proof. */
export const PROVEN_STORES: readonly StoreName[] = ['sqlite', 'postgres'];

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs seeds by the command, as whoever reproduces one of them will: only a process of its own can have a network and a
 * disk of its own.
 */
export async function runSeeds(store: StoreName, first: number, count: number): Promise<Outcome[]> {
  const args = ['--store', store, '--seed', String(first), '--seeds', String(count), '--json'];
  const child = spawn(process.execPath, ['--conditions=development', 'scripts/faults.ts', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await once(child, 'close');
  const lines = printed.split('\n').filter((line) => line.startsWith('{'));
  if (lines.length !== count)
    throw new Error(`${lines.length} of ${count} seeds came to an end:\n${printed}`);
  return lines.map((line) => JSON.parse(line) as Outcome); // printed by ourselves
}

/** How to have the same again, and what was broken. */
export function explain({ store, seed, violations, historyPath }: Outcome): string {
  const problems = violations.slice(0, 10).map(({ checker, problem }) => `  ${checker}: ${problem}`);
  return [`npm run faults -- --store ${store} --seed ${seed}`, ...problems, `  history: ${historyPath}`].join(
    '\n',
  );
}
