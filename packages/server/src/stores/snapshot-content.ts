/** What a copy holds. */
export interface SnapshotContent {
  /** How many migrations it has behind it. */
  readonly schemaVersion: number;
  readonly counts: Readonly<Record<(typeof COUNTED)[number], number>>;
  /** Those of {@link NAMED} that are there. */
  readonly values: ReadonlyMap<string, string>;
}

/** Tables whose rows are counted. */
export const COUNTED = ['customer', 'conversation', 'entry', 'report', 'agent'] as const;

/** Named values that tell whose data it is. */
export const NAMED = ['instance-id', 'master-key-fingerprint'] as const;
