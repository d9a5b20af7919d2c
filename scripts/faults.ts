/**
 * `npm run faults`: real servers under load are killed, stopped, cut off, filled up; what clients were told is checked
 * afterwards. docs/faults.md tells how.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { runSeed, type Outcome } from '../e2e/faults/run-seed.ts';
import { STORES } from '../e2e/faults/stand.ts';
import { canUnshare, findCapabilities, INSIDE, UNSHARE } from '../e2e/faults/tools.ts';

const { values: flags } = parseArgs({
  options: {
    /** sqlite or postgres. */
    store: { type: 'string', default: 'sqlite' },
    /** The first seed. */
    seed: { type: 'string', default: '0' },
    /** How many seeds, from the first on. */
    seeds: { type: 'string' },
    /** Kinds of faults, with commas; all when empty. */
    only: { type: 'string', default: '' },
    /** Prints outcomes as JSON lines. */
    json: { type: 'boolean', default: false },
    /** Keeps the histories of runs without violations, too. */
    keep: { type: 'boolean', default: false },
  },
});

const store = STORES.find((name) => name === flags.store);
if (!store) {
  console.error(`faults: --store takes ${STORES.join(', ')}`);
  process.exit(2);
}
// A network that can be taken down and a disk that can be filled have to be ours alone.
if (!process.env[INSIDE] && (await canUnshare())) {
  const command = `ip link set lo up && exec "$0" "$@"`;
  const args = [
    ...UNSHARE,
    'sh',
    '-c',
    command,
    process.execPath,
    ...process.execArgv,
    ...process.argv.slice(1),
  ];
  const { status } = spawnSync('unshare', args, { stdio: 'inherit', env: { ...process.env, [INSIDE]: '1' } });
  process.exit(status ?? 1);
}

const capabilities = await findCapabilities();
const directory = mkdtempSync(join(tmpdir(), 'beside-faults-'));
const first = Number(flags.seed);
// One seed by name is one run; without a name a few.
const count = Number(flags.seeds ?? (process.argv.some((arg) => arg.startsWith('--seed')) ? 1 : 4));
const only = flags.only.split(',').filter(Boolean);
let failures = 0;
for (let seed = first; seed < first + count; seed += 1) {
  const outcome = await runSeed({ store, seed, capabilities, directory, only });
  if (outcome.violations.length > 0) failures += 1;
  else if (!flags.keep) rmSync(outcome.historyPath);
  if (flags.json) console.log(JSON.stringify(outcome));
  else describe(outcome);
}
if (failures === 0 && !flags.keep) rmSync(directory, { recursive: true });
if (!flags.json) console.log(`${count - failures} of ${count} seeds of ${store} without a violation`);
process.exit(failures === 0 ? 0 : 1);

function describe(outcome: Outcome): void {
  const { seed, faults, leftOut, violations, acknowledged, unknown, tookMs, historyPath } = outcome;
  const kinds = faults.map(({ kind, forMs }) => `${kind} ${forMs} ms`).join(', ') || 'no fault';
  const result = violations.length === 0 ? 'ok' : 'VIOLATED';
  console.log(
    `seed ${seed}: ${result}; ${kinds}; ${acknowledged} acknowledged, ${unknown} unknown; ${(tookMs / 1000).toFixed(1)} s`,
  );
  for (const { kind, missing } of leftOut)
    console.log(`  LEFT OUT: ${kind}, because this machine has no ${missing.join(', ')}`);
  if (violations.length === 0) return;
  for (const { checker, problem } of violations.slice(0, 20)) console.log(`  ${checker}: ${problem}`);
  if (violations.length > 20) console.log(`  and ${violations.length - 20} more`);
  console.log(`  history: ${historyPath} (and .log of the server)`);
}
