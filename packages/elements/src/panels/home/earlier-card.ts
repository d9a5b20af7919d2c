import { css, html, type TemplateResult } from 'lit';

import { defineElement } from '../../shared/define-element.ts';
import { forwardIcon } from '../../shared/icons.ts';
import { clockIcon } from '../../shared/more-icons.ts';
import { PanelElement } from '../../shared/panel-element.ts';
import { enEarlier } from '../../shared/terms/earlier.ts';
import { tokens } from '../../shared/tokens.ts';
import { BesideNavigateEvent } from './home-events.ts';
import { homeStyles } from './home.styles.ts';

/** It stands in home and borrows the looks of its cards only. */
const hostStyles = css`
  :host {
    display: block;
    block-size: auto;
    overflow: visible;
    background: none;
  }
`;

/**
 * The way from home to the earlier conversations; only those who have some load it.
 *
 * @element beside-earlier-card
 * @fires {BesideNavigateEvent} beside-navigate - The customer wants to see them.
 */
export class BesideEarlierCard extends PanelElement {
  static override styles = [tokens, homeStyles, hostStyles];

  override render(): TemplateResult {
    const { earlier } = { ...enEarlier, ...this.terms };
    return html`<button type="button" class="card slim" @click=${this.#open}>
      <span class="icon">${clockIcon()}</span>
      <span class="words"><span class="title">${earlier}</span></span>
      <span class="onwards">${forwardIcon()}</span>
    </button>`;
  }

  #open = (): void => {
    this.dispatchEvent(new BesideNavigateEvent('earlier'));
  };
}

defineElement('beside-earlier-card', BesideEarlierCard);

declare global {
  interface HTMLElementTagNameMap {
    'beside-earlier-card': BesideEarlierCard;
  }
}
