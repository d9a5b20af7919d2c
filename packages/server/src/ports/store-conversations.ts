import type {
  AgentId,
  ConversationId,
  ConversationStatus,
  CustomerId,
  EntryId,
  Epoch,
  Receipt,
} from '@beside/protocol';

/** What the store keeps of a conversation besides its entries; everything but the receipts is derived from them. */
export interface ConversationRecord {
  readonly conversationId: ConversationId;
  readonly siteId: string;
  readonly customerId: CustomerId;
  readonly epoch: Epoch;
  readonly lastSeq: number;
  /** Id of the entry at `lastSeq`; null before the first. Says without a read whether what was remembered is what is stored. */
  readonly lastEntryId: EntryId | null;
  readonly status: ConversationStatus;
  readonly queueId: string;
  readonly queuedAt: number;
  readonly priority: number;
  /** Who has it, or at whom it rings. */
  readonly agentId: AgentId | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly customer: Receipt;
  readonly agent: Receipt;
}

/** The derived columns that an append may change. */
export type ConversationProjection = Pick<
  ConversationRecord,
  'status' | 'queueId' | 'queuedAt' | 'priority' | 'agentId' | 'endedAt'
>;

/** An entry as the store sees it: the body is sealed. */
export interface StoredEntry {
  readonly seq: number;
  readonly id: EntryId;
  readonly type: string;
  readonly at: number;
  readonly body: Uint8Array;
  /** Idempotency key of the command that made it; on the first entry of a command only. Unique within the conversation. */
  readonly commandId: string | null;
  /** Keyed hash of that command, to tell a repeated command from another one with the same key. */
  readonly commandHash: string | null;
  /** Id of the event at a vendor's. Unique within the conversation. */
  readonly backendId: string | null;
}

/** Reads and writes of conversations. Inside a transaction; conversations are named in ids, sites scope every list. */
export interface ConversationRecords {
  /** Reads and locks (others wait) until the transaction ends. */
  lockConversation(conversationId: ConversationId): Promise<ConversationRecord | undefined>;
  /** Rejects with `conflict` when the id exists. Receipts and lastSeq start at 0, lastEntryId at null. */
  insertConversation(record: ConversationRecord): Promise<void>;
  /**
   * Appends entries numbered from lastSeq + 1 on, and moves lastSeq, lastEntryId and the projection. The conversation must be locked.
   * Rejects with `conflict` when a commandId or backendId is there already or a number does not follow.
   */
  appendEntries(
    conversationId: ConversationId,
    entries: readonly StoredEntry[],
    projection: ConversationProjection,
  ): Promise<void>;
  findEntryByCommand(conversationId: ConversationId, commandId: string): Promise<StoredEntry | undefined>;
  findEntryByBackend(conversationId: ConversationId, backendId: string): Promise<StoredEntry | undefined>;
  /** Raises receipts, never lowers; both are capped at lastSeq. Resolves to the new ones. */
  raiseReceipt(
    conversationId: ConversationId,
    side: 'customer' | 'agent',
    receipt: Partial<Receipt>,
  ): Promise<{ customer: Receipt; agent: Receipt }>;
  findConversation(conversationId: ConversationId): Promise<ConversationRecord | undefined>;
  /** The one with the latest start. */
  findLatestConversation(siteId: string, customerId: CustomerId): Promise<ConversationRecord | undefined>;
  /**
   * Of one customer at one site, the latest start first, then the greater id. `before`: only what comes after that one in
   * this order, whether there is such a conversation or not.
   */
  listConversationsOfCustomer(
    siteId: string,
    customerId: CustomerId,
    before: Pick<ConversationRecord, 'startedAt' | 'conversationId'> | undefined,
    limit: number,
  ): Promise<ConversationRecord[]>;
  /** Those in one of the states, of these sites, by priority (high first), then `queuedAt`, then id. */
  listConversations(filter: {
    siteIds: readonly string[];
    statuses: readonly ConversationStatus[];
    agentId?: AgentId;
    limit: number;
  }): Promise<ConversationRecord[]>;
  /** Entries with `afterSeq` < seq, ascending. */
  listEntriesAfter(conversationId: ConversationId, afterSeq: number, limit: number): Promise<StoredEntry[]>;
  /** The last entries with seq < `beforeSeq`, ascending. */
  listEntriesBefore(conversationId: ConversationId, beforeSeq: number, limit: number): Promise<StoredEntry[]>;
}
