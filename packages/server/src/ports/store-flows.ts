import type { AgentId } from '@beside/protocol';

/** A published flow of a site; never changed and never deleted, because somebody may still be inside (F11). */
export interface FlowRevisionRecord {
  readonly siteId: string;
  /** 1, 2, 3 … within the site; the greatest is what newcomers get. */
  readonly revision: number;
  /** The flow as JSON text. Versions of the future may have written what this one cannot read. */
  readonly body: string;
  /** Who published it; `null`: it came from the file of the configuration. */
  readonly authorId: AgentId | null;
  /** What the author says about it; may be empty. */
  readonly note: string;
  /** The revision that was rolled back to; `null` for one from a draft. */
  readonly restores: number | null;
  /** When its draft was saved last. */
  readonly createdAt: number;
  readonly publishedAt: number;
}

/** A revision without what is in it. */
export type FlowRevisionHead = Omit<FlowRevisionRecord, 'body'>;

/** The one flow of a site that is being worked on. */
export interface FlowDraftRecord {
  readonly siteId: string;
  /** Grows with every change and goes on where the draft before it ended, so that a stale one is always told from a new one. */
  readonly version: number;
  /** JSON text; `null`: there is none at the moment. */
  readonly body: string | null;
  /** The revision it was made from; 0: from nothing. */
  readonly baseRevision: number;
  /** Who saved it last; `null`: it came from the file of the configuration. */
  readonly authorId: AgentId | null;
  readonly savedAt: number;
}

/** What is counted at a node (I6). `led-to.*`: an action was begun; `solved-alone`: solved, and no contact within 24 h. */
export const FLOW_MEASURES = [
  'entered',
  'left',
  'led-to.chat',
  'led-to.callback',
  'led-to.page',
  'led-to.phone',
  'solved',
  'not-solved',
  'solved-alone',
  /** Reports that name what the revision has not. */
  'unknown',
] as const;
/** One of {@link FLOW_MEASURES}. */
export type FlowMeasure = (typeof FLOW_MEASURES)[number];

/** How often something happened at a node on a day. Nothing in it says to whom. */
export interface FlowCount {
  readonly siteId: string;
  /** 0 where the report named none that exists. */
  readonly revision: number;
  /** Empty for `unknown`. */
  readonly nodeId: string;
  /** Of the centre's zone: `2026-11-25`. */
  readonly day: string;
  readonly measure: FlowMeasure;
  readonly count: number;
  /** Time that it took together, of `left`; 0 otherwise. */
  readonly totalMs: number;
}

/** The same over several days. */
export type FlowTotal = Omit<FlowCount, 'siteId' | 'day'>;

/** Reads and writes of flows and their numbers. */
export interface FlowRecords {
  /** Rejects with `conflict` when the number is taken. */
  insertFlowRevision(record: FlowRevisionRecord): Promise<void>;
  findFlowRevision(siteId: string, revision: number): Promise<FlowRevisionRecord | undefined>;
  /** The newest first; `before`: only older ones. */
  listFlowRevisions(siteId: string, before: number | undefined, limit: number): Promise<FlowRevisionHead[]>;
  /** Inserts or replaces by site. */
  putFlowDraft(record: FlowDraftRecord): Promise<void>;
  findFlowDraft(siteId: string): Promise<FlowDraftRecord | undefined>;
  /** Adds to what was counted before. No two of one call are of the same site, revision, node, day and measure. */
  addFlowCounts(counts: readonly FlowCount[]): Promise<void>;
  /** Sums of a site, days included at both ends, by revision, node and measure. */
  sumFlowCounts(filter: {
    readonly siteId: string;
    /** All when absent. */
    readonly revision?: number;
    readonly fromDay: string;
    readonly toDay: string;
  }): Promise<FlowTotal[]>;
}
