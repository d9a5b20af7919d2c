/** The customer, reading an earlier conversation, wants to write again. */
export class BesideWriteAgainEvent extends CustomEvent<undefined> {
  constructor() {
    super('beside-write-again', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'beside-write-again': BesideWriteAgainEvent;
  }
}
