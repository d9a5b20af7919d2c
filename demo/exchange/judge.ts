import type { Behaviour } from './behaviours.ts';
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
  /** What the exchange did to whoever dialled, and how often. */
  readonly behaviours: Readonly<Partial<Record<Behaviour, number>>>;
  /** Events that were taken more than once. */
  readonly repeated: number;
  /** Calls of which something was told before what had happened earlier. */
  readonly scrambled: number;
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
    behaviours: countBehaviours(records),
    ...judgeDeliveries(records),
  };
}

function countBehaviours(records: readonly LogRecord[]): Verdict['behaviours'] {
  const counts: Partial<Record<Behaviour, number>> = {};
  for (const record of records)
    if (record.kind === 'accepted' || record.kind === 'refused')
      counts[record.behaviour] = (counts[record.behaviour] ?? 0) + 1;
  return counts;
}

/** In which order things happened, and in which they were taken. */
function judgeDeliveries(records: readonly LogRecord[]): Pick<Verdict, 'repeated' | 'scrambled'> {
  const happened = new Map<string, { readonly callRef: string; readonly order: number }>();
  const taken = new Map<string, number>();
  const latest = new Map<string, number>();
  const scrambled = new Set<string>();
  for (const [order, record] of records.entries()) {
    if (record.kind === 'event') happened.set(record.event.eventId, { callRef: record.event.callRef, order });
    if (record.kind !== 'delivered') continue;
    const event = happened.get(record.eventId);
    const times = (taken.get(record.eventId) ?? 0) + 1;
    taken.set(record.eventId, times);
    if (!event || times > 1) continue;
    const { callRef } = event;
    if (event.order < (latest.get(callRef) ?? -1)) scrambled.add(callRef);
    latest.set(callRef, Math.max(event.order, latest.get(callRef) ?? -1));
  }
  return { repeated: [...taken.values()].filter((times) => times > 1).length, scrambled: scrambled.size };
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
