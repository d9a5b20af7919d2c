import { createHash } from 'node:crypto';
import { BesideError, canonicalJson } from '@beside/protocol';
import type { FlowProblem } from '../../ports/flows.ts';
import type { SiteFlowFile } from '../../ports/site-flow.ts';
import type { Site } from '../../ports/site.ts';
import type { FlowDraftRecord, FlowRevisionRecord } from '../../ports/store-flows.ts';
import type { EngineParts } from '../parts.ts';
import type { FlowChecker } from './flow-checker.ts';
import { toFlowText } from './flow-text.ts';
import { lockFlow } from './keep-flows.ts';

/** What becomes of a site's file. */
type Taking = 'published' | 'draft' | 'known' | 'held-back';

type Parts = Pick<EngineParts, 'store' | 'clock' | 'sites' | 'log'> & { readonly checker: FlowChecker };

/**
 * Takes over the files of flows at the start: the first one is published, and one that has changed since becomes a draft,
 * which somebody publishes (F10). A draft that somebody works on stays.
 *
 * @throws BesideError `config_invalid` naming node and mend, when a file has errors
 */
export async function takeFlowFiles(parts: Parts): Promise<void> {
  for (const site of parts.sites.values()) if (site.visualIvr) await takeFile(parts, site, site.visualIvr);
}

async function takeFile(parts: Parts, site: Site, file: SiteFlowFile): Promise<void> {
  const { store, log } = parts;
  const { siteId } = site;
  const name = `flow-file:${siteId}`;
  // With the queues, because the flow is checked against them.
  const digest = digestOf({ content: file.content, queues: site.queues.map(({ queueId }) => queueId) });
  const seen = await store.read((transaction) => transaction.getValue(name));
  // What was checked once is not checked at every start, which would load the linter for nothing.
  if (seen === digest) return;
  const body = textOf(file);
  const findings = await parts.checker.check(file.content, site);
  refuseErrors(findings, file);
  for (const { path } of findings)
    log.warn({ siteId, field: path }, 'the linter has something to say about a flow: npx beside-flow lint');

  const taken = await store.transact(async (transaction) => {
    const { draft, latest } = await lockFlow(transaction, siteId);
    const live = latest === 0 ? undefined : await transaction.findFlowRevision(siteId, latest);
    const taking = decideTaking(body, live, draft);
    if (taking !== 'held-back') await transaction.setValue(name, digest);
    const now = parts.clock.now();
    const shared = { siteId, body, authorId: null };
    if (taking === 'published') {
      const moments = { createdAt: now, publishedAt: now };
      await transaction.insertFlowRevision({ ...shared, ...moments, revision: 1, note: '', restores: null });
    } else if (taking === 'draft') {
      const version = (draft?.version ?? 0) + 1;
      await transaction.putFlowDraft({ ...shared, version, baseRevision: latest, savedAt: now });
    }
    return taking;
  });
  say(log, siteId, taken);
}

/** What becomes of a file beside what is published and what is worked on. Pure. */
function decideTaking(
  body: string,
  live: FlowRevisionRecord | undefined,
  draft: FlowDraftRecord | undefined,
): Taking {
  if (!live) return 'published';
  if (digestOf(JSON.parse(live.body)) === digestOf(JSON.parse(body))) return 'known';
  const isSomebodysDraft = draft !== undefined && draft.body !== null && draft.authorId !== null;
  return isSomebodysDraft ? 'held-back' : 'draft';
}

/** The same for the same JSON, however it is written. */
const digestOf = (content: unknown): string =>
  createHash('sha256').update(canonicalJson(content)).digest('base64url');

function say(log: EngineParts['log'], siteId: string, taken: Taking): void {
  switch (taken) {
    case 'published':
      return log.info({ siteId }, 'the flow of the configuration is published');
    case 'draft':
      return log.info(
        { siteId },
        'the file of the flow has changed: it is a draft, to be published in the console',
      );
    case 'held-back':
      return log.warn(
        { siteId },
        'the file of the flow has changed, and somebody works on a draft: publish or discard it, then start again',
      );
    case 'known':
      return;
    default:
      return taken satisfies never;
  }
}

function textOf(file: SiteFlowFile): string {
  try {
    return toFlowText(file.content);
  } catch (cause) {
    throw refuse(file, 'the flow is too large, or is no object', cause);
  }
}

function refuseErrors(findings: readonly FlowProblem[], file: SiteFlowFile): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) return;
  const { nodeId, path, message, mend } = first;
  const others = errors.length === 1 ? '' : ` (and ${String(errors.length - 1)} more: npx beside-flow lint)`;
  const node = nodeId === undefined ? '' : `node ${nodeId}, `;
  throw refuse(file, `${node}${path}: ${message} ${mend}${others}`);
}

const refuse = ({ field, path }: SiteFlowFile, problem: string, cause?: unknown): BesideError =>
  new BesideError('config_invalid', { cause, details: { field, mend: `${path}: ${problem}` } });
