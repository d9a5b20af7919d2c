/** The customer wants another panel; whoever shows the panels changes to it. */
export class BesideNavigateEvent extends CustomEvent<'home' | 'chat' | 'earlier'> {
  constructor(panel: 'home' | 'chat' | 'earlier') {
    super('beside-navigate', { bubbles: true, composed: true, detail: panel });
  }
}

declare global {
  interface HTMLElementEventMap {
    'beside-navigate': BesideNavigateEvent;
  }
}
