import { createSystemClock, type ChatView, type CustomerClient, type MessageItem } from '@beside/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import { availabilityText } from '../../client/availability-text.ts';
import { ClientController } from '../../client/client-controller.ts';
import { createConnectionTrouble } from '../../client/connection-trouble.ts';
import { contentPreview } from '../../client/content-text.ts';
import { findSiteText } from '../../client/site-text.ts';
import { defineElement } from '../../shared/define-element.ts';
import { chatIcon, forwardIcon } from '../../shared/icons.ts';
import { PanelElement } from '../../shared/panel-element.ts';
import { tokens } from '../../shared/tokens.ts';
import { BesideNavigateEvent } from './home-events.ts';
import { homeStyles } from './home.styles.ts';

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

  #parts: Promise<unknown> | undefined;

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
    if (trouble || isForgetful || hasEarlier || client.chat.view.items.length > 0) void this.#loadParts();
    return html`<div class="hero">
        <h2 class=${state.site ? '' : 'pending'} dir="auto">${greeting}</h2>
        ${this.#presence(client)}
      </div>
      <div class="cards">
        ${this.#chatCard(client.chat.view)}
        ${hasEarlier ? html`<beside-earlier-card .terms=${terms} .locale=${locale}></beside-earlier-card>` : nothing}
        <div role="status">
          ${trouble ? html`<beside-notice tone="offline">${trouble}</beside-notice>` : nothing}
        </div>
        ${isForgetful ? html`<beside-notice tone="warn">${terms.storageBlocked}</beside-notice>` : nothing}
      </div>`;
  }

  /** What only trouble and the card of a conversation show; most who come here have neither. */
  #loadParts(): Promise<unknown> {
    this.#parts ??= import('./rare-parts.ts').catch(() => (this.#parts = undefined));
    return this.#parts;
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
    const { terms } = this;
    const isOpen = view.status !== 'new' && view.status !== 'ended';
    const last = view.items.findLast((item): item is MessageItem => item.kind === 'message');
    const name = view.agentName ?? '';
    return html`<button type="button" class="card start-chat" @click=${this.#openChat}>
      ${isOpen && name ? html`<beside-avatar .name=${name}></beside-avatar>` : html`<span class="icon">${chatIcon()}</span>`}
      <span class="words">
        <span class="title">${isOpen ? terms.continueChat : terms.startChat}</span>
        ${
          isOpen && last
            ? html`<span class="detail line" dir="auto"
                >${terms.lastMessage(last.isMine ? terms.you : name || terms.agent, contentPreview(last.content))}</span
              >`
            : html`<span class="detail">${terms.startChatDetail}</span>`
        }
      </span>
      ${
        view.unreadCount
          ? html`<beside-badge tone="accent"
              ><span aria-hidden="true">${this.formats.number(view.unreadCount)}</span
              ><span class="unseen">${terms.unread(view.unreadCount)}</span></beside-badge
            >`
          : html`<span class="onwards">${forwardIcon()}</span>`
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
