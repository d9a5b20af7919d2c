/**
 * `npm run bench`: measures what QUALITY budgets, each against a baseline of the same run.
 * Flags: `--only <prefix>` measures a part; `--json` prints a JSON array and nothing else on stdout; `--seeds N` is how
 * many schedules of faults every store meets; `--minutes N` is how long the soak takes, `--clients N` how many come back
 * after a kill; `--callbacks N` is how many go through the faults of the exchange.
 * Exits 0 whenever it measured; whether a budget held is in the rows.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

import { STORM_CALLBACKS, createCallbackBenchmark } from './callbacks.ts';
import { chatBenchmark } from './chat.ts';
import { createFaultBenchmark, FAULT_SEEDS } from './faults.ts';
import { pageBenchmark } from './page.ts';
import { serverBenchmark } from './server.ts';
import { sizeBenchmark } from './size.ts';
import { socketBenchmark } from './socket.ts';
import { STORM_SIZE, createStormBenchmark } from './storm.ts';
import type { Row } from './support/row.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
    seeds: { type: 'string', default: String(FAULT_SEEDS) },
    minutes: { type: 'string', default: String(STORM_SIZE.soakMinutes) },
    clients: { type: 'string', default: String(STORM_SIZE.clients) },
    callbacks: { type: 'string', default: String(STORM_CALLBACKS) },
  },
});
const benchmarks = [
  sizeBenchmark,
  pageBenchmark,
  chatBenchmark,
  socketBenchmark,
  serverBenchmark,
  createFaultBenchmark(Number(values.seeds)),
  createCallbackBenchmark(Number(values.callbacks)),
  createStormBenchmark({ clients: Number(values.clients), soakMinutes: Number(values.minutes) }),
];

const build = spawnSync(process.execPath, ['--conditions=development', 'scripts/build.ts', '--strict'], {
  stdio: ['ignore', 2, 2],
});
if (build.status !== 0) process.exit(1);

const rows: Row[] = [];
for (const benchmark of benchmarks) {
  const isWanted = benchmark.prefixes.some(
    (prefix) => prefix.startsWith(values.only) || values.only.startsWith(prefix),
  );
  if (!isWanted) continue;
  const measured = (await benchmark.run(values.only)).filter((row) => row.name.startsWith(values.only));
  rows.push(...measured);
  if (!values.json) for (const row of measured) console.log(lineOf(row));
}
if (values.json) process.stdout.write(`${JSON.stringify(rows)}\n`);
if (rows.length === 0) {
  console.error(`nothing is called ${values.only}…`);
  process.exitCode = 1;
}

function lineOf(row: Row): string {
  const cells = [
    row.ok ? 'ok  ' : 'OVER',
    row.name.padEnd(22),
    `${row.value} ${row.unit}`.padEnd(20),
    row.budget === undefined ? '' : `budget ${row.budget}`,
    row.baseline === undefined ? '' : `baseline ${row.baseline} (× ${row.ratio})`,
    row.detail ?? '',
  ];
  return cells.filter(Boolean).join('  ');
}
