import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';

import { BesideElement } from '../../shared/base-element.ts';
import { controls } from '../../shared/controls.ts';
import { defineElement } from '../../shared/define-element.ts';
import { tokens } from '../../shared/tokens.ts';
import { BesideCancelEvent, BesideConfirmEvent } from './dialog-events.ts';
import { dialogStyles } from './dialog.styles.ts';

/**
 * A question that has to be answered before going on, in a native modal dialog: top layer, Esc and the return of the
 * focus are the platform's. Closes itself on either answer and sets `open` to false.
 *
 * @element beside-dialog
 * @slot - What the question means.
 * @fires {BesideConfirmEvent} beside-confirm - The person agreed.
 * @fires {BesideCancelEvent} beside-cancel - The person did not.
 * @csspart dialog - The native dialog.
 */
export class BesideDialog extends BesideElement {
  static override styles = [tokens, controls, dialogStyles];

  @query('dialog') private dialog!: HTMLDialogElement;

  /** Whether it is shown. */
  @property({ type: Boolean }) open = false;
  /** The question. */
  @property() heading = '';
  /** Text of the button that agrees. */
  @property({ attribute: 'confirm-label' }) confirmLabel = '';
  /** Text of the button that does not. */
  @property({ attribute: 'cancel-label' }) cancelLabel = '';
  /** Agreeing destroys something: the button says so by its colour, and the other one has the focus. */
  @property({ type: Boolean }) danger = false;

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has('open') || this.open === this.dialog.open) return;
    if (this.open) this.dialog.showModal();
    else this.dialog.close();
  }

  override render(): TemplateResult {
    return html`<dialog
      part="dialog"
      aria-labelledby="heading"
      aria-describedby="body"
      @cancel=${this.#handleCancel}
      @close=${this.#handleClose}
    >
      <h2 id="heading">${this.heading}</h2>
      <div id="body" class="body"><slot></slot></div>
      <div class="actions">
        ${
          this.cancelLabel
            ? html`<button type="button" class="button" ?autofocus=${this.danger} @click=${this.#cancel}>
                ${this.cancelLabel}
              </button>`
            : nothing
        }
        <button
          type="button"
          class="button ${this.danger ? 'danger' : 'primary'}"
          ?autofocus=${!this.danger}
          @click=${this.#confirm}
        >
          ${this.confirmLabel}
        </button>
      </div>
    </dialog>`;
  }

  #confirm = (): void => {
    this.open = false;
    this.dialog.close();
    this.dispatchEvent(new BesideConfirmEvent());
  };

  #cancel = (): void => {
    this.open = false;
    this.dialog.close();
    this.dispatchEvent(new BesideCancelEvent());
  };

  #handleCancel = (event: Event): void => {
    event.preventDefault();
    this.#cancel();
  };

  /** A second Esc in Chromium closes without asking (close watcher); that is a "no" as well. */
  #handleClose = (): void => {
    if (this.open) this.#cancel();
  };
}

defineElement('beside-dialog', BesideDialog);

declare global {
  interface HTMLElementTagNameMap {
    'beside-dialog': BesideDialog;
  }
}
