/** The customer would rather write than be called. */
export class BesideWriteEvent extends CustomEvent<undefined> {
  constructor() {
    super('beside-write', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'beside-write': BesideWriteEvent;
  }
}
