import {
  flowDeskSchema,
  flowFindingsSchema,
  flowNumbersSchema,
  flowRevisionHeadSchema,
  flowRevisionSchema,
  flowRevisionsSchema,
  flowSavedSchema,
  type FlowDesk,
  type FlowFinding,
  type FlowNumbers,
  type FlowRevision,
  type FlowRevisionHead,
  type FlowRevisions,
  type FlowSaved,
} from '@beside/protocol/flow-desk';
import * as z from 'zod/mini';
import { createAsk, queryOf, type Cancelable } from './ask-server.ts';

/** Whose flow, and how the server is reached. */
export interface FlowDeskOptions {
  readonly siteId: string;
  /** Origin of the server; that of the page when absent, which is where the session's cookie is sent. */
  readonly url?: string;
  /** The global one when absent. */
  readonly fetch?: typeof globalThis.fetch;
}

/** Of which revision, over which days of the zone of the centre (`2026-11-25`); of all, and of the last 30 days, when absent. */
export interface FlowNumbersFilter {
  readonly revision?: number;
  readonly fromDay?: string;
  readonly toDay?: string;
}

/**
 * One site's flow, for consoles. Agents read, supervisors change. Everything rejects with BesideError: `unauthenticated`,
 * `not_found` (also for sites of others), `forbidden`, `disconnected`, and `bad_frame` for an answer of another version.
 */
export interface FlowDeskClient {
  /** What is published and what is worked on. */
  open(): Promise<FlowDesk>;
  /** 50 at a time, the newest first; `before`: only older ones. */
  listRevisions(before?: number): Promise<FlowRevisions>;
  getRevision(revision: number): Promise<FlowRevision>;
  /** What schema and linter say; nothing is kept. Rejects with `too_large`, `rate_limited`. */
  check(flow: object, options?: Cancelable): Promise<readonly FlowFinding[]>;
  /**
   * Saves the draft in the place of the one with this version; asking again after a lost answer is safe. Rejects with
   * `flow_stale` (details: `version` and `revision` as they are now), `too_large`, `rate_limited`, `read_only`.
   */
  saveDraft(draft: {
    readonly flow: object;
    readonly version: number;
    readonly baseRevision: number;
  }): Promise<FlowSaved>;
  /** Rejects with `flow_stale`. */
  discardDraft(version: number): Promise<void>;
  /** Rejects with `flow_stale`, and with `flow_invalid` (details: the first error). */
  publish(draft: { readonly version: number; readonly note: string }): Promise<FlowRevisionHead>;
  /** Publishes an older revision again, as the next one. Rejects like `publish`. */
  rollBack(target: {
    readonly revision: number;
    /** The newest one that was seen. */
    readonly latest: number;
    readonly note: string;
  }): Promise<FlowRevisionHead>;
  /** What happened at the nodes (I6). */
  getNumbers(filter?: FlowNumbersFilter, options?: Cancelable): Promise<FlowNumbers>;
}

/**
 * The server's routes for a site's flow, on the session of a console.
 *
 * @example
 * const desk = createFlowDesk({ siteId: 'shop' });
 * const { live, draftVersion } = await desk.open();
 * await desk.saveDraft({ flow, version: draftVersion, baseRevision: live?.revision ?? 0 });
 */
export function createFlowDesk({ siteId, url = '', fetch }: FlowDeskOptions): FlowDeskClient {
  const ask = createAsk(`${url}/v1/agents/sites/${encodeURIComponent(siteId)}/flow`, fetch);

  return {
    open: () => ask(flowDeskSchema, ''),
    listRevisions: (before) => ask(flowRevisionsSchema, `/revisions${queryOf({ before })}`),
    getRevision: (revision) => ask(flowRevisionSchema, `/revisions/${String(revision)}`),
    check: async (flow, options) =>
      (await ask(flowFindingsSchema, '/check', { ...options, body: { flow } })).findings,
    saveDraft: ({ flow, version, baseRevision }) =>
      ask(flowSavedSchema, '/draft', { body: { flow, version, baseRevision } }),
    discardDraft: async (version) => void (await ask(z.unknown(), '/draft/discard', { body: { version } })),
    publish: ({ version, note }) => ask(flowRevisionHeadSchema, '/publish', { body: { version, note } }),
    rollBack: ({ revision, latest, note }) =>
      ask(flowRevisionHeadSchema, '/roll-back', { body: { revision, latest, note } }),
    getNumbers: ({ revision, fromDay, toDay } = {}, options) =>
      ask(flowNumbersSchema, `/numbers${queryOf({ revision, fromDay, toDay })}`, options),
  };
}
