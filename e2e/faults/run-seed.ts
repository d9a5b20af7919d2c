import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Violation } from './checkers/checker.ts';
import { findViolations } from './checkers/index.ts';
import { eventsOf, openHistory, type History } from './history.ts';
import { NEMESES } from './nemesis/index.ts';
import type { Nemesis } from './nemesis/nemesis.ts';
import { createRandom } from './random.ts';
import { planFaults, type Capability, type PlannedFault, type Schedule } from './schedule.ts';
import { openStand, type Stand, type StoreName } from './stand.ts';
import { startCrowd } from './workload/crowd.ts';
import { wait } from './workload/waiting.ts';

/** One run. */
export interface SeedOptions {
  readonly store: StoreName;
  readonly seed: number;
  readonly capabilities: ReadonlySet<Capability>;
  /** Where histories go; exists. */
  readonly directory: string;
  /** Only these kinds of faults; all when empty. */
  readonly only: readonly string[];
}

/** What came of it. */
export interface Outcome extends Schedule {
  readonly store: StoreName;
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly historyPath: string;
  /** Commands that were acknowledged, and tries whose fate was unknown. */
  readonly acknowledged: number;
  readonly unknown: number;
  readonly tookMs: number;
}

/** Fewer acknowledged commands than this, for every fault and for the time around them, prove nothing. */
const MIN_ACKNOWLEDGED = 10;
/** After the last fault; what is not settled then never will be. */
const PATIENCE_MS = 40_000;

/** Runs one seed: people at work, faults one after the other, calm, and the checkers over what was written down. */
export async function runSeed({ store, seed, capabilities, directory, only }: SeedOptions): Promise<Outcome> {
  const kinds = NEMESES[store].filter(({ kind }) => only.length === 0 || only.includes(kind));
  const schedule = planFaults(seed, kinds, capabilities);
  const historyPath = join(directory, `${store}-${seed}.jsonl`);
  const history = openHistory(historyPath);
  const startedAt = performance.now();
  const violations: Violation[] = [];
  const plans = (need: Capability): boolean =>
    schedule.faults.some(({ kind }) => kinds.find((other) => other.kind === kind)?.needs.includes(need));
  const stand = await openStand({ store, smallDisk: plans('small-disk'), clock: plans('faketime') });
  try {
    await runOn(stand, history, schedule.faults, kinds, createRandom(seed ^ 0x00c0ffee));
  } catch (error) {
    violations.push({
      checker: 'run',
      problem: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
  violations.push(...findViolations(history.events));
  const commands = eventsOf(history.events, 'command');
  const acknowledged = commands.filter(({ phase }) => phase === 'ok').length;
  if (acknowledged < MIN_ACKNOWLEDGED * (schedule.faults.length + 1))
    violations.push({ checker: 'load', problem: `only ${acknowledged} commands were acknowledged` });
  if (violations.length > 0) writeFileSync(`${historyPath}.log`, stand.server.log);
  await stand.close();
  await history.close();
  return {
    ...schedule,
    store,
    seed,
    violations,
    historyPath,
    acknowledged,
    unknown: commands.filter(({ phase }) => phase === 'info').length,
    tookMs: Math.round(performance.now() - startedAt),
  };
}

async function runOn(
  stand: Stand,
  history: History,
  faults: readonly PlannedFault[],
  kinds: readonly Nemesis[],
  random: ReturnType<typeof createRandom>,
): Promise<void> {
  const crowd = startCrowd(stand, history, random);
  try {
    await Promise.race([doFaults(stand, history, faults, kinds), crowd.failure]);
    history.add('nemesis', 'calm', 'ok', { faults: faults.length });
    await crowd.settle(PATIENCE_MS);
  } finally {
    crowd.close();
  }
}

/** A fault meets people at work, however slow the machine is: something was done since the last one. */
async function waitForWork(history: History): Promise<void> {
  const from = history.events.length;
  const deadlineMs = performance.now() + PATIENCE_MS;
  const done = (): number =>
    eventsOf(history.events.slice(from), 'command').filter(({ phase }) => phase === 'ok').length;
  while (done() < MIN_ACKNOWLEDGED) {
    if (performance.now() > deadlineMs) throw new Error('nobody got anything done between two faults');
    await wait(20);
  }
}

async function doFaults(
  stand: Stand,
  history: History,
  faults: readonly PlannedFault[],
  kinds: readonly Nemesis[],
): Promise<void> {
  for (const { kind, afterMs, forMs, parameters } of faults) {
    const nemesis = kinds.find((other) => other.kind === kind);
    if (!nemesis) throw new Error(`there is no fault called ${kind}`);
    await wait(afterMs);
    await waitForWork(history);
    history.add('nemesis', 'fault', 'invoke', { kind, parameters });
    const end = await nemesis.begin(stand, parameters);
    await wait(forMs);
    await end();
    history.add('nemesis', 'fault', 'ok', { kind, parameters });
    if (!stand.server.isRunning) throw new Error(`the server ended by itself during ${kind}`);
  }
}
