import { createHash } from 'node:crypto';
import { BesideError, canonicalJson } from '@beside/protocol';
import type { FlowProblem } from '../../ports/flows.ts';
import type { SiteFlowFile } from '../../ports/site-flow.ts';
import type { Site } from '../../ports/site.ts';
import type { EngineParts } from '../parts.ts';
import { checkFlow } from './check-flow.ts';
import { toFlowText } from './flow-text.ts';
import { lockFlow } from './keep-flows.ts';

/** What became of a site's file. */
type Taken = 'published' | 'draft' | 'known' | 'held-back';

/**
 * Takes over the files of flows at the start: the first one is published, and one that has changed since becomes a draft,
 * which somebody publishes (F10). A draft that somebody works on stays.
 *
 * @throws BesideError `config_invalid` naming node and mend, when a file has errors
 */
export async function takeFlowFiles(
  parts: Pick<EngineParts, 'store' | 'clock' | 'sites' | 'log'>,
): Promise<void> {
  for (const site of parts.sites.values()) if (site.visualIvr) await takeFile(parts, site, site.visualIvr);
}

async function takeFile(
  { store, clock, log }: Pick<EngineParts, 'store' | 'clock' | 'log'>,
  site: Site,
  file: SiteFlowFile,
): Promise<void> {
  const { siteId } = site;
  const body = textOf(file);
  const findings = await checkFlow(file.content, site);
  refuseErrors(findings, file);
  for (const { path } of findings)
    log.info({ siteId, field: path }, 'the linter has something to say about a flow: npx beside-flow lint');

  const digest = createHash('sha256').update(canonicalJson(file.content)).digest('base64url');
  const name = `flow-file:${siteId}`;
  const taken = await store.transact(async (transaction): Promise<Taken> => {
    const { draft, latest } = await lockFlow(transaction, siteId);
    if ((await transaction.getValue(name)) === digest) return 'known';
    const live = latest === 0 ? undefined : await transaction.findFlowRevision(siteId, latest);
    const isPublished = live && canonicalJson(JSON.parse(live.body)) === canonicalJson(file.content);
    if (!isPublished && live && draft && draft.body !== null && draft.authorId !== null) return 'held-back';
    await transaction.setValue(name, digest);
    if (isPublished) return 'known';
    const now = clock.now();
    if (!live) {
      const head = { siteId, revision: 1, authorId: null, note: '', restores: null };
      await transaction.insertFlowRevision({ ...head, body, createdAt: now, publishedAt: now });
      return 'published';
    }
    const version = (draft?.version ?? 0) + 1;
    await transaction.putFlowDraft({
      siteId,
      version,
      body,
      baseRevision: latest,
      authorId: null,
      savedAt: now,
    });
    return 'draft';
  });
  say(log, siteId, taken);
}

function say(log: EngineParts['log'], siteId: string, taken: Taken): void {
  switch (taken) {
    case 'published':
      return log.info({ siteId }, 'the flow of the configuration is published');
    case 'draft':
      return log.info(
        { siteId },
        'the file of the flow has changed: it is a draft, to be published in the console',
      );
    case 'held-back':
      return log.error(
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
