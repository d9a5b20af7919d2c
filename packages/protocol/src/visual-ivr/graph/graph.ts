import type { Condition } from '../condition-schema.ts';
import type { Flow } from '../flow-schema.ts';
import { listEntries, listLinks, type FlowLink } from '../links.ts';
import type { FlowNode, FlowTexts } from '../node-schema.ts';
import { textIn } from '../text-in.ts';
import { labelOf } from '../view.ts';

/** One node as it is drawn. */
export interface GraphNode {
  readonly nodeId: string;
  readonly kind: FlowNode['kind'];
  /** Of an action: which; otherwise empty. */
  readonly action: 'chat' | 'callback' | 'page' | 'phone' | '';
  /** In the wanted language; the id where it has no title. */
  readonly label: string;
  /** The flow begins here, or its button to a person leads here. */
  readonly isStart: boolean;
  readonly isHuman: boolean;
}

/** One way from a node to another. */
export interface GraphEdge {
  /** Unique within the graph. */
  readonly edgeId: string;
  readonly from: string;
  readonly to: string;
  readonly kind: FlowLink['kind'];
  /** What is chosen or has to be so; may be empty. */
  readonly label: string;
}

/** A flow as nodes and edges, without places. Names that lead nowhere have no edge. */
export interface FlowGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The flow to be drawn, in the order of its file. */
export function toGraph(flow: Flow, locale: string): FlowGraph {
  const entries = listEntries(flow);
  const isEntry = (nodeId: string, name: string): boolean =>
    entries.some(({ to, path }) => to === nodeId && path[0] === name);
  const nodes = Object.entries(flow.nodes).map(([nodeId, node]): GraphNode => ({
    ...{ nodeId, kind: node.kind, action: node.kind === 'action' ? node.action.do : '' },
    label: describe(flow, nodeId, node, locale),
    ...{ isStart: isEntry(nodeId, 'start'), isHuman: isEntry(nodeId, 'human') },
  }));
  const edges = Object.entries(flow.nodes).flatMap(([nodeId, node]) =>
    listLinks(node, nodeId)
      .filter(({ to }) => Object.hasOwn(flow.nodes, to))
      .map(({ kind, to, choiceId, when }, index): GraphEdge => ({
        ...{ edgeId: `${nodeId} ${String(index)}`, from: nodeId, to, kind },
        label: sayLink(flow, node, choiceId, when, locale),
      })),
  );
  return { nodes, edges };
}

function describe(flow: Flow, nodeId: string, node: FlowNode, locale: string): string {
  if (node.kind === 'action' && node.action.do === 'phone') return node.action.number;
  if (node.kind === 'article' && !node.title && node.articleId) return node.articleId;
  return labelOf(flow, nodeId, locale) || nodeId;
}

function sayLink(
  { locales }: Flow,
  node: FlowNode,
  choiceId: string | undefined,
  when: Condition | undefined,
  locale: string,
): string {
  const say = (texts: FlowTexts): string => textIn(texts, locale, locales);
  const choice = node.kind === 'menu' && node.choices.find((one) => one.choiceId === choiceId);
  const condition = when ? sayCondition(when) : '';
  if (!choice) return condition;
  return condition ? `${say(choice.label)} [${condition}]` : say(choice.label);
}

const SIGNS = { is: '=', isNot: '≠', atLeast: '≥', atMost: '≤', startsWith: '^=', contains: '∋' } as const;

/** A condition in signs, the same in every language. */
export function sayCondition(condition: Condition): string {
  if ('all' in condition) return condition.all.map(inBrackets).join(' & ');
  if ('any' in condition) return condition.any.map(inBrackets).join(' | ');
  if ('not' in condition) return `¬${inBrackets(condition.not)}`;
  const fact = condition.fact.replace(/^variable\./, '');
  if ('exists' in condition) return condition.exists ? `∃ ${fact}` : `∄ ${fact}`;
  for (const [operator, sign] of Object.entries(SIGNS))
    if (operator in condition)
      return `${fact} ${sign} ${String((condition as unknown as Record<string, unknown>)[operator])}`;
  return fact;
}

function inBrackets(condition: Condition): string {
  const said = sayCondition(condition);
  return 'fact' in condition ? said : `(${said})`;
}
