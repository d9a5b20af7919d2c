import type { RuleId, Severity } from './rules.ts';

/** The languages findings are told in. */
export type LintLocale = 'en' | 'ko';

/** One thing that is wrong with a flow, where, and how it is mended. */
export interface Finding {
  readonly ruleId: RuleId;
  readonly severity: Severity;
  /** Absent: of the flow as a whole. */
  readonly nodeId?: string;
  /** JSON Pointer to the place, such as `/nodes/start/choices/0/to`; empty: the whole. */
  readonly path: string;
  readonly message: string;
  readonly mend: string;
  /** What the texts name; with them `describeFinding` says the same in another language. */
  readonly values: Readonly<Record<string, string>>;
}
