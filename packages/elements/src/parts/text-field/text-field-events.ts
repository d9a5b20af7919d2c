/** The value of a field changed by the person; `detail` is the new value. Not sent while a composition is open. */
export class BesideInputEvent extends CustomEvent<string> {
  constructor(value: string) {
    super('beside-input', { bubbles: true, composed: true, detail: value });
  }
}

declare global {
  interface HTMLElementEventMap {
    'beside-input': BesideInputEvent;
  }
}
