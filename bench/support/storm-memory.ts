import { readdirSync } from 'node:fs';

/** What a process held at a moment. */
export interface MemorySample {
  /** Since the first sample. */
  readonly atMs: number;
  readonly bytes: number;
}

/** Bytes a minute that a line through the samples climbs (least squares). 0 for fewer than two moments. */
export function slopePerMinute(samples: readonly MemorySample[]): number {
  const meanAt = mean(samples.map(({ atMs }) => atMs));
  const meanBytes = mean(samples.map(({ bytes }) => bytes));
  let together = 0;
  let spread = 0;
  for (const { atMs, bytes } of samples) {
    together += (atMs - meanAt) * (bytes - meanBytes);
    spread += (atMs - meanAt) ** 2;
  }
  return spread === 0 ? 0 : (together / spread) * 60_000;
}

/** Looks at a number again and again while something is done. */
export async function sampleWhile<Value>(
  read: () => number,
  everyMs: number,
  work: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly samples: readonly MemorySample[] }> {
  const startedAt = performance.now();
  const samples: MemorySample[] = [];
  const look = (): void => void samples.push({ atMs: performance.now() - startedAt, bytes: read() });
  look();
  const timer = setInterval(look, everyMs);
  try {
    return { value: await work(), samples };
  } finally {
    clearInterval(timer);
  }
}

/** The most there was; 0 without samples. */
export function peakOf(samples: readonly MemorySample[]): number {
  return samples.reduce((most, { bytes }) => Math.max(most, bytes), 0);
}

/** Open files and sockets of a process, from /proc (Linux). */
export function openFilesOf(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
