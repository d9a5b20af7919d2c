/** What one stage of `npm test` came to. */
export interface StageOutcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** One test that failed, ready to be shown. */
export interface Failure {
  /** File, relative to the repository. */
  readonly file: string;
  /** Names from the outermost suite to the test. */
  readonly names: readonly string[];
  /** Message and stack; several lines. */
  readonly reason: string;
}

/** Shows one failed test: where, what, why. */
export function formatFailure({ file, names, reason }: Failure): string {
  const indented = reason
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
  return `\n✖ ${[file, ...names].join(' › ')}\n${indented}\n`;
}
