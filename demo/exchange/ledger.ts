import type { EventBody } from '@beside/server/exchange';
import type { AcceptedRecord, LogRecord } from './records.ts';

/** A call as the log tells it. */
export interface LedgerCall {
  readonly accepted: AcceptedRecord;
  /** Steps of the plan that happened. */
  readonly steps: Set<number>;
  sequence: number;
  isHungUp: boolean;
}

/** What the exchange knows; made from the log alone, so that a crash forgets nothing. */
export interface Ledger {
  /** By reference, in the order of acceptance. */
  readonly calls: Map<string, LedgerCall>;
  /** The first call of a key. */
  readonly refByKey: Map<string, string>;
  readonly fencedKeys: Set<string>;
  /** Events that nobody took yet, by id, with their step. */
  readonly undelivered: Map<
    string,
    { readonly event: EventBody; readonly step: number; readonly at: number }
  >;
}

/** What is known before the first line. */
export function createLedger(): Ledger {
  return { calls: new Map(), refByKey: new Map(), fencedKeys: new Set(), undelivered: new Map() };
}

/** Takes a line in. */
export function applyRecord(ledger: Ledger, record: LogRecord): void {
  switch (record.kind) {
    case 'started':
    case 'refused':
      return;
    case 'accepted': {
      const { callRef, callKey } = record;
      ledger.calls.set(callRef, { accepted: record, steps: new Set(), sequence: 0, isHungUp: false });
      if (!ledger.refByKey.has(callKey)) ledger.refByKey.set(callKey, callRef);
      return;
    }
    case 'fenced':
      ledger.fencedKeys.add(record.callKey);
      return;
    case 'event': {
      const { event, step, at } = record;
      const call = ledger.calls.get(event.callRef);
      if (!call) return;
      call.sequence += 1;
      if (step < 0) call.isHungUp = true;
      else call.steps.add(step);
      ledger.undelivered.set(event.eventId, { event, step, at });
      return;
    }
    case 'delivered':
      ledger.undelivered.delete(record.eventId);
  }
}
