import { runCallbackStorm } from '../e2e/support/callback-storm.ts';
import { exactRow, type Benchmark } from './support/row.ts';

/** Callbacks of a storm, unless told otherwise; QUALITY asks for 500, which take some minutes. */
export const STORM_CALLBACKS = 60;

/** Telephones that rang twice for one callback, and how late callbacks fell due, while server and exchange are killed. */
export function createCallbackBenchmark(count: number): Benchmark {
  return {
    prefixes: ['callback.'],
    async run() {
      const { told, kills, accepted, doubled, overlapping, lateMs } = await runCallbackStorm(count, 7);
      const ends = Object.entries(told).map(([status, many]) => `${many} ${status}`);
      const detail = `${count} callbacks, ${accepted} calls, ${kills} kills; ${ends.join(', ')}`;
      return [
        exactRow('callback.dials', doubled.length + overlapping.length, 'double dials', 0, detail),
        exactRow(
          'callback.late',
          Math.max(0, ...lateMs),
          'ms',
          2_000,
          `${lateMs.length} retries that fell due, the server's absences included; earliest ${Math.min(...lateMs)} ms`,
        ),
      ];
    },
  };
}
