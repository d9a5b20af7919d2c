import type { AgentId } from '@beside/protocol';
import type { FlowDraftRecord, FlowRevisionHead, FlowRevisionRecord, FlowTotal } from './store-flows.ts';

/** Something that the linter, or the flow's schema, has to say. */
export interface FlowProblem {
  readonly ruleId: string;
  readonly severity: 'error' | 'warning';
  readonly nodeId?: string;
  /** JSON Pointer to the place: `/nodes/start/choices/0/to`. */
  readonly path: string;
  readonly message: string;
  readonly mend: string;
  /** What the texts name. */
  readonly values: Readonly<Record<string, string>>;
}

/** Who changes a flow, and whose. */
export interface FlowAuthor {
  readonly siteId: string;
  readonly agentId: AgentId;
}

/** A draft that is there. */
export type KeptDraft = FlowDraftRecord & { readonly body: string };

/**
 * The flows of all sites: what is published, what is worked on, what happened in them. Nobody is authorised here. All
 * reject with `not_found` for a site or a revision that does not exist.
 */
export interface Flows {
  /** What newcomers get: the newest revision that this version can read (F10). `undefined`: nothing was published. */
  findLive(siteId: string): Promise<FlowRevisionRecord | undefined>;
  /** A revision that this version can read, for whoever is inside (F11). */
  getRevision(siteId: string, revision: number): Promise<FlowRevisionRecord>;
  /** The newest first, 50 at most; `before`: only older ones. */
  listRevisions(
    siteId: string,
    before: number | undefined,
  ): Promise<{ readonly revisions: readonly FlowRevisionHead[]; readonly more: boolean }>;
  /** The draft, and the version with which the next one is saved. */
  findDraft(siteId: string): Promise<{ readonly draft: KeptDraft | undefined; readonly version: number }>;
  /** Errors of the schema and everything that the linter finds. Rejects with `too_large`. */
  check(siteId: string, flow: unknown): Promise<readonly FlowProblem[]>;
  /**
   * Keeps a draft, finished or not; the same one twice is once. Rejects with `flow_stale` when another one was saved since
   * `version`, and with `too_large`.
   */
  saveDraft(
    author: FlowAuthor,
    draft: { readonly flow: unknown; readonly version: number; readonly baseRevision: number },
  ): Promise<{ readonly draft: KeptDraft; readonly findings: readonly FlowProblem[] }>;
  /** Rejects with `flow_stale`. */
  discardDraft(author: FlowAuthor, version: number): Promise<void>;
  /**
   * Publishes the draft as the next revision. Rejects with `flow_stale` when it is not the newest draft, or was made from
   * a revision that is not the newest any more; and with `flow_invalid` when it has errors.
   */
  publish(
    author: FlowAuthor,
    draft: { readonly version: number; readonly note: string },
  ): Promise<FlowRevisionHead>;
  /** Publishes an older one again, as the next revision. Rejects with `flow_stale` when `latest` is not the newest, and with `flow_invalid`. */
  rollBack(
    author: FlowAuthor,
    target: { readonly revision: number; readonly latest: number; readonly note: string },
  ): Promise<FlowRevisionHead>;
  /** Sums over days of the centre's zone, both included; the last 30 days when they are not named. */
  sumNumbers(
    siteId: string,
    filter: {
      readonly revision?: number | undefined;
      readonly fromDay?: string | undefined;
      readonly toDay?: string | undefined;
    },
  ): Promise<{
    readonly fromDay: string;
    readonly toDay: string;
    readonly totals: readonly FlowTotal[];
  }>;
}
