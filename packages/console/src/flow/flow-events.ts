import type { Flow } from '@beside/protocol/visual-ivr';

/** A node is to be shown and edited. */
export class BesideNodePickedEvent extends CustomEvent<{ readonly nodeId: string }> {
  constructor(nodeId: string) {
    super('beside-node-picked', { bubbles: true, composed: true, detail: { nodeId } });
  }
}

/** The flow is to be this one from now on. */
export class BesideFlowEditedEvent extends CustomEvent<{
  readonly flow: Flow;
  /** Of a field that is typed into: taken back as a whole. */
  readonly what?: string | undefined;
  /** The node to show afterwards. */
  readonly select?: string | undefined;
}> {
  constructor(flow: Flow, more: { readonly what?: string; readonly select?: string } = {}) {
    super('beside-flow-edited', { bubbles: true, composed: true, detail: { flow, ...more } });
  }
}

/** A question was answered; the note is for colleagues. */
export class BesideFlowAnsweredEvent extends CustomEvent<{
  readonly isAgreed: boolean;
  readonly note: string;
}> {
  constructor(isAgreed: boolean, note: string) {
    super('beside-flow-answered', { detail: { isAgreed, note } });
  }
}

declare global {
  interface HTMLElementEventMap {
    'beside-node-picked': BesideNodePickedEvent;
    'beside-flow-edited': BesideFlowEditedEvent;
    'beside-flow-answered': BesideFlowAnsweredEvent;
  }
}
