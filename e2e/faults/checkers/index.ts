import type { HistoryEvent } from '../history.ts';
import type { Checker, Violation } from './checker.ts';
import { durability } from './durability.ts';
import { idempotency } from './idempotency.ts';
import { liveness } from './liveness.ts';
import { monotonicReads } from './monotonic-reads.ts';
import { phantoms } from './phantoms.ts';
import { readYourWrites } from './read-your-writes.ts';
import { sendingOrder } from './sending-order.ts';
import { steadySockets } from './steady-sockets.ts';
import { totalOrder } from './total-order.ts';

/** What every history has to stand. A channel's own promises (a ledger of dials) are added here. */
export const CHECKERS: readonly Checker[] = [
  durability,
  phantoms,
  totalOrder,
  sendingOrder,
  monotonicReads,
  readYourWrites,
  liveness,
  steadySockets,
  idempotency,
];

/** Asks all checkers. */
export function findViolations(events: readonly HistoryEvent[]): Violation[] {
  return CHECKERS.flatMap(({ name, find }) => find(events).map((problem) => ({ checker: name, problem })));
}
