import { parentPort } from 'node:worker_threads';
import { lintFlow, parseFlow, type LintSite } from '@beside/protocol/visual-ivr/lint';

/** What the worker is asked; it answers with the findings, errors first. */
export interface LintJob {
  readonly content: unknown;
  readonly site: LintSite;
}

// A flow is proven by trying what may be so, which takes as long as its author has made it take: nobody waits for it here.
parentPort?.on('message', ({ content, site }: LintJob) => {
  const parsed = parseFlow(content);
  parentPort?.postMessage('flow' in parsed ? lintFlow(parsed.flow, site) : parsed.findings);
});
