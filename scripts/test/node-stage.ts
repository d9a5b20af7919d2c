import { relative } from 'node:path';
import { run } from 'node:test';
import type { EventData } from 'node:test';
import { inspect } from 'node:util';
import { formatFailure, type StageOutcome } from './outcome.ts';

/** How a stage under Node is run. */
export interface NodeStageOptions {
  /** Test files at the same time, each in a process of its own. */
  readonly concurrency: number;
  /** After this the process of a file is ended and the file fails. */
  readonly fileTimeoutMs: number;
}

/**
 * Runs test files with `node:test`, prints what failed and counts tests (suites and files are not counted).
 * A file without a single test is a failure: most likely its tests never ran.
 *
 * @param files relative to `root`.
 */
export async function runNodeStage(
  root: string,
  files: readonly string[],
  { concurrency, fileTimeoutMs }: NodeStageOptions,
): Promise<StageOutcome> {
  const outcome = { passed: 0, failed: 0, skipped: 0 };
  const waiting = [...files];
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const { passed, failed, skipped } = await runFile(root, file, fileTimeoutMs);
      outcome.passed += passed;
      outcome.failed += failed;
      outcome.skipped += skipped;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return outcome;
}

async function runFile(root: string, file: string, timeoutMs: number): Promise<StageOutcome> {
  const outcome = { passed: 0, failed: 0, skipped: 0 };
  const openNames: string[] = [];
  const show = (names: readonly string[], reason: string): void => {
    outcome.failed += 1;
    process.stdout.write(formatFailure({ file, names, reason }));
  };

  // A file of its own per run: a signal ends the whole run, and with it only the file that hangs.
  const signal = AbortSignal.timeout(timeoutMs);
  const stream = run({
    files: [`${root}/${file}`],
    cwd: root,
    signal,
    execArgv: ['--conditions=development', '--disable-warning=ExperimentalWarning'],
  });
  stream.on('test:start', ({ nesting, name }) => {
    openNames.length = nesting;
    openNames[nesting] = name;
  });
  stream.on('test:pass', (event) => {
    if (isFile(root, event, file) || event.details.type === 'suite') return;
    if (event.skip !== undefined || event.todo !== undefined) outcome.skipped += 1;
    else outcome.passed += 1;
  });
  stream.on('test:fail', (event) => {
    const { error } = event.details;
    // Only says that something inside failed, which was said by itself.
    if (isNodeTestError(error) && error.failureType === 'subtestsFailed') return;
    const names = isFile(root, event, file) ? [] : [...openNames.slice(0, event.nesting), event.name];
    show(
      names,
      signal.aborted ? `The file did not end within ${String(timeoutMs)} ms.` : describeError(error),
    );
  });
  stream.on('test:stderr', ({ message }) => {
    process.stdout.write(message);
  });
  for await (const _event of stream as AsyncIterable<unknown>);
  if (outcome.passed + outcome.failed + outcome.skipped === 0) show([], 'The file ran no test.');
  return outcome;
}

/** The runner reports a file that ran no test, or could not be run, as a test named after it. */
function isFile(root: string, event: Pick<EventData.TestPass, 'name' | 'nesting'>, file: string): boolean {
  return event.nesting === 0 && relative(root, event.name) === file;
}

function isNodeTestError(error: unknown): error is Error & { failureType: string } {
  return error instanceof Error && 'failureType' in error;
}

function describeError(error: Error): string {
  const cause = error.cause ?? error;
  if (!(cause instanceof Error)) return inspect(cause);
  const text = cause.stack ?? cause.message;
  // The message of an assertion without words of its own shows the difference already.
  const hasOwnWords =
    'actual' in cause && 'expected' in cause && 'generatedMessage' in cause && !cause.generatedMessage;
  return hasOwnWords
    ? `${text}\nactual:   ${inspect(cause.actual)}\nexpected: ${inspect(cause.expected)}`
    : text;
}
