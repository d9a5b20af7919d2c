import { parseArgs, styleText } from 'node:util';
import { CHECKS } from './checks/index.ts';
import type { Check, CheckOutcome } from './checks/check.ts';
import { REPOSITORY_ROOT } from './shared/repository.ts';

/** Lint and types keep one core busy each. */
const CONCURRENCY = 2;

const { values: flags } = parseArgs({
  options: {
    /** Names of the checks to run, comma-separated, instead of all. */
    only: { type: 'string' },
    /** What is not there yet fails too. */
    strict: { type: 'boolean', default: false },
  },
});

const names = flags.only?.split(',');
const unknown = names?.filter((name) => !CHECKS.some((check) => check.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(
    `check: there is no ${unknown.join(', ')}; there are ${CHECKS.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}

const waiting = CHECKS.filter(({ name }) => names?.includes(name) ?? true);
const rows: string[] = [];
let failures = 0;
await Promise.all(
  Array.from({ length: CONCURRENCY }, async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) await show(check);
  }),
);
console.log(`\n${rows.sort().join('\n')}`);
if (failures > 0) {
  console.log(`\n${String(failures)} of ${String(rows.length)} checks failed`);
  process.exitCode = 1;
}

async function show(check: Check): Promise<void> {
  const startedAt = performance.now();
  const { problems, pending = [], summary } = await runSafely(check);
  const isFailed = problems.length > 0 || (flags.strict && pending.length > 0);
  if (isFailed) failures += 1;
  for (const problem of problems) console.log(styleText('red', `${check.name}: `) + problem);
  for (const note of pending) console.log(`${check.name}, not there yet: ${note}`);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(6);
  const verdict = isFailed ? styleText('red', 'failed') : styleText('green', 'ok    ');
  const later = pending.length > 0 ? `${String(pending.length)} not there yet` : '';
  rows.push(`${check.name.padEnd(12)}${verdict}${seconds} s  ${[summary, later].filter(Boolean).join(', ')}`);
}

async function runSafely(check: Check): Promise<CheckOutcome> {
  try {
    return await check.run(REPOSITORY_ROOT);
  } catch (error) {
    // The other checks still have something to say.
    return {
      problems: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
      summary: '',
    };
  }
}
