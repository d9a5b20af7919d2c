import type { EventBody } from '@beside/server/exchange';
import type { Behaviour } from './behaviours.ts';

/** How the exchange treats a key that comes twice; `dialSafety` of the port. */
export type Mode = 'idempotent' | 'lookup' | 'none';
/** Whose telephone. */
export type Leg = EventBody['leg'];
/** What is told of a leg. */
export type Status = EventBody['status'];

/** A call that was accepted: from this line on the telephone rings, whatever becomes of the answer. */
export interface AcceptedRecord {
  readonly kind: 'accepted';
  /** Epoch ms, as in all records. */
  readonly at: number;
  readonly callRef: string;
  readonly callKey: string;
  readonly to: string;
  readonly from: string;
  readonly hasAgentLeg: boolean;
  readonly customerFirst: boolean;
  readonly ringTimeoutMs: number;
  readonly behaviour: Behaviour;
}

/** One line of the log. */
export type LogRecord =
  | { readonly kind: 'started'; readonly at: number; readonly mode: Mode; readonly seed: number }
  | AcceptedRecord
  /** A dial was turned away before it was accepted; nothing rang. */
  | {
      readonly kind: 'refused';
      readonly at: number;
      readonly callKey: string;
      readonly behaviour: Behaviour;
    }
  /** A lookup said that a key is absent; it is refused from then on. */
  | { readonly kind: 'fenced'; readonly at: number; readonly callKey: string }
  /** Something happened; `step` counts the plan's steps, -1 is hanging up. */
  | { readonly kind: 'event'; readonly at: number; readonly step: number; readonly event: EventBody }
  /** Somebody took an event; twice where it was told twice. */
  | { readonly kind: 'delivered'; readonly at: number; readonly eventId: string };
