import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import { BesideElement, controlRoot } from '../../shared/base-element.ts';
import { controls } from '../../shared/controls.ts';
import { defineElement } from '../../shared/define-element.ts';
import { tokens } from '../../shared/tokens.ts';
import '../spinner/spinner.ts';
import { buttonStyles } from './button.styles.ts';

/** How much a button asks for attention; one primary per view. */
export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

/**
 * A button with a text.
 *
 * @element beside-button
 * @slot - The text.
 * @slot icon - An icon before the text.
 * @fires click - The native event; none while `disabled` or `busy`.
 * @csspart button - The native button.
 * @cssprop --beside-accent - Background of the primary variant.
 */
export class BesideButton extends BesideElement {
  static override shadowRootOptions: ShadowRootInit = controlRoot;
  static override styles = [tokens, controls, buttonStyles];

  /** How much it asks for attention. */
  @property() variant: ButtonVariant = 'secondary';
  /** Cannot be pressed or focused. */
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** Something it started is under way: keeps focus and place, shows a spinner, ignores presses. */
  @property({ type: Boolean, reflect: true }) busy = false;
  /** Takes the whole width. */
  @property({ type: Boolean, reflect: true }) wide = false;

  override render(): TemplateResult {
    return html`<button
      part="button"
      type="button"
      class="button ${this.variant}"
      ?disabled=${this.disabled}
      aria-busy=${this.busy ? 'true' : nothing}
      aria-disabled=${this.busy ? 'true' : nothing}
      @click=${this.#guard}
    >
      ${this.busy ? html`<beside-spinner></beside-spinner>` : html`<slot name="icon"></slot>`}<slot></slot>
    </button>`;
  }

  #guard = (event: Event): void => {
    if (this.busy) event.stopImmediatePropagation();
  };
}

defineElement('beside-button', BesideButton);

declare global {
  interface HTMLElementTagNameMap {
    'beside-button': BesideButton;
  }
}
