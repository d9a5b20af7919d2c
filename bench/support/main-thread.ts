import type { CDPSession } from 'playwright-core';

/** One event of a browser's trace, as far as it is read here. */
export interface TraceEvent {
  readonly name: string;
  /** `X`: a span with a duration. */
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** µs. */
  readonly ts: number;
  /** µs of wall clock, so that waiting for another process counts. */
  readonly dur?: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

const FRAME_STEPS = ['UpdateLayoutTree', 'Layout', 'PrePaint', 'Paint', 'Layerize', 'Commit'];

/** What the browser did while `work` ran. */
export async function recordTrace(cdp: CDPSession, work: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: readonly unknown[] }) =>
    void events.push(...(value as readonly TraceEvent[])); // the browser's own format
  cdp.on('Tracing.dataCollected', collect);
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] },
  });
  await work();
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await complete;
  cdp.off('Tracing.dataCollected', collect);
  return events;
}

/**
 * Milliseconds of the main thread that a script took: whatever is attributed to it (compiling, evaluating, its callbacks)
 * with everything nested in that, also the page's own style when the script forced it, and the whole first frame after
 * the last of it, also what the page itself had to draw then. Throws when there was no such script or no such frame.
 */
export function findMainThreadMs(events: readonly TraceEvent[], isScript: (url: string) => boolean): number {
  const spans = events
    .filter(({ ph }) => ph === 'X')
    .toSorted((one, other) => one.ts - other.ts || endOf(other) - endOf(one));
  const ours = outermost(spans.filter(({ args }) => isScript(args?.data?.url ?? '')));
  const last = ours.at(-1);
  if (!last) throw new Error('the trace has nothing of the script');
  const lastEnd = endOf(last);
  const later = spans.filter(({ pid, tid, ts }) => pid === last.pid && tid === last.tid && ts >= lastEnd);
  const commit = later.find(({ name }) => name === 'Commit');
  if (!commit) throw new Error('the trace has no frame after the script');
  const frame = later.filter(({ name, ts }) => FRAME_STEPS.includes(name) && ts <= commit.ts);
  return [...ours, ...outermost(frame)].reduce((sum, { dur = 0 }) => sum + dur, 0) / 1_000;
}

function outermost(sorted: readonly TraceEvent[]): TraceEvent[] {
  let end = -Infinity;
  return sorted.filter((span) => {
    if (span.ts < end) return false;
    end = endOf(span);
    return true;
  });
}

function endOf({ ts, dur = 0 }: TraceEvent): number {
  return ts + dur;
}
