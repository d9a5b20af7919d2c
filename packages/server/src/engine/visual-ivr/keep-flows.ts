import { BesideError } from '@beside/protocol';
import type { FlowAuthor, FlowProblem, KeptDraft } from '../../ports/flows.ts';
import type { FlowDraftRecord, FlowRevisionHead } from '../../ports/store-flows.ts';
import type { Transaction } from '../../ports/store.ts';
import type { EngineParts } from '../parts.ts';

type Parts = Pick<EngineParts, 'store' | 'clock'>;

/** Holds a site's flow until the transaction ends, and reads where it stands. */
export async function lockFlow(
  transaction: Transaction,
  siteId: string,
): Promise<{ readonly draft: FlowDraftRecord | undefined; readonly latest: number }> {
  await transaction.lockName(`flow:${siteId}`);
  const [head] = await transaction.listFlowRevisions(siteId, undefined, 1);
  return { draft: await transaction.findFlowDraft(siteId), latest: head?.revision ?? 0 };
}

/** Keeps a draft in the place of the one with this version; `isBegun`: there was none, or somebody else's. Rejects with `flow_stale`. */
export async function keepDraft(
  { store, clock }: Parts,
  { siteId, agentId }: FlowAuthor,
  given: { readonly body: string; readonly version: number; readonly baseRevision: number },
): Promise<{ readonly draft: KeptDraft; readonly isBegun: boolean }> {
  const { body, version, baseRevision } = given;
  return store.transact(async (transaction) => {
    const { draft, latest } = await lockFlow(transaction, siteId);
    // An answer that was lost: the same draft is asked for again.
    if (draft?.version === version + 1 && draft.authorId === agentId && draft.body === body)
      return { draft: { ...draft, body }, isBegun: false };
    if ((draft?.version ?? 0) !== version || baseRevision > latest) throw stale(draft, latest);
    const savedAt = clock.now();
    const next = { siteId, version: version + 1, body, baseRevision, authorId: agentId, savedAt };
    await transaction.putFlowDraft(next);
    return { draft: next, isBegun: !draft || draft.body === null || draft.authorId !== agentId };
  });
}

/** Lets the draft with this version go. Rejects with `flow_stale`. */
export async function discardDraft(
  { store, clock }: Parts,
  { siteId, agentId }: FlowAuthor,
  version: number,
): Promise<void> {
  await store.transact(async (transaction) => {
    const { draft, latest } = await lockFlow(transaction, siteId);
    if (draft?.version === version + 1 && draft.body === null && draft.authorId === agentId) return;
    if (!draft || draft.version !== version) throw stale(draft, latest);
    const gone = { body: null, version: version + 1, baseRevision: latest, authorId: agentId };
    await transaction.putFlowDraft({ siteId, ...gone, savedAt: clock.now() });
  });
}

/** What is published, and what it was checked against. */
export interface Publication {
  readonly body: string;
  readonly note: string;
  /** The revision whose body this is; `null`: the draft's. */
  readonly restores: number | null;
  /** The newest revision as its author saw it; of a draft, the one it was made from. */
  readonly latest: number;
  /** Of the draft; absent where it is not the draft that is published. */
  readonly version?: number;
}

/** Publishes as the next revision. Rejects with `flow_stale` when something else was published or saved meanwhile. */
export async function keepRevision(
  { store, clock }: Parts,
  { siteId, agentId }: FlowAuthor,
  { body, note, restores, latest: seen, version }: Publication,
): Promise<FlowRevisionHead> {
  return store.transact(async (transaction) => {
    const { draft, latest } = await lockFlow(transaction, siteId);
    const isStale = version !== undefined && (draft?.version !== version || draft.body !== body);
    if (isStale || latest !== seen) throw stale(draft, latest);
    const now = clock.now();
    const createdAt = version === undefined ? now : (draft?.savedAt ?? now);
    const head = {
      siteId,
      revision: latest + 1,
      authorId: agentId,
      note,
      restores,
      createdAt,
      publishedAt: now,
    };
    await transaction.insertFlowRevision({ ...head, body });
    if (version !== undefined) {
      const done = { body: null, version: version + 1, baseRevision: latest + 1, authorId: agentId };
      await transaction.putFlowDraft({ siteId, ...done, savedAt: now });
    }
    return head;
  });
}

/** Refuses what has errors: `flow_invalid` with the first of them. */
export function refuseErrors(findings: readonly FlowProblem[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) return;
  const { ruleId, nodeId = null, path, message, mend } = first;
  throw new BesideError('flow_invalid', {
    details: { errors: errors.length, ruleId, nodeId, path, problem: message, mend },
  });
}

/** Where the flow stands, for whoever was overtaken. */
export function stale(draft: FlowDraftRecord | undefined, latest: number): BesideError {
  return new BesideError('flow_stale', { details: { version: draft?.version ?? 0, revision: latest } });
}
