import type { ConversationId } from '@beside/protocol';

/** Something to do at a time, surviving restarts. */
export interface TimerRecord {
  /** Says what it is about, so that setting it again replaces it: `offer:<conversationId>`, `agent-lost:<agentId>` … */
  readonly timerId: string;
  readonly dueAt: number;
  /** Plain data for whoever handles it; never personal. */
  readonly payload: Readonly<Record<string, string>>;
}

/** A claimed timer; `fence` grows with every claim, so a late worker cannot complete what another one claimed. */
export interface ClaimedTimer extends TimerRecord {
  readonly fence: number;
}

/** A call to a vendor that must be made. */
export interface OutboxRecord {
  /** UUIDv7; order of delivery within a conversation; also the caller's key at the backend. */
  readonly outboxId: string;
  readonly siteId: string;
  readonly conversationId: ConversationId;
  /** `pending` → `done` | `failed` | `unknown` (being reconciled). */
  readonly state: 'pending' | 'done' | 'failed' | 'unknown';
  /** Sealed description of the call. */
  readonly call: Uint8Array;
  readonly attempts: number;
  readonly dueAt: number;
}

/** Reported interactions, once per report id. */
export interface ReportRecord {
  readonly reportId: string;
  readonly siteId: string;
  readonly customerId: string;
  readonly at: number;
  /** Sealed list of interactions. */
  readonly body: Uint8Array;
}

/** Reads and writes of work that waits. */
export interface WorkRecords {
  /** Sets or replaces (and unclaims). */
  setTimer(timer: TimerRecord): Promise<void>;
  cancelTimer(timerId: string): Promise<void>;
  /** Claims due ones for `leaseMs`; those whose lease ran out are claimed again. Earliest first. */
  claimTimers(now: number, leaseMs: number, limit: number): Promise<ClaimedTimer[]>;
  /** Removes it if the fence is still the newest; resolves to whether it was. */
  completeTimer(timerId: string, fence: number): Promise<boolean>;
  /** When there is something to claim next: one becomes due, or a lease runs out. */
  findNextTimerAt(): Promise<number | undefined>;
  insertOutbox(record: OutboxRecord): Promise<void>;
  updateOutbox(
    outboxId: string,
    change: { state: OutboxRecord['state']; attempts: number; dueAt: number },
  ): Promise<void>;
  /** Pending and unknown ones that are due, the first of each conversation only, oldest first. */
  listDueOutbox(now: number, limit: number): Promise<OutboxRecord[]>;
  findNextOutboxAt(): Promise<number | undefined>;
  /** `false`: this report was there already. */
  insertReport(record: ReportRecord): Promise<boolean>;
  findReport(reportId: string): Promise<ReportRecord | undefined>;
  listReports(siteId: string, limit: number): Promise<ReportRecord[]>;
  /** Small named values of the server: backend cursors, the instance's ids. */
  getValue(name: string): Promise<string | undefined>;
  setValue(name: string, value: string): Promise<void>;
  /** Nothing happens when there is none. */
  deleteValue(name: string): Promise<void>;
}
