import type { Flow, FlowNode, FlowNodeOf } from '@beside/protocol/visual-ivr';

/** The kinds of nodes, in the order in which they are offered. */
export const NODE_KINDS = ['menu', 'form', 'article', 'condition', 'action', 'end'] as const;
/** The kind of a node. */
export type NodeKind = FlowNode['kind'];

/** Puts a node in the place of the one with this name, or adds it. Pure, as everything here. */
export function putNode(flow: Flow, nodeId: string, node: FlowNode): Flow {
  return { ...flow, nodes: { ...flow.nodes, [nodeId]: node } };
}

/** Takes a node out. What led to it goes on naming it, which the linter then says with the place. */
export function removeNode(flow: Flow, nodeId: string): Flow {
  const { [nodeId]: _gone, ...nodes } = flow.nodes;
  return { ...flow, nodes };
}

/** Another name for a node, and for everything that leads to it. The order of the nodes stays. */
export function renameNode(flow: Flow, from: string, to: string): Flow {
  const lead = <Name extends string | undefined>(name: Name): Name => (name === from ? (to as Name) : name);
  const nodes = Object.entries(flow.nodes).map(([nodeId, node]) => [lead(nodeId), leadElsewhere(node, lead)]);
  return {
    ...flow,
    start: lead(flow.start),
    ...(flow.human === undefined ? {} : { human: lead(flow.human) }),
    nodes: Object.fromEntries(nodes) as Flow['nodes'],
  };
}

/**
 * Lets a field of a form ask for something under another name. What is asked goes along, unless the new name has a question
 * of its own; under the old name it stays only where something else in the flow says that name.
 */
export function askFor(flow: Flow, nodeId: string, index: number, name: string): Flow {
  const node = flow.nodes[nodeId];
  const before = node?.kind === 'form' ? node.fields[index]?.variable : undefined;
  if (node?.kind !== 'form' || before === undefined || before === name) return flow;
  const fields = node.fields.map((field, at) => (at === index ? { ...field, variable: name } : field));
  const next = putNode(flow, nodeId, { ...node, fields });
  const { [before]: asked, ...rest } = flow.variables ?? {};
  if (!asked) return next;
  const said = JSON.stringify(next.nodes);
  const isStillSaid = said.includes(`"${before}"`) || said.includes(`"variable.${before}"`);
  return {
    ...next,
    variables: { ...rest, ...(isStillSaid ? { [before]: asked } : {}), [name]: rest[name] ?? asked },
  };
}

/** A name that no node has yet: `menu`, `menu-2`, … */
export function findFreeId(flow: Flow, wanted: string): string {
  if (!Object.hasOwn(flow.nodes, wanted)) return wanted;
  for (let count = 2; ; count += 1) {
    const name = `${wanted.slice(0, 36)}-${String(count)}`;
    if (!Object.hasOwn(flow.nodes, name)) return name;
  }
}

/** A node of a kind with as much in it as it needs: its texts are empty, what it leads to is the start. */
export function createNode(flow: Flow, kind: NodeKind): FlowNode {
  const title = Object.fromEntries(flow.locales.map((locale) => [locale, '']));
  const to = flow.start;
  const made: { readonly [Kind in NodeKind]: FlowNodeOf<Kind> } = {
    menu: { kind: 'menu', title, choices: [{ choiceId: 'one', label: title, to }] },
    form: {
      kind: 'form',
      title,
      fields: [{ variable: Object.keys(flow.variables ?? {})[0] ?? 'name', required: true }],
      to,
    },
    article: { kind: 'article', title, body: title, askSolved: true },
    condition: { kind: 'condition', cases: [{ when: { fact: 'hours', is: 'open' }, to }], otherwise: to },
    action: { kind: 'action', action: { do: 'chat' }, otherwise: to },
    end: { kind: 'end', title, outcome: 'done' },
  };
  return made[kind];
}

function leadElsewhere(
  node: FlowNode,
  lead: <Name extends string | undefined>(name: Name) => Name,
): FlowNode {
  switch (node.kind) {
    case 'menu':
      return { ...node, choices: node.choices.map((choice) => ({ ...choice, to: lead(choice.to) })) };
    case 'form':
      return { ...node, to: lead(node.to) };
    case 'article':
      return node.to === undefined ? node : { ...node, to: lead(node.to) };
    case 'condition':
      return {
        ...node,
        cases: node.cases.map((one) => ({ ...one, to: lead(one.to) })),
        otherwise: lead(node.otherwise),
      };
    case 'action':
      return node.otherwise === undefined ? node : { ...node, otherwise: lead(node.otherwise) };
    case 'end':
      return node;
  }
}
