import type { AcceptedRecord, LogRecord } from './records.ts';

/** What a log says about a run. */
export interface Verdict {
  readonly accepted: number;
  /** Keys of which more than one call was accepted: the same attempt dialled twice. */
  readonly doubled: readonly string[];
  /** Pairs of calls that rang or talked to one number at the same time. */
  readonly overlapping: readonly (readonly [callRef: string, callRef: string])[];
  /** Calls without an end. */
  readonly unfinished: readonly string[];
}

const LIVE = new Set(['ringing', 'answered']);

/** Judges who was dialled how often; the exchange's own log is the only witness. */
export function judgeLog(records: readonly LogRecord[]): Verdict {
  const accepted = records.filter((record) => record.kind === 'accepted');
  const endedAt = new Map<string, number>();
  for (const record of records)
    if (record.kind === 'event' && record.event.leg === 'customer' && !LIVE.has(record.event.status))
      endedAt.set(record.event.callRef, record.at);
  const countByKey = new Map<string, number>();
  for (const { callKey } of accepted) countByKey.set(callKey, (countByKey.get(callKey) ?? 0) + 1);
  return {
    accepted: accepted.length,
    doubled: [...countByKey].filter(([, count]) => count > 1).map(([callKey]) => callKey),
    overlapping: findOverlaps(accepted, endedAt),
    unfinished: accepted.map(({ callRef }) => callRef).filter((callRef) => !endedAt.has(callRef)),
  };
}

function findOverlaps(
  accepted: readonly AcceptedRecord[],
  endedAt: ReadonlyMap<string, number>,
): (readonly [string, string])[] {
  const latestByNumber = new Map<string, { callRef: string; untilAt: number }>();
  const overlaps: (readonly [string, string])[] = [];
  for (const { callRef, to, at } of accepted) {
    const untilAt = endedAt.get(callRef) ?? Infinity;
    const before = latestByNumber.get(to);
    if (before && before.untilAt > at) overlaps.push([before.callRef, callRef]);
    if (!before || untilAt > before.untilAt) latestByNumber.set(to, { callRef, untilAt });
  }
  return overlaps;
}
