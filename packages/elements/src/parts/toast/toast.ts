import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import { BesideElement } from '../../shared/base-element.ts';
import { controls } from '../../shared/controls.ts';
import { defineElement } from '../../shared/define-element.ts';
import { closeIcon } from '../../shared/icons.ts';
import { alertIcon, checkIcon } from '../../shared/more-icons.ts';
import { tokens } from '../../shared/tokens.ts';
import { BesideDismissEvent } from './toast-events.ts';
import { toastStyles } from './toast.styles.ts';

/** What kind of news a toast brings. */
export type ToastTone = 'info' | 'success' | 'danger';

/**
 * A short message about something that just happened. Keep the element in the page and set `message`: a live region
 * is only announced when it was there before its text. Does not go away by itself (WCAG 2.2.1): the owner decides.
 *
 * @element beside-toast
 * @fires {BesideDismissEvent} beside-dismiss - The close button was pressed.
 * @csspart card - The box around the message; absent while there is none.
 */
export class BesideToast extends BesideElement {
  static override styles = [tokens, controls, toastStyles];

  /** The message; empty shows nothing. */
  @property() message = '';
  /** What kind of news it is; `danger` interrupts a screen reader, the others wait for a pause. */
  @property() tone: ToastTone = 'info';
  /** Name of the close button, in the reader's language; without it there is none. */
  @property({ attribute: 'dismiss-label' }) dismissLabel = '';

  override render(): TemplateResult {
    return html`<div role=${this.tone === 'danger' ? 'alert' : 'status'}>
      ${this.message ? this.#card() : nothing}
    </div>`;
  }

  #card(): TemplateResult {
    return html`<div part="card" class="card">
      ${
        this.tone === 'info'
          ? nothing
          : html`<span class=${this.tone}>${this.tone === 'danger' ? alertIcon() : checkIcon()}</span>`
      }
      <span class="text">${this.message}</span>
      ${
        this.dismissLabel
          ? html`<button
              type="button"
              class="icon-button"
              aria-label=${this.dismissLabel}
              @click=${this.#dismiss}
            >
              ${closeIcon()}
            </button>`
          : nothing
      }
    </div>`;
  }

  #dismiss = (): void => {
    this.dispatchEvent(new BesideDismissEvent());
  };
}

defineElement('beside-toast', BesideToast);

declare global {
  interface HTMLElementTagNameMap {
    'beside-toast': BesideToast;
  }
}
