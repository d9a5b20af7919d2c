import type { CallbackOffer } from '@beside/protocol';
import { createSystemClock, type CallbackChannel, type CustomerClient } from '@beside/sdk';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import { defineElement } from '../../shared/define-element.ts';
import { findCallbackTerms } from '../../shared/find-callback-terms.ts';
import { forwardIcon } from '../../shared/icons.ts';
import { phoneIcon } from '../../shared/phone-icon.ts';
import { PanelElement } from '../../shared/panel-element.ts';
import type { CallbackTerms } from '../../shared/terms/texts.ts';
import { tokens } from '../../shared/tokens.ts';
import type { statusText } from '../../client/callback-status-text.ts';
import { cardText } from './callback-card-text.ts';
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
 * The way from home to being called: what it costs (a range of minutes, the next free time), or where the callback that
 * was asked for stands. Loaded where the site calls back only.
 *
 * @element beside-callback-card
 * @fires {BesideNavigateEvent} beside-navigate - The customer wants to be called.
 */
export class BesideCallbackCard extends PanelElement {
  static override styles = [tokens, homeStyles, hostStyles];

  readonly #clock = createSystemClock();
  #stop: (() => void) | undefined;

  @state() private texts: CallbackTerms | undefined = undefined;
  @state() private channel: CallbackChannel | undefined = undefined;
  /** Loaded where there is a callback to say something of. */
  @state() private say: typeof statusText | undefined = undefined;
  @state() private offer: CallbackOffer | undefined = undefined;

  /** Whose home it is. */
  @property({ attribute: false }) client: CustomerClient | undefined = undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stop = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.#open();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('locale')) void this.#loadTexts();
    if (changed.has('client')) void this.#open();
  }

  override render(): TemplateResult | typeof nothing {
    const { texts, channel, offer, formats, client } = this;
    if (!texts || !client) return nothing;
    const now = this.#clock.now() + client.state.clockOffsetMs;
    const { title, detail } = cardText(texts, formats, {
      state: channel?.state,
      standing: this.#standing(texts, now),
      offer,
      now,
    });
    return html`<button type="button" class="card" @click=${this.#navigate}>
      <span class="icon">${phoneIcon()}</span>
      <span class="words"><span class="title">${title}</span><span class="detail">${detail}</span></span>
      <span class="onwards">${forwardIcon()}</span>
    </button>`;
  }

  #standing(texts: CallbackTerms, now: number): string | undefined {
    const view = this.channel?.state.view;
    if (!view) return undefined;
    if (!this.say) void this.#loadSay();
    return this.say?.(texts, this.formats, view, now).title;
  }

  async #loadSay(): Promise<void> {
    const loaded = await import('../../client/callback-status-text.ts').catch(() => undefined);
    this.say = loaded?.statusText;
  }

  async #loadTexts(): Promise<void> {
    const { locale } = this;
    const texts = await findCallbackTerms(locale);
    if (locale === this.locale) this.texts = texts;
  }

  async #open(): Promise<void> {
    this.#stop?.();
    const { client } = this;
    const channel = await client?.openCallback().catch(() => undefined);
    if (!channel || client !== this.client || !this.isConnected) return;
    this.channel = channel;
    this.#stop = channel.onChange(() => this.requestUpdate());
    // Without an answer the card says less, and leads to where it is explained.
    this.offer = await channel.offer().catch(() => undefined);
  }

  #navigate = (): void => {
    this.dispatchEvent(new BesideNavigateEvent('callback'));
  };
}

defineElement('beside-callback-card', BesideCallbackCard);

declare global {
  interface HTMLElementTagNameMap {
    'beside-callback-card': BesideCallbackCard;
  }
}
