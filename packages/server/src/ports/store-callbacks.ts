import type {
  AgentId,
  AttemptId,
  CallbackId,
  CallbackStatus,
  ConversationId,
  CustomerId,
  HoldId,
} from '@beside/protocol';

/** What lists, limits and slots need to know of a callback; everything else is in its conversation's timeline. */
export interface CallbackRecord {
  readonly callbackId: CallbackId;
  readonly conversationId: ConversationId;
  readonly siteId: string;
  readonly customerId: CustomerId;
  readonly queueId: string;
  readonly status: CallbackStatus;
  /** Whether it has ended for good; of `status`. */
  readonly isOpen: boolean;
  /** Start of the slot it takes; `null` for one as soon as possible, and for one that has ended. */
  readonly slotStartAt: number | null;
  /** Its next moment; `null` when it waits for none. */
  readonly dueAt: number | null;
  /** Moment of first intent (Q2). */
  readonly queuedAt: number;
  readonly priority: number;
  /** At whom it rings, or who has it. */
  readonly agentId: AgentId | null;
  readonly ownerId: AgentId | null;
  readonly requestedAt: number;
  readonly endedAt: number | null;
  /** Keyed hashes of the number, of its leading digits and of the network address it was asked from; never the things themselves. */
  readonly numberHash: string | null;
  readonly prefixHash: string | null;
  readonly addressHash: string | null;
}

/** Whose callbacks are counted. */
export type CallbackCountedBy =
  | { readonly numberHash: string }
  | { readonly prefixHash: string }
  | { readonly addressHash: string }
  | { readonly customerId: CustomerId }
  | Readonly<Record<never, never>>;

/** How many there were since a moment. */
export interface CallbackCount {
  readonly requested: number;
  /** Of all times, not only since then. */
  readonly open: number;
  /** Different numbers among the requested. */
  readonly numbers: number;
}

/** A slot that is kept for somebody who fills in the form (C3). */
export interface HoldRecord {
  readonly holdId: HoldId;
  readonly siteId: string;
  readonly queueId: string;
  readonly customerId: CustomerId;
  readonly startAt: number;
  readonly expiresAt: number;
}

/** One try to ring somebody, for whoever hears from the exchange about it. */
export interface AttemptRecord {
  readonly attemptId: AttemptId;
  readonly callbackId: CallbackId;
  readonly conversationId: ConversationId;
  readonly siteId: string;
  /** The exchange's name of the call, once it is known. */
  readonly callRef: string | null;
  /** State of the call as the exchange tells it, as JSON text; `null` before anything was told. */
  readonly call: string | null;
  readonly startedAt: number;
  readonly isOpen: boolean;
}

/** How long something took, for estimates and reports: a wait beside what was told (Q5), or the handling of a matter. */
export interface MeasureRecord {
  readonly measureId: string;
  readonly siteId: string;
  readonly queueId: string;
  readonly channel: 'chat' | 'callback';
  readonly kind: 'wait' | 'handling';
  /** When it was over. */
  readonly endedAt: number;
  readonly tookMs: number;
  /** Of a wait, the range that was told; `null` when there was nothing to tell. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

/** Reads and writes of callbacks. */
export interface CallbackRecords {
  /**
   * Waits until no other transaction holds this name and holds it until the transaction ends: what is counted afterwards
   * stays true. Names are taken in ascending order, after the conversation.
   */
  lockName(name: string): Promise<void>;
  /** Inserts or replaces by id. Rejects with `conflict` when another open one of the conversation is there (C7). */
  putCallback(record: CallbackRecord): Promise<void>;
  findCallback(callbackId: CallbackId): Promise<CallbackRecord | undefined>;
  /** The open one, otherwise the one that was asked for last. */
  findCallbackOf(conversationId: ConversationId): Promise<CallbackRecord | undefined>;
  /** The open one of a number at a site. */
  findOpenCallbackByNumber(siteId: string, numberHash: string): Promise<CallbackRecord | undefined>;
  /** Of these sites and states, in the order of the queue: priority (high first), then `queuedAt`, then id. */
  listCallbacks(filter: {
    readonly siteIds: readonly string[];
    readonly statuses: readonly CallbackStatus[];
    readonly agentId?: AgentId;
    readonly limit: number;
  }): Promise<CallbackRecord[]>;
  countCallbacks(siteId: string, by: CallbackCountedBy, sinceAt: number): Promise<CallbackCount>;
  /** How many open callbacks and running holds there are per slot of a queue, `fromAt` ≤ start < `toAt`; ascending, empty slots left out. */
  listTakenSlots(filter: {
    readonly siteId: string;
    readonly queueId: string;
    readonly fromAt: number;
    readonly toAt: number;
    /** Holds that ended by then are not counted. */
    readonly now: number;
    /** Neither these are counted: whoever moves sees their own place as free. */
    readonly exceptCallbackId?: CallbackId;
    readonly exceptHoldId?: HoldId;
  }): Promise<{ readonly startAt: number; readonly taken: number }[]>;
  /** Keeps a slot; an earlier hold of the same customer at the site goes, and so do those that ran out by `now`. */
  putHold(record: HoldRecord, now: number): Promise<void>;
  findHold(holdId: HoldId): Promise<HoldRecord | undefined>;
  deleteHold(holdId: HoldId): Promise<void>;
  /** Inserts or replaces by id. */
  putAttempt(record: AttemptRecord): Promise<void>;
  findAttempt(attemptId: AttemptId): Promise<AttemptRecord | undefined>;
  /** Those whose end is not known, oldest first. */
  listOpenAttempts(limit: number): Promise<AttemptRecord[]>;
  /** `false`: this event of the exchange was there already. */
  insertCallEvent(provider: string, eventId: string, at: number): Promise<boolean>;
  /** Never rings this number again for the site (“not me”); twice is once. */
  blockNumber(siteId: string, numberHash: string, at: number): Promise<void>;
  isNumberBlocked(siteId: string, numberHash: string): Promise<boolean>;
  /** Kept once per id. */
  insertMeasure(record: MeasureRecord): Promise<void>;
  /** Of one kind since a moment, newest first. */
  listMeasures(
    siteId: string,
    queueId: string,
    kind: MeasureRecord['kind'],
    sinceAt: number,
    limit: number,
  ): Promise<MeasureRecord[]>;
}
