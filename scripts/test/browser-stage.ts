import { relative } from 'node:path';
import { startTestRunner } from '@web/test-runner';
import type { Reporter, TestResult, TestSession, TestSuiteResult } from '@web/test-runner-core';
import config from '../../web-test-runner.config.mjs';
import { formatFailure, type StageOutcome } from './outcome.ts';

/** How the stage in browsers is run. */
export interface BrowserStageOptions {
  readonly coverage: boolean;
}

/**
 * Runs test files in the browsers of `web-test-runner.config.mjs`, prints what failed and counts tests, once per browser.
 * A file that could not be loaded, or without a single test, counts as one failure.
 *
 * @param files relative to `root`.
 */
export async function runBrowserStage(
  root: string,
  files: readonly string[],
  { coverage }: BrowserStageOptions,
): Promise<StageOutcome> {
  const outcome = { passed: 0, failed: 0, skipped: 0 };
  const show = (session: TestSession, names: readonly string[], reason: string): void => {
    outcome.failed += 1;
    const browser = session.browser.name === 'Chromium' ? [] : [session.browser.name];
    process.stdout.write(
      formatFailure({ file: relative(root, session.testFile ?? ''), names: [...browser, ...names], reason }),
    );
  };
  const count = (session: TestSession): void => {
    const tests = [...allTests(session.testResults)];
    for (const { names, test } of tests) {
      if (test.skipped) outcome.skipped += 1;
      else if (test.passed) outcome.passed += 1;
      else show(session, names, describeError(test.error));
    }
    for (const error of session.errors) show(session, [], describeError(error));
    for (const address of session.request404s)
      console.log(relative(root, session.testFile ?? ''), 'got no', address);
    if (tests.length === 0 && session.errors.length === 0) show(session, [], 'The file ran no test.');
    for (const log of session.logs)
      console.log(relative(root, session.testFile ?? ''), ...(log as unknown[]));
  };
  const reporter: Reporter = {
    reportTestFileResults: ({ sessionsForTestFile }) => {
      sessionsForTestFile.forEach(count);
    },
  };
  const runner = await startTestRunner({
    config: {
      ...config,
      rootDir: root,
      files: [...files],
      coverage,
      reporters: coverage ? [reporter, ...config.coverageReporters] : [reporter],
    },
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
  });
  if (runner === undefined) return { ...outcome, failed: 1 };
  await new Promise((resolve) => runner.on('stopped', resolve));
  return outcome;
}

function* allTests(
  suite: TestSuiteResult | undefined,
  path: readonly string[] = [],
): Generator<{ names: string[]; test: TestResult }> {
  if (suite === undefined) return;
  for (const test of suite.tests) yield { names: [...path, test.name], test };
  for (const inner of suite.suites) yield* allTests(inner, [...path, inner.name]);
}

function describeError(error: TestResult['error']): string {
  if (error === undefined) return 'failed without an error';
  const difference =
    error.expected === undefined ? '' : `\nactual:   ${error.actual ?? ''}\nexpected: ${error.expected}`;
  return `${error.stack?.includes(error.message) ? error.stack : `${error.message}\n${error.stack ?? ''}`}${difference}`;
}
