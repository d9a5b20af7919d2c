import { Worker } from 'node:worker_threads';
import type { Clock } from '@beside/protocol';
import type { FlowProblem } from '../../ports/flows.ts';
import type { Library } from '../../ports/library.ts';
import type { Site } from '../../ports/site.ts';
import type { LintJob } from './lint-worker.ts';

/** What the schema and the linter say about something that wants to be a site's flow. */
export interface FlowChecker {
  /** Errors first. Whatever comes: an answer within the time that a check may take, and nobody else is held up meanwhile. */
  check(content: unknown, site: Site): Promise<readonly FlowProblem[]>;
  /** Lets the thread go; another one begins with the next check. */
  stop(): Promise<void>;
}

/** What a checker is made of. */
export interface FlowCheckerParts {
  readonly clock: Pick<Clock, 'after'>;
  /** Absent: names of articles are not checked. */
  readonly library?: Pick<Library, 'list'> | undefined;
}

/** Flows that people draw take a hundredth of it; a busy machine, and loading the linter, some more. */
const BUDGET_MS = 10_000;
/** Nobody edits any more: what the linter holds is given back. */
const IDLE_MS = 10_000;
const MAX_MEGABYTES = 256;

const UNPROVEN: FlowProblem = {
  ruleId: 'unproven',
  severity: 'error',
  path: '',
  message: 'This flow cannot be proven within the time that a check may take.',
  mend: 'Let fewer conditions in a row look at different facts.',
  values: {},
};

/** Runs the linter in a thread of its own, one flow after the other; the thread is there while flows are checked. */
export function createFlowChecker({ clock, library }: FlowCheckerParts): FlowChecker {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let cancelIdle = (): void => undefined;

  async function end(): Promise<void> {
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  }

  async function run(job: LintJob): Promise<readonly FlowProblem[]> {
    cancelIdle();
    worker ??= open();
    const answer = await ask(worker, job, clock);
    if (answer) cancelIdle = clock.after(IDLE_MS, () => void end());
    else await end();
    return answer ?? [UNPROVEN];
  }

  return {
    async check(content, { siteId, queues }) {
      const articles = await library?.list(siteId);
      const site = {
        queues: queues.map(({ queueId }) => queueId),
        ...(articles
          ? { articles: Object.fromEntries(articles.map(({ articleId, locales }) => [articleId, locales])) }
          : {}),
      };
      const findings = last.then(() => run({ content, site }));
      last = findings.catch(() => undefined); // told to whoever asked for that one
      return findings;
    },
    async stop() {
      cancelIdle();
      await end();
    },
  };
}

function open(): Worker {
  const file = import.meta.url.endsWith('.ts') ? './lint-worker.ts' : './lint-worker.js';
  const options = process.env['NODE_OPTIONS'];
  const worker = new Worker(new URL(file, import.meta.url), {
    // No secrets; only how modules are found.
    env: options === undefined ? {} : { NODE_OPTIONS: options },
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEGABYTES },
  });
  worker.unref();
  return worker;
}

/** The findings; `undefined` when time or memory ran out, and the worker is of no use any more. */
async function ask(
  worker: Worker,
  job: LintJob,
  clock: Pick<Clock, 'after'>,
): Promise<readonly FlowProblem[] | undefined> {
  let cancel = (): void => undefined;
  let stopListening = (): void => undefined;
  try {
    return await new Promise((resolve, reject) => {
      const onError = (error: Error & { code?: string }): void =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(undefined) : reject(error);
      const onExit = (): void => resolve(undefined);
      const onMessage = (findings: readonly FlowProblem[]): void => resolve(findings);
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      stopListening = () => worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      cancel = clock.after(BUDGET_MS, () => resolve(undefined));
      // While it works the process is needed.
      worker.ref();
      worker.postMessage(job);
    });
  } finally {
    cancel();
    stopListening();
    worker.unref();
  }
}
