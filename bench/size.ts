import { sizeBudgets, measureSizes } from '../scripts/checks/sizes.ts';
import { exactRow, type Benchmark } from './support/row.ts';

/** Exact bytes a page has loaded, brotli, cumulative; the same numbers that `npm run check` judges. */
export const sizeBenchmark: Benchmark = {
  prefixes: ['size.'],
  run: () =>
    Promise.resolve(
      [...measureSizes()].map(([name, bytes]) => {
        const budget = sizeBudgets[name];
        return budget === undefined
          ? { name, value: bytes, unit: 'bytes', ok: true }
          : exactRow(name, bytes, 'bytes', budget);
      }),
    ),
};
