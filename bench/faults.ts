import { PROVEN_STORES, runSeeds } from '../e2e/faults/run-seeds.ts';
import { exactRow, type Benchmark } from './support/row.ts';

/** Seeds of every store, unless told otherwise: neighbours meet every kind of fault. */
export const FAULT_SEEDS = 4;

/** Runs of the fault harness that broke a promise; none is allowed. */
export function createFaultBenchmark(seeds: number): Benchmark {
  return {
    prefixes: PROVEN_STORES.map((store) => `fault.${store}`),
    async run(only) {
      const rows = [];
      for (const store of PROVEN_STORES) {
        if (!`fault.${store}`.startsWith(only)) continue;
        const outcomes = await runSeeds(store, 0, seeds);
        const failed = outcomes.filter(({ violations }) => violations.length > 0);
        const faults = outcomes.reduce((sum, outcome) => sum + outcome.faults.length, 0);
        const acknowledged = outcomes.reduce((sum, outcome) => sum + outcome.acknowledged, 0);
        const leftOut = [...new Set(outcomes.flatMap((outcome) => outcome.leftOut.map(({ kind }) => kind)))];
        const details = [
          `${seeds} seeds, ${faults} faults, ${acknowledged} acknowledged`,
          ...(leftOut.length > 0 ? [`left out here: ${leftOut.join(', ')}`] : []),
          ...(failed.length > 0 ? [`violated: seeds ${failed.map(({ seed }) => seed).join(', ')}`] : []),
        ];
        rows.push(exactRow(`fault.${store}`, failed.length, 'seeds', 0, details.join('; ')));
      }
      return rows;
    },
  };
}
