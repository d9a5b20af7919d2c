import { html, type TemplateResult } from 'lit';

import { BesideElement } from '../../shared/base-element.ts';
import { defineElement } from '../../shared/define-element.ts';
import { tokens } from '../../shared/tokens.ts';
import { spinnerStyles } from './spinner.styles.ts';

/**
 * A turning ring in the colour and size of the text around it; fades instead of turning with reduced motion.
 * Decorative: what it waits for is said in words beside it, or by `aria-busy`.
 *
 * @element beside-spinner
 */
export class BesideSpinner extends BesideElement {
  static override styles = [tokens, spinnerStyles];

  override render(): TemplateResult {
    return html`<div class="ring" aria-hidden="true"></div>`;
  }
}

defineElement('beside-spinner', BesideSpinner);

declare global {
  interface HTMLElementTagNameMap {
    'beside-spinner': BesideSpinner;
  }
}
