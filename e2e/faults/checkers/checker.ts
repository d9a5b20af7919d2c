import type { HistoryEvent } from '../history.ts';

/** Looks for one kind of broken promise in a history. Pure. */
export interface Checker {
  readonly name: string;
  /** What was broken, in words; empty when nothing was. */
  find(events: readonly HistoryEvent[]): string[];
}

/** One broken promise. */
export interface Violation {
  readonly checker: string;
  readonly problem: string;
}
