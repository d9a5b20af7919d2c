/** The panels that can be shown. */
export type PanelName = 'home' | 'chat' | 'earlier' | 'callback' | 'flow';

/** The panel was opened; the detail says at which one. */
export class BesideOpenedEvent extends CustomEvent<PanelName> {
  constructor(panel: PanelName) {
    super('beside-opened', { bubbles: true, composed: true, detail: panel });
  }
}

/** The panel was closed; a conversation goes on. */
export class BesideClosedEvent extends CustomEvent<undefined> {
  constructor() {
    super('beside-closed', { bubbles: true, composed: true });
  }
}

/** The customer asked the shell to close: by its button or by Esc. */
export class BesideCloseRequestEvent extends CustomEvent<undefined> {
  constructor() {
    super('beside-close-request', { bubbles: true, composed: true });
  }
}

/** Another panel is shown; whoever wants to know which one asks the launcher. */
export class BesidePanelEvent extends CustomEvent<undefined> {
  constructor() {
    super('beside-panel', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'beside-opened': BesideOpenedEvent;
    'beside-closed': BesideClosedEvent;
    'beside-close-request': BesideCloseRequestEvent;
    'beside-panel': BesidePanelEvent;
  }
}
