import type { Condition } from './condition-schema.ts';
import type { Flow } from './flow-schema.ts';
import type { Path } from './lint/pointer.ts';
import type { FlowNode } from './node-schema.ts';

/** How one comes from a node to another. */
export interface FlowLink {
  readonly kind: 'choice' | 'submit' | 'continue' | 'case' | 'otherwise';
  readonly to: string;
  /** Of the name it leads to, within the flow. */
  readonly path: Path;
  /** Of a choice. */
  readonly choiceId?: string;
  /** Of a case: which one, from 0. */
  readonly index?: number;
  readonly when?: Condition | undefined;
}

/** Everything that a node leads to, in the order in which it is shown or tried. */
export function listLinks(node: FlowNode, nodeId: string): FlowLink[] {
  const at: Path = ['nodes', nodeId];
  switch (node.kind) {
    case 'menu':
      return node.choices.map(({ choiceId, to, when }, index) => ({
        ...{ kind: 'choice', to, path: [...at, 'choices', index, 'to'], choiceId, when },
      }));
    case 'form':
      return [{ kind: 'submit', to: node.to, path: [...at, 'to'] }];
    case 'article':
      return node.to === undefined ? [] : [{ kind: 'continue', to: node.to, path: [...at, 'to'] }];
    case 'condition':
      return [
        ...node.cases.map(({ when, to }, index): FlowLink => {
          return { kind: 'case', to, path: [...at, 'cases', index, 'to'], index, when };
        }),
        { kind: 'otherwise', to: node.otherwise, path: [...at, 'otherwise'] },
      ];
    case 'action':
      return node.otherwise === undefined
        ? []
        : [{ kind: 'otherwise', to: node.otherwise, path: [...at, 'otherwise'] }];
    case 'end':
      return [];
  }
}

/** The names by which a flow is entered. */
export function listEntries({ start, human }: Flow): { readonly to: string; readonly path: Path }[] {
  return [{ to: start, path: ['start'] }, ...(human === undefined ? [] : [{ to: human, path: ['human'] }])];
}
