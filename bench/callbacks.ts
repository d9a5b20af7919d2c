import { runCallbackStorm } from '../e2e/support/callback-storm.ts';
import { exactRow, type Benchmark } from './support/row.ts';

/** Callbacks of a storm, unless told otherwise; QUALITY asks for 500, which take some minutes. */
export const STORM_CALLBACKS = 60;

/** Telephones that rang twice for one callback, and how late callbacks fell due, while server and exchange are killed. */
export function createCallbackBenchmark(count: number): Benchmark {
  return {
    prefixes: ['callback.'],
    async run() {
      const { told, kills, verdict, violations, lateMs } = await runCallbackStorm({ count, seed: 7 });
      const doubled = violations.filter(({ checker }) => checker === 'dials');
      const others = violations.filter(({ checker }) => checker === 'endings' || checker === 'agreement');
      const ends = Object.entries(told).map(([status, many]) => `${many} ${status}`);
      const broken = others.length > 0 ? `; broken: ${others.map(({ problem }) => problem).join('; ')}` : '';
      const detail = `${count} callbacks, ${verdict.accepted} calls, ${kills} kills; ${ends.join(', ')}${broken}`;
      return [
        exactRow('callback.dials', doubled.length, 'double dials', 0, detail),
        exactRow(
          'callback.late',
          Math.max(0, ...lateMs),
          'ms',
          2_000,
          `${lateMs.length} chosen times and retries, less the server's absences; earliest ${Math.min(...lateMs)} ms`,
        ),
      ];
    },
  };
}
