/** One line of `npm run bench`, as QUALITY describes it. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same measured without us, or with the bare library, in the same run. */
  readonly baseline?: number;
  readonly ratio?: number;
  readonly budget?: number;
  readonly ok: boolean;
  readonly detail?: string;
}

/** A benchmark: a name prefix for `--only`, and what it measures. */
export interface Benchmark {
  /** All rows begin with one of these. */
  readonly prefixes: readonly string[];
  /** @param only the prefix that was asked for; what takes long may leave out the rest */
  run(only: string): Promise<Row[]>;
}

/** The middle of a list; the mean of the two middle ones for an even count. NaN for an empty list. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value below which `share` (0–1) of a list lies, by linear interpolation. NaN for an empty list. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  if (low === undefined || high === undefined) return Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}

/** An exact row: ok when within the budget. */
export function exactRow(name: string, value: number, unit: string, budget: number, detail?: string): Row {
  return {
    name,
    value: round(value),
    unit,
    budget,
    ok: value <= budget,
    ...(detail === undefined ? {} : { detail }),
  };
}

/** A timing row: machines differ, so it is ok within the budget or within `factor` × the baseline of the same run. */
export function timingRow(
  name: string,
  measured: { readonly value: number; readonly baseline: number; readonly unit: string },
  allowed: { readonly budget: number; readonly factor: number },
  detail = '',
): Row {
  const { value, baseline, unit } = measured;
  return {
    name,
    value: round(value),
    unit,
    baseline: round(baseline),
    ratio: round(value / baseline),
    budget: allowed.budget,
    ok: value <= Math.max(allowed.budget, allowed.factor * baseline),
    detail: `${detail}${detail ? '; ' : ''}ok when ≤ max(budget, ${allowed.factor} × baseline)`,
  };
}

/** A rate row: higher is better; ok at the budget or above `share` × the baseline of the same run. */
export function rateRow(
  name: string,
  measured: { readonly value: number; readonly baseline: number; readonly unit: string },
  allowed: { readonly budget: number; readonly share: number },
  detail = '',
): Row {
  const { value, baseline, unit } = measured;
  return {
    name,
    value: round(value),
    unit,
    baseline: round(baseline),
    ratio: round(value / baseline),
    budget: allowed.budget,
    ok: value >= Math.min(allowed.budget, allowed.share * baseline),
    detail: `${detail}${detail ? '; ' : ''}ok when ≥ min(budget, ${allowed.share} × baseline)`,
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
