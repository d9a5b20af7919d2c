import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import { BesideElement, controlRoot } from '../../shared/base-element.ts';
import { controls } from '../../shared/controls.ts';
import { defineElement } from '../../shared/define-element.ts';
import { tokens } from '../../shared/tokens.ts';
import { iconButtonStyles } from './icon-button.styles.ts';

/**
 * A button that shows only an icon; 36 px square, 44 px where the pointer is coarse.
 *
 * @element beside-icon-button
 * @slot - The icon.
 * @fires click - The native event; none while `disabled`.
 * @csspart button - The native button.
 */
export class BesideIconButton extends BesideElement {
  static override shadowRootOptions: ShadowRootInit = controlRoot;
  static override styles = [tokens, controls, iconButtonStyles];

  /** Name for screen readers, also shown as the tooltip; required. */
  @property() label = '';
  /** Cannot be pressed or focused. */
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** For a button that opens something: whether that is open now. Undefined for any other. */
  @property({ attribute: false }) expanded: boolean | undefined = undefined;
  /** For a button that stays down: whether it is down now. Undefined for any other. */
  @property({ attribute: false }) pressed: boolean | undefined = undefined;

  override render(): TemplateResult {
    return html`<button
      part="button"
      type="button"
      class="icon-button"
      aria-label=${this.label}
      title=${this.label}
      ?disabled=${this.disabled}
      aria-expanded=${this.expanded ?? nothing}
      aria-pressed=${this.pressed ?? nothing}
    >
      <slot></slot>
    </button>`;
  }
}

defineElement('beside-icon-button', BesideIconButton);

declare global {
  interface HTMLElementTagNameMap {
    'beside-icon-button': BesideIconButton;
  }
}
