import { controls, defineElement, tokens } from '@beside/elements/shared';
import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';

import { ConsoleElement } from '../shared/console-element.ts';
import { listShortcuts } from '../shared/shortcuts.ts';

const styles = css`
  dialog {
    inline-size: min(460px, calc(100vi - 24px));
    max-block-size: calc(100dvb - 24px);
    margin: auto;
    padding: var(--_space-5);
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background-color: var(--_raised);
    color: inherit;
    box-shadow: var(--_shadow-large);
  }
  dialog::backdrop {
    background-color: rgb(12 14 24 / 0.45);
  }
  h2 {
    margin: 0;
    font-size: var(--_size-large);
    font-weight: 650;
  }
  p {
    margin: 0 0 var(--_space-3);
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  dl {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 8px var(--_space-4);
    align-items: center;
    margin: 0;
  }
  dt {
    grid-column: 2;
    justify-self: end;
  }
  dd {
    grid-column: 1;
    margin: 0;
  }
  .pair {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
  }
  .pair dd {
    grid-row: 1;
  }
  kbd {
    display: inline-block;
    min-inline-size: 26px;
    padding: 1px 7px;
    border: 1px solid var(--_border);
    border-block-end-width: 2px;
    border-radius: 6px;
    background-color: var(--_sunken);
    font: 550 var(--_size-small) / 1.5 var(--_font);
    text-align: center;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-3);
    margin-block-start: var(--_space-5);
  }
  .switch {
    display: flex;
    gap: var(--_space-2);
    align-items: center;
  }
  input {
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--_accent);
  }
`;

/**
 * The keyboard shortcuts, and the switch that turns them off (WCAG 2.1.4).
 *
 * @element beside-help-dialog
 * @fires {BesideWishEvent} beside-wish - `help` when it closes, `settings`.
 */
export class BesideHelpDialog extends ConsoleElement {
  static override styles = [tokens, controls, styles];

  @query('dialog') private dialog!: HTMLDialogElement;

  @property({ type: Boolean }) open = false;
  @property({ type: Boolean }) hasShortcuts = true;

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('open') || this.open === this.dialog.open) return;
    if (this.open) this.dialog.showModal();
    else this.dialog.close();
  }

  override render(): TemplateResult {
    const { words } = this;
    return html`<dialog aria-labelledby="heading" @close=${this.#handleClose}>
      <h2 id="heading">${words.help}</h2>
      <p>${words.helpDetail}</p>
      <dl>
        ${listShortcuts(words).map(
          ([keys, text]) =>
            html`<div class="pair">
              <dt>${keys.split(' ').map((key) => html`<kbd>${key}</kbd> `)}</dt>
              <dd>${text}</dd>
            </div>`,
        )}
      </dl>
      <div class="foot">
        <label class="switch">
          <input type="checkbox" .checked=${this.hasShortcuts} @change=${this.#handleSwitch} />
          ${words.shortcutsOn}
        </label>
        <button type="button" class="button primary" @click=${() => this.dialog.close()}>
          ${words.understood}
        </button>
      </div>
    </dialog>`;
  }

  #handleSwitch = (event: Event): void => {
    // The listener sits on exactly this input.
    const { checked } = event.currentTarget as HTMLInputElement;
    this.wish({ type: 'settings', change: { hasShortcuts: checked } });
  };

  #handleClose = (): void => {
    if (this.open) this.wish({ type: 'help' });
  };
}

defineElement('beside-help-dialog', BesideHelpDialog);

declare global {
  interface HTMLElementTagNameMap {
    'beside-help-dialog': BesideHelpDialog;
  }
}
