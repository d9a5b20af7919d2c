/** The person wants a message gone; whoever shows it takes it away. */
export class BesideDismissEvent extends CustomEvent<undefined> {
  constructor() {
    super('beside-dismiss', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'beside-dismiss': BesideDismissEvent;
  }
}
