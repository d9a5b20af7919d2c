import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createSystemClock } from '@beside/protocol';
import type { Mode } from './records.ts';
import type { Scenario } from './behaviours.ts';
import { serveExchange } from './serve.ts';

const USAGE = `exchange [--port N] [--log FILE] [--mode idempotent|lookup|none] [--webhook URL] [--scenario numbers|storm]
         [--seed N] [--pace MS] [--json]

  Simulates a telephone exchange. Nobody is called. See docs/telephony.md.
  BESIDE_EXCHANGE_REQUEST_SECRET and BESIDE_EXCHANGE_EVENT_SECRET sign what it is sent and what it sends.
`;
const MODES: readonly Mode[] = ['idempotent', 'lookup', 'none'];
const SCENARIOS: readonly Scenario[] = ['numbers', 'storm'];

const { values: flags } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    log: { type: 'string', default: '.data/exchange.jsonl' },
    mode: { type: 'string', default: 'idempotent' },
    webhook: { type: 'string' },
    scenario: { type: 'string', default: 'numbers' },
    seed: { type: 'string', default: '1' },
    pace: { type: 'string', default: '1000' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (flags.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}

const mode = MODES.find((one) => one === flags.mode) ?? stop('--mode', `use one of ${MODES.join(', ')}`);
const scenario =
  SCENARIOS.find((one) => one === flags.scenario) ?? stop('--scenario', `use one of ${SCENARIOS.join(', ')}`);
if (flags.webhook !== undefined && !URL.canParse(flags.webhook)) stop('--webhook', 'give an address');
const requestSecret = readSecret('BESIDE_EXCHANGE_REQUEST_SECRET');
const eventSecret = readSecret('BESIDE_EXCHANGE_EVENT_SECRET');
if (requestSecret === eventSecret)
  stop('BESIDE_EXCHANGE_EVENT_SECRET', 'use another secret for each direction');
const logPath = resolve(flags.log);
mkdirSync(dirname(logPath), { recursive: true, mode: 0o700 });

const exchange = await serveExchange({
  host: '127.0.0.1',
  port: readNumber('--port', flags.port, 0, 65_535),
  logPath,
  mode,
  scenario,
  seed: readNumber('--seed', flags.seed, 0, 2 ** 31),
  paceMs: readNumber('--pace', flags.pace, 1, 60_000),
  webhook: flags.webhook,
  requestSecret,
  eventSecret,
  clock: createSystemClock(),
});
// Whoever started it with a channel takes it along.
for (const end of ['SIGTERM', 'SIGINT', 'disconnect'] as const)
  process.once(end, () => void exchange.stop().finally(() => process.exit(0)));

const line = { url: exchange.url, mode, log: logPath, pid: process.pid };
process.stdout.write(
  flags.json
    ? `${JSON.stringify(line)}\n`
    : `\n  The exchange listens at ${line.url}, its log is ${line.log}\n\n`,
);

function readNumber(name: string, text: string, from: number, to: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < from || value > to) stop(name, `give a number from ${from} to ${to}`);
  return value;
}

function readSecret(name: string): string {
  const value = process.env[name] ?? '';
  if (value.length < 32) stop(name, 'set it to at least 32 characters');
  return value;
}

function stop(field: string, mend: string): never {
  process.stderr.write(`exchange: ${field}: ${mend}\n`);
  process.exit(1);
}
