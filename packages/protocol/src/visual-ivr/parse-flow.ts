import { fitsBytes } from '../fits-bytes.ts';
import { LIMITS } from '../limits.ts';
import { flowSchema, type Flow } from './flow-schema.ts';
import { checkNames } from './lint/check-names.ts';
import { toFinding, type Fault } from './lint/describe-finding.ts';
import type { Finding, LintLocale } from './lint/finding.ts';
import { toFaults } from './lint/schema-faults.ts';

/** A flow that can be walked, or everything that is wrong with what came. */
export type ParsedFlow = { readonly flow: Flow } | { readonly findings: readonly Finding[] };

/**
 * Reads a flow from JSON of outside (IV7). What it gives can be walked: every name leads somewhere. Whether customers get
 * through is for `lintFlow`. Never throws.
 */
export function parseFlow(value: unknown, locale: LintLocale = 'en'): ParsedFlow {
  const faults = findSizeFaults(value);
  if (faults.length > 0) return refuse(faults, locale);
  const result = flowSchema.safeParse(value);
  if (!result.success) return refuse(toFaults(result.error.issues, value), locale);
  const broken = checkNames(result.data);
  return broken.length > 0 ? refuse(broken, locale) : { flow: result.data };
}

function refuse(faults: readonly Fault[], locale: LintLocale): ParsedFlow {
  return { findings: faults.map((fault) => toFinding(fault, locale)) };
}

/** Before a schema goes into it: what is too deep or too much is told in one sentence (F4). */
function findSizeFaults(value: unknown): Fault[] {
  const tooLarge = (problem: string, korean: string): Fault[] => [
    { ruleId: 'too-large', path: [], values: { problem, 'problem.ko': korean } },
  ];
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > LIMITS.maxFrameDepth)
      return tooLarge(
        `nested more than ${String(LIMITS.maxFrameDepth)} deep`,
        `중첩 ${String(LIMITS.maxFrameDepth)}단계 초과`,
      );
    level = level.flatMap((one): unknown[] =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    );
    if (level.length > LIMITS.maxFlowBytes) break; // more values than bytes that are allowed
  }
  const isSmall = level.length === 0 && fitsBytes(JSON.stringify(value) ?? '', LIMITS.maxFlowBytes);
  const most = String(LIMITS.maxFlowBytes / 1_024);
  return isSmall ? [] : tooLarge(`at most ${most} KB`, `최대 ${most}KB`);
}
