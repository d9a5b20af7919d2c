import type { AccountRecords } from './store-accounts.ts';
import type { CallbackRecords } from './store-callbacks.ts';
import type { ConversationRecords } from './store-conversations.ts';
import type { FlowRecords } from './store-flows.ts';
import type { KnowledgeRecords } from './store-knowledge.ts';
import type { ScrubOutcome, UpkeepRecords } from './store-upkeep.ts';
import type { WorkRecords } from './store-work.ts';

export type {
  ConversationProjection,
  ConversationRecord,
  ConversationRecords,
  StoredEntry,
} from './store-conversations.ts';

/** Everything that can be done in a transaction. */
export interface Transaction
  extends
    ConversationRecords,
    AccountRecords,
    WorkRecords,
    CallbackRecords,
    FlowRecords,
    KnowledgeRecords,
    UpkeepRecords {}

/**
 * The server's truth. One implementation per database; all pass `storeConformance`.
 * `work` awaits nothing but the transaction's own methods: others may share its commit (group commit).
 */
export interface Store {
  /**
   * Runs `work` alone against everything it locks and resolves after its commit is on disk (fsync). When `work` rejects,
   * nothing of it happened. Rejects with `read_only` when nothing can be stored (disk full, I/O error, a database that is
   * away): then nothing happened either, and reads go on where there is somebody to ask.
   *
   * Rejects with `unavailable` when it took too long, or when a connection broke while it was committed: then, and only
   * then (`outcome: 'unknown'` in the details), it may have happened. The same command with the same key is safe.
   * `work` may be begun anew, from its beginning: what it does outside of the transaction it does again.
   */
  transact<Value>(work: (transaction: Transaction) => Promise<Value>): Promise<Value>;
  /** Runs reads only, on committed data; never waits for writers. Rejects with `unavailable` while nobody answers. */
  read<Value>(work: (transaction: Transaction) => Promise<Value>): Promise<Value>;
  /**
   * After an erasure was committed: removes what is left of deleted rows in free space and logs. `traces`: bytes that were
   * only in these rows, to look for; without any the whole database is written anew. Safe twice.
   */
  scrub(traces: readonly Uint8Array[]): Promise<ScrubOutcome>;
  /** `false` while the disk refuses; tried again by the store itself every second. */
  readonly isWritable: boolean;
  /** Hears when `isWritable` changes; returns the way to stop. */
  onWritableChange(listener: (isWritable: boolean) => void): () => void;
  /** Answers what was asked before, then lets go; safe twice. What is asked afterwards is rejected with `closed`. */
  close(): Promise<void>;
}
