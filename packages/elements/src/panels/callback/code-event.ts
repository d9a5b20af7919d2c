/** The customer says the code that was sent to the number. */
export class BesideCallbackCodeEvent extends CustomEvent<string> {
  constructor(code: string) {
    super('beside-callback-code', { bubbles: true, composed: true, detail: code });
  }
}

declare global {
  interface HTMLElementEventMap {
    'beside-callback-code': BesideCallbackCodeEvent;
  }
}
