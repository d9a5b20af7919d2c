/** The customer wants another panel; whoever shows the panels changes to it. */
export class BesideNavigateEvent extends CustomEvent<'home' | 'chat' | 'earlier' | 'callback' | 'flow'> {
  constructor(panel: 'home' | 'chat' | 'earlier' | 'callback' | 'flow') {
    super('beside-navigate', { bubbles: true, composed: true, detail: panel });
  }
}

declare global {
  interface HTMLElementEventMap {
    'beside-navigate': BesideNavigateEvent;
  }
}
