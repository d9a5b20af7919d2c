export { parseFlow, type ParsedFlow } from '../parse-flow.ts';
export type { LintSite } from './check-outside.ts';
export { describeFinding, toFinding, type Fault } from './describe-finding.ts';
export type { Finding, LintLocale } from './finding.ts';
export { lintFlow, type LintOptions } from './lint-flow.ts';
export { RULES, type RuleId, type Severity } from './rules.ts';
export { toSarif, type LintedFile, type TextRegion } from './sarif.ts';
