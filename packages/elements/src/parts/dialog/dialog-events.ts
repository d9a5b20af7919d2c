/** The person agreed to what a dialog asks. */
export class BesideConfirmEvent extends CustomEvent<undefined> {
  constructor() {
    super('beside-confirm', { bubbles: true, composed: true });
  }
}

/** The person closed a dialog without agreeing: by its button, by Esc or by the platform's own gesture. */
export class BesideCancelEvent extends CustomEvent<undefined> {
  constructor() {
    super('beside-cancel', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'beside-confirm': BesideConfirmEvent;
    'beside-cancel': BesideCancelEvent;
  }
}
