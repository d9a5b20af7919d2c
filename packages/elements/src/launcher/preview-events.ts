/** The preview is no longer wanted; the detail says whether the focus was in it. */
export class BesidePreviewGoneEvent extends CustomEvent<boolean> {
  constructor(hadFocus: boolean) {
    super('beside-preview-gone', { detail: hadFocus });
  }
}

/** The customer wants to read on. */
export class BesidePreviewOpenEvent extends CustomEvent<undefined> {
  constructor() {
    super('beside-preview-open');
  }
}

declare global {
  interface HTMLElementEventMap {
    'beside-preview-gone': BesidePreviewGoneEvent;
    'beside-preview-open': BesidePreviewOpenEvent;
  }
}
