import { createSystemClock, type ChatView, type CustomerClient } from '@beside/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import { availabilityText } from '../../client/availability-text.ts';
import { ClientController } from '../../client/client-controller.ts';
import { createConnectionTrouble } from '../../client/connection-trouble.ts';
import { findSiteText } from '../../client/site-text.ts';
import { defineElement } from '../../shared/define-element.ts';
import { chatIcon, forwardIcon } from '../../shared/icons.ts';
import { PanelElement } from '../../shared/panel-element.ts';
import { tokens } from '../../shared/tokens.ts';
import { BesideNavigateEvent } from './home-events.ts';
import { homeStyles } from './home.styles.ts';
import type * as rareParts from './rare-parts.ts';

/**
 * Where a customer arrives: the site's greeting, whether somebody is there, and the ways to get help.
 *
 * @element beside-home
 * @fires {BesideNavigateEvent} beside-navigate - The customer picked a way.
 */
export class BesideHome extends PanelElement {
  static override styles = [tokens, homeStyles];

  readonly #watch = new ClientController(this);
  readonly #trouble = createConnectionTrouble();
  readonly #clock = createSystemClock();

  #isLoading = false;

  @state() private parts: typeof rareParts | undefined = undefined;

  /** Whose home it is. */
  @property({ attribute: false }) client: CustomerClient | undefined = undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('client')) this.#watch.watch(this.client);
  }

  override render(): TemplateResult | typeof nothing {
    const { client, terms, locale } = this;
    if (!client) return nothing;
    const { state } = client;
    const greeting = findSiteText(state.site, locale, 'greeting') ?? terms.greeting;
    const trouble = this.#trouble.text(state.connection, navigator.onLine, terms);
    const isForgetful = state.storage === 'memory' && state.phase === 'started';
    const hasEarlier = state.hasEarlier || client.chat.view.status === 'ended';
    const isQuiet = !trouble && !isForgetful && !hasEarlier && client.chat.view.items.length === 0;
    if (!isQuiet && !this.#isLoading) void this.#loadParts();
    if (state.site?.callsBack) void import('./callback-card.ts').catch(() => undefined); // the next render tries again
    return html`<div class="hero">
        <h2 class=${state.site ? '' : 'pending'} dir="auto">${greeting}</h2>
        ${this.#presence(client)}
      </div>
      <div class="cards">
        ${this.#chatCard(client.chat.view)}
        ${state.site?.callsBack ? html`<beside-callback-card .client=${client} .terms=${terms} .locale=${locale}></beside-callback-card>` : nothing}
        ${hasEarlier ? html`<beside-earlier-card .terms=${terms} .locale=${locale}></beside-earlier-card>` : nothing}
        <div role="status">
          ${trouble ? html`<beside-notice tone="offline">${trouble}</beside-notice>` : nothing}
        </div>
        ${isForgetful ? html`<beside-notice tone="warn">${terms.storageBlocked}</beside-notice>` : nothing}
      </div>`;
  }

  /** What only trouble and the card of a conversation show; most who come here have neither. */
  async #loadParts(): Promise<void> {
    this.#isLoading = true;
    try {
      this.parts = await import('./rare-parts.ts');
    } catch {
      this.#isLoading = false; // the next render tries again
    }
  }

  #presence({ state }: CustomerClient): TemplateResult | typeof nothing {
    if (!state.availability) return nothing;
    const away = availabilityText(
      state.availability,
      this.terms,
      this.formats,
      this.#clock.now() + state.clockOffsetMs,
    );
    return html`<p class="presence ${away ? '' : 'open'}">${away ?? this.terms.available}</p>`;
  }

  #chatCard(view: ChatView): TemplateResult {
    const { terms, parts, formats } = this;
    // One that waits for a call only was not begun in writing; the card of the callback says where it stands.
    const isOpen = !['new', 'idle', 'ended'].includes(view.status);
    return html`<button type="button" class="card start-chat" @click=${this.#openChat}>
      ${
        parts && (isOpen || view.unreadCount)
          ? parts.renderConversation(view, terms, formats)
          : html`<span class="icon">${chatIcon()}</span>
              <span class="words">
                <span class="title">${isOpen ? terms.continueChat : terms.startChat}</span>
                <span class="detail">${terms.startChatDetail}</span>
              </span>
              <span class="onwards">${forwardIcon()}</span>`
      }
    </button>`;
  }

  #openChat = (): void => {
    this.dispatchEvent(new BesideNavigateEvent('chat'));
  };
}

defineElement('beside-home', BesideHome);

declare global {
  interface HTMLElementTagNameMap {
    'beside-home': BesideHome;
  }
}
