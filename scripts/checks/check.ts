/** What a check found. */
export interface CheckOutcome {
  /** Each one fails the check; says the file, what is wrong, and how it is mended where that is not obvious. */
  readonly problems: readonly string[];
  /** Not there yet rather than wrong; fails with `--strict` only. */
  readonly pending?: readonly string[];
  /** One line for the table: how much was looked at. */
  readonly summary: string;
}

/** One thing that `npm run check` looks at. */
export interface Check {
  readonly name: string;
  /**
   * Looks at the repository below `root`, changes nothing that is committed.
   *
   * @param root absolute path without a slash at the end.
   */
  readonly run: (root: string) => Promise<CheckOutcome> | CheckOutcome;
}
