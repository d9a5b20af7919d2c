import { LitElement, type CSSResultGroup } from 'lit';

import { tokens } from './tokens.ts';

/**
 * Shadow root of an element that wraps one control: `focus()` on the element, and a label's click, reach the control.
 * Not for panels, where a press on plain text would move the focus and break selecting.
 */
export const controlRoot: ShadowRootInit = { mode: 'open', delegatesFocus: true };

/**
 * What every Beside element is: a Lit element with the design tokens on its host.
 *
 * Carries no text: parts are handed their labels, panels extend {@link PanelElement}, which knows the terms.
 */
export class BesideElement extends LitElement {
  /** The tokens; subclasses give `[tokens, …]`, one shared sheet per page. */
  static override styles: CSSResultGroup = tokens;
}
