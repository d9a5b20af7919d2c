import type { Comparison, Condition } from '../condition-schema.ts';
import type { Flow } from '../flow-schema.ts';
import type { Path } from './pointer.ts';

/** A condition of a flow and where it stands. */
export interface PlacedCondition {
  readonly when: Condition;
  readonly path: Path;
}

/** A comparison and where it stands. */
export interface PlacedComparison {
  readonly comparison: Comparison;
  readonly path: Path;
}

/** Every condition of a flow, whole. */
export function listConditions({ nodes }: Flow): PlacedCondition[] {
  return Object.entries(nodes).flatMap(([nodeId, node]): PlacedCondition[] => {
    if (node.kind === 'condition')
      return node.cases.map(({ when }, index) => ({ when, path: ['nodes', nodeId, 'cases', index, 'when'] }));
    if (node.kind !== 'menu') return [];
    return node.choices.flatMap(({ when }, index) =>
      when ? [{ when, path: ['nodes', nodeId, 'choices', index, 'when'] }] : [],
    );
  });
}

/** The comparisons that a condition is made of. */
export function listComparisons({ when, path }: PlacedCondition): PlacedComparison[] {
  const inside = (key: string, parts: readonly Condition[]) =>
    parts.flatMap((part, index) => listComparisons({ when: part, path: [...path, key, index] }));
  if ('all' in when) return inside('all', when.all);
  if ('any' in when) return inside('any', when.any);
  if ('not' in when) return listComparisons({ when: when.not, path: [...path, 'not'] });
  return [{ comparison: when, path }];
}
