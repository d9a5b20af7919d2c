import { LIMITS } from '../limits.ts';
import { evaluate, type FlowValues } from './condition.ts';
import type { FlowFacts } from './facts.ts';
import type { Flow } from './flow-schema.ts';
import type { FlowAction, FlowNode } from './node-schema.ts';

/** Where one lands, and what was passed through on the way. */
export interface Landing {
  /** Empty: nowhere. */
  readonly at: string;
  readonly passed: readonly string[];
}

/** A node of a flow, if there is one of this name. */
export function findNode({ nodes }: Flow, nodeId: string): FlowNode | undefined {
  return Object.hasOwn(nodes, nodeId) ? nodes[nodeId] : undefined;
}

/** Whether what an action leads to is there; what is not known is taken to be. */
export function isUp(action: FlowAction, { live }: FlowFacts): boolean {
  return (action.do !== 'chat' && action.do !== 'callback') || live?.channels[action.do] !== false;
}

/** Goes through conditions and past channels that are down until there is something to show, at most 200 nodes. */
export function land(flow: Flow, nodeId: string, facts: FlowFacts, variables: FlowValues): Landing {
  const passed: string[] = [];
  let at = nodeId;
  while (passed.length < LIMITS.maxFlowHops) {
    const node = findNode(flow, at);
    const next = node && findNext(node, facts, variables);
    if (next === undefined) return { at: node ? at : '', passed };
    passed.push(at);
    at = next;
  }
  return { at: '', passed };
}

/** Where a node leads that shows nothing now. */
export function findNext(node: FlowNode, facts: FlowFacts, variables: FlowValues): string | undefined {
  if (node.kind === 'condition')
    return node.cases.find(({ when }) => evaluate(when, facts, variables))?.to ?? node.otherwise;
  return node.kind === 'action' && !isUp(node.action, facts) ? node.otherwise : undefined;
}
