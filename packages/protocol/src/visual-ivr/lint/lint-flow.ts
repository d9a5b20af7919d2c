import type { Flow } from '../flow-schema.ts';
import { checkConditions } from './check-conditions.ts';
import { checkFields } from './check-fields.ts';
import { checkHuman } from './check-human.ts';
import { checkNames } from './check-names.ts';
import { checkOutside, type LintSite } from './check-outside.ts';
import { checkTexts } from './check-texts.ts';
import { checkDepth, checkEnds, checkMenus, checkPassing } from './check-ways.ts';
import { toFinding, type Fault } from './describe-finding.ts';
import { findDomains } from './domains.ts';
import type { Finding, LintLocale } from './finding.ts';
import { findWays, listStarts } from './ways.ts';

/** What a flow is checked against, and the language of what is said. */
export interface LintOptions extends LintSite {
  /** Default: English. */
  readonly locale?: LintLocale | undefined;
}

/**
 * Proves before publishing that customers get through a flow (I2, I3): in every opening state, whichever channel is down
 * and whatever else is so. A flow without errors never leaves anybody without something to do.
 *
 * @returns errors first, each in the order of the file
 */
export function lintFlow(flow: Flow, options: LintOptions = {}): Finding[] {
  const { locale = 'en', ...site } = options;
  const names = checkNames(flow);
  const domains = findDomains(flow);
  // What leads nowhere cannot be walked.
  const walked = names.length > 0 ? names : proveWays(flow, domains);
  const faults = [...walked, ...checkTexts(flow), ...checkFields(flow), ...checkOutside(flow, site)];
  const nodes = Object.keys(flow.nodes);
  return faults.map((fault) => toFinding(fault, locale)).sort((a, b) => rankOf(a, nodes) - rankOf(b, nodes));
}

function proveWays(flow: Flow, domains: ReturnType<typeof findDomains>): Fault[] {
  const ways = findWays(flow, domains);
  return [
    ...checkEnds(flow, ways, domains),
    ...checkPassing(flow, ways, domains),
    ...checkMenus(flow, ways, domains),
    ...checkDepth(flow, ways, listStarts(flow, domains)),
    ...checkHuman(flow, domains, ways),
    ...checkConditions(flow, domains, ways),
    ...ways.unproven.map((path): Fault => ({ ruleId: 'unproven', path })),
  ];
}

function rankOf({ severity, nodeId }: Finding, nodes: readonly string[]): number {
  return (
    (severity === 'error' ? 0 : nodes.length + 1) + (nodeId === undefined ? 0 : nodes.indexOf(nodeId) + 1)
  );
}
