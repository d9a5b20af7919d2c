import type { Desk } from '@beside/protocol';
import { defineElement, tokens } from '@beside/elements/shared';
import { css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import { ConsoleElement } from '../shared/console-element.ts';
import type { ChosenPresence } from '../shared/wishes.ts';

const styles = css`
  :host {
    display: block;
  }
  fieldset {
    display: flex;
    margin: 0;
    padding: 3px;
    border: 1px solid var(--_border);
    border-radius: var(--_pill);
    background-color: var(--_sunken);
  }
  legend {
    float: left;
  }
  label {
    position: relative;
    display: flex;
    align-items: center;
    gap: 7px;
    padding: 4px 12px;
    border-radius: var(--_pill);
    color: var(--_muted);
    font-size: var(--_size-small);
    font-weight: 550;
    line-height: 1.5;
    white-space: nowrap;
    cursor: pointer;
    transition: background-color var(--_fast);
  }
  label:hover {
    color: var(--_text);
  }
  /* Over the whole label: pressed and focused where it is seen. */
  input {
    position: absolute;
    inset: 0;
    margin: 0;
    inline-size: 100%;
    block-size: 100%;
    opacity: 0;
    cursor: pointer;
  }
  label:has(:checked) {
    background-color: var(--_raised);
    color: var(--_text);
    box-shadow: var(--_shadow);
  }
  label:has(:focus-visible) {
    outline: 2px solid var(--_accent-text);
    outline-offset: 1px;
  }
  .dot {
    inline-size: 9px;
    block-size: 9px;
    border: 2px solid currentColor;
    border-radius: 50%;
  }
  :checked + .dot.available {
    border-color: light-dark(#1c8a56, #4fc28a);
    background-color: light-dark(#1c8a56, #4fc28a);
  }
  :checked + .dot.busy {
    border-color: var(--_danger);
    background-color: var(--_danger);
  }
  :checked + .dot.away {
    border-color: light-dark(#b97a00, #e6b04a);
    background-color: light-dark(#b97a00, #e6b04a);
  }
  @media (pointer: coarse) {
    label {
      min-block-size: 40px;
    }
  }
  @media (max-width: 420px) {
    fieldset {
      flex: 1;
    }
    label {
      flex: 1;
      justify-content: center;
      gap: 5px;
      padding-inline: 6px;
    }
  }
  fieldset:disabled {
    opacity: 0.55;
  }
  @media (forced-colors: active) {
    label:has(:checked) {
      forced-color-adjust: none;
      background-color: Highlight;
      color: HighlightText;
    }
    :checked + .dot.dot.dot {
      forced-color-adjust: none;
      border-color: HighlightText;
      background-color: HighlightText;
    }
  }
`;

/**
 * Whether the agent can be reached: a group of radio buttons in one line.
 *
 * @element beside-presence
 * @fires {BesideWishEvent} beside-wish - `presence`.
 */
export class BesidePresence extends ConsoleElement {
  static override styles = [tokens, styles];

  /** What holds now; nothing is chosen while it is unknown or offline. */
  @property({ attribute: false }) presence: Desk['presence'] | undefined = undefined;

  override render(): TemplateResult {
    const { words } = this;
    // Before the greeting nobody could be told what was chosen.
    return html`<fieldset ?disabled=${this.presence === undefined}>
      <legend class="unseen">${words.presence}</legend>
      ${this.#choice('available', words.available)}${this.#choice('busy', words.busy)}${this.#choice('away', words.away)}
    </fieldset>`;
  }

  #choice(presence: ChosenPresence, text: string): TemplateResult {
    return html`<label>
      <input
        type="radio"
        name="presence"
        value=${presence}
        .checked=${this.presence === presence}
        @change=${() => this.wish({ type: 'presence', presence })}
      />
      <span class="dot ${presence}" aria-hidden="true"></span>${text}
    </label>`;
  }
}

defineElement('beside-presence', BesidePresence);

declare global {
  interface HTMLElementTagNameMap {
    'beside-presence': BesidePresence;
  }
}
