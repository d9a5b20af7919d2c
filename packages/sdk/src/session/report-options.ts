import type { BesideError, Clock, CommandId, Interaction } from '@beside/protocol';
import type { KeyValueStore } from '../base/key-value-store.ts';

/** What reports are sent by; a customer's session fits. */
export interface ReportLine {
  report(interactions: readonly Interaction[], key: { readonly reportId: CommandId }): Promise<unknown>;
  reportOnExit(interactions: readonly Interaction[], key: { readonly reportId: CommandId }): boolean;
}

/** How reports are made. */
export interface ReportsOptions {
  readonly store: KeyValueStore;
  /** Their name in the store. */
  readonly key: string;
  readonly clock: Clock;
  /** The line to the server of the tab that leads; `undefined` in the others and without connection. */
  readonly findLine: () => ReportLine | undefined;
  /** A batch was put into the store: whoever leads sends it. */
  readonly onKept: () => void;
  /** A batch was refused for good and is gone. */
  readonly onRefused: (error: BesideError) => void;
}
