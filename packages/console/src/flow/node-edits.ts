import type { Flow, FlowNode, FlowNodeOf } from '@beside/protocol/visual-ivr';

/** What changes the node that is drawn; `what` names the field that is typed into. */
export interface NodeEdits {
  /** Its name. */
  readonly nodeId: string;
  readonly put: (node: FlowNode, what?: string) => void;
  /** Changes more than the node, such as what a form asks for. */
  readonly edit: (flow: Flow, what?: string) => void;
  readonly queues: readonly { readonly queueId: string; readonly name: string }[];
}

/** Empty everywhere: as good as absent. */
export const orAbsent = <Texts extends Readonly<Record<string, string>>>(texts: Texts): Texts | undefined =>
  Object.values(texts).some(Boolean) ? texts : undefined;

/** With a text, or without one where it is empty in every language. */
export function withText<Node extends FlowNodeOf<'menu' | 'form' | 'end' | 'action'>>(
  node: Node,
  text: Readonly<Record<string, string>>,
): Node {
  const { text: _text, ...bare } = node;
  return (orAbsent(text) ? { ...node, text } : bare) as Node; // the text may be absent in each of them
}
