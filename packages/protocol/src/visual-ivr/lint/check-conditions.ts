import { compare } from '../condition.ts';
import type { Flow } from '../flow-schema.ts';
import type { FlowNodeOf } from '../node-schema.ts';
import { listComparisons, listConditions } from './comparisons.ts';
import type { Fault } from './describe-finding.ts';
import { valuesOf, type Domains } from './domains.ts';
import { decide } from './explore.ts';
import type { Path } from './pointer.ts';
import type { Ways } from './ways.ts';

const FIXED = /^(?:hours|channel\.|identified|variable\.)/;

/** Comparisons and conditions that hold for no value at all, and cases that others leave nothing for. */
export function checkConditions(flow: Flow, domains: Domains, { reached, taken, unproven }: Ways): Fault[] {
  const never = listConditions(flow).flatMap((placed): Fault[] => {
    const parts = listComparisons(placed).filter(
      ({ comparison }) => !valuesOf(domains, comparison.fact).some((value) => compare(comparison, value)),
    );
    if (parts.length > 0)
      return parts.map(({ comparison, path }) => ({
        ...{ ruleId: 'never-true', path, values: sayAllowed(domains, comparison.fact) },
      }));
    const { when, path } = placed;
    const isPossible = decide(when, domains, new Map()).yes.length > 0;
    return isPossible ? [] : [{ ruleId: 'never-true', path, values: { allowed: '' } }];
  });
  const isNever = (path: Path): boolean =>
    never.some((fault) => path.every((part, index) => fault.path[index] === part));
  if (unproven.length > 0) return never;
  const shadowed = Object.entries(flow.nodes)
    .filter((entry): entry is [string, FlowNodeOf<'condition'>] => entry[1].kind === 'condition')
    .filter(([nodeId]) => reached.has(nodeId))
    .flatMap(([nodeId, { cases }]) =>
      cases.flatMap((_case, index): Fault[] => {
        const path: Path = ['nodes', nodeId, 'cases', index];
        const isTaken = taken.get(nodeId)?.has(index) ?? false;
        return isTaken || isNever(path) ? [] : [{ ruleId: 'never-taken', path }];
      }),
    );
  return [...never, ...shadowed];
}

/** The values that could be compared with, where they are few. */
function sayAllowed(domains: Domains, fact: string): Record<string, string> {
  const values = valuesOf(domains, fact).filter((value) => value !== undefined);
  if (!FIXED.test(fact) || values.length === 0 || values.length > 12) return { allowed: '' };
  const list = values.map(String).join(', ');
  return { allowed: ` (possible: ${list})`, 'allowed.ko': `(가능한 값: ${list})` };
}
