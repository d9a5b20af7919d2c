import type { FirstLevel } from '@beside/protocol/visual-ivr';
import { firstLevelSchema } from '@beside/protocol/visual-ivr/schema';
import { createSystemClock, type ChatView, type CustomerClient } from '@beside/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import { ClientController } from '../../client/client-controller.ts';
import { findSiteText } from '../../client/site-text.ts';
import { defineElement } from '../../shared/define-element.ts';
import { chatIcon, forwardIcon, icon } from '../../shared/icons.ts';
import { PanelElement } from '../../shared/panel-element.ts';
import { tokens } from '../../shared/tokens.ts';
import { BesideNavigateEvent } from './home-events.ts';
import { homeStyles } from './home.styles.ts';
import type * as flowEntry from './flow-entry.ts';
import type * as rareParts from './rare-parts.ts';

/**
 * Where a customer arrives: the site's greeting, whether somebody is there, the first level of the site's flow where it
 * has one, and the ways to a person.
 *
 * @element beside-home
 * @fires {BesideNavigateEvent} beside-navigate - The customer picked a way.
 */
export class BesideHome extends PanelElement {
  static override styles = [tokens, homeStyles];

  readonly #watch = new ClientController(this);
  readonly #clock = createSystemClock();

  #isLoading = false;
  #trouble: ReturnType<typeof rareParts.createConnectionTrouble> | undefined;

  /** The first level of the site's flow; `null`: none could be had. */
  @state() private level: FirstLevel | null | undefined = undefined;
  @state() private parts: typeof rareParts | undefined = undefined;

  /** Whose home it is. */
  @property({ attribute: false }) client: CustomerClient | undefined = undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('client')) {
      this.#watch.watch(this.client);
      if (this.client) void this.#loadLevel(this.client);
    }
  }

  override render(): TemplateResult | typeof nothing {
    const { client, terms, locale, parts } = this;
    if (!client) return nothing;
    const { state } = client;
    const greeting = findSiteText(state.site, locale, 'greeting') ?? terms.greeting;
    const trouble = this.#trouble?.text(state.connection, navigator.onLine, terms);
    const isForgetful = state.storage === 'memory' && state.phase === 'started';
    const hasEarlier = state.hasEarlier || client.chat.view.status === 'ended';
    const isQuiet =
      /^connect/.test(state.connection.status) &&
      navigator.onLine &&
      (state.availability?.status ?? 'open') === 'open' &&
      !this.level?.choices?.some(({ cost }) => cost) &&
      ![isForgetful, hasEarlier, client.chat.view.items.length, this.level === null].some(Boolean);
    if (!isQuiet && !this.#isLoading) void this.#loadParts();
    if (state.site?.callsBack) void import('./callback-card.ts').catch(() => undefined); // the next render tries again
    const ways = html`<div class="ways">
      ${this.#chatCard(client.chat.view)}
      ${state.site?.callsBack ? html`<beside-callback-card .client=${client} .terms=${terms} .locale=${locale}></beside-callback-card>` : nothing}
    </div>`;
    // Below the topics, which scroll: a person stays in sight (I2).
    const isBelow = Boolean(this.level?.choices);
    return html`<div class="scroll">
        <div class="hero">
          <h2 class=${state.site ? '' : 'pending'} dir="auto">${greeting}</h2>
          ${this.#presence(client)}
        </div>
        <div
          class="cards"
          @pointerover=${this.#prepare}
          @focusin=${this.#prepare}
          @touchstart=${this.#prepare}
        >
          ${this.#firstLevel(client)} ${isBelow ? nothing : ways}
          ${hasEarlier ? html`<beside-earlier-card .terms=${terms} .locale=${locale}></beside-earlier-card>` : nothing}
          <div role="status">
            ${trouble ? html`<beside-notice tone="offline">${trouble}</beside-notice>` : nothing}
          </div>
          ${isForgetful && parts ? html`<beside-notice tone="warn">${parts.troubleWords(terms).storageBlocked}</beside-notice>` : nothing}
        </div>
      </div>
      ${isBelow ? ways : nothing}`;
  }

  /** What steps through it is loaded with the first touch. */
  #firstLevel(client: CustomerClient): TemplateResult | typeof nothing {
    const { level, terms, parts } = this;
    if (!client.firstLevel || (level && !level.revision)) return nothing;
    if (level === undefined) return html`<div class="card pending"></div>`;
    if (!level?.choices)
      return html`<button type="button" class="card slim" @click=${this.#retry}>
        ${parts?.troubleWords(terms).levelFailed}
      </button>`;
    const now = this.#clock.now() + client.state.clockOffsetMs;
    return html`<input
        class="search"
        type="search"
        role="combobox"
        aria-controls="found"
        aria-expanded="false"
        aria-label=${terms.search}
        placeholder=${terms.search}
      />
      ${level.choices.map(
        ({ choiceId, label, detail, shape, cost }) =>
          html`<button type="button" class="card" data-choice=${choiceId} @click=${this.#choose}>
            ${card(shape && icon(shape), label, detail, parts?.costText(cost, terms, this.formats, now))}
          </button>`,
      )}`;
  }

  async #loadLevel(client: CustomerClient): Promise<void> {
    const { data } = firstLevelSchema.safeParse(await client.firstLevel);
    if (client !== this.client) return;
    this.level = data ?? null;
    // It depends on what only this page knows.
    if (data?.revision && !data.choices) this.#retry();
  }

  #retry = (): void => {
    this.level = undefined;
    void this.#enter((entry, client) => entry.drawLevel(client)).then(
      (level) => (this.level = level ?? null),
    );
  };

  /** Everything about a flow but its first level; also what searches. Not loaded before it is touched. */
  async #enter<Result>(
    use: (entry: typeof flowEntry, client: CustomerClient) => Promise<Result> | Result,
  ): Promise<Result | undefined> {
    const { client } = this;
    try {
      return client && (await use(await import('./flow-entry.ts'), client));
    } catch (cause) {
      // The reader is shown what went wrong, and pressing again tries again.
      this.dispatchEvent(new CustomEvent('beside-problem', { bubbles: true, composed: true, detail: cause }));
      return undefined;
    }
  }

  #prepare = (): void => {
    if (this.level?.choices) void this.#enter((entry, client) => entry.prepareFlow(this, client));
  };

  #choose = ({ currentTarget }: Event): void => {
    void this.#enter((entry, client) => entry.enterFlow(this, client, currentTarget as HTMLElement)); // it stands on buttons
  };

  /** What only trouble and the card of a conversation show; most who come here have neither. */
  async #loadParts(): Promise<void> {
    this.#isLoading = true;
    try {
      this.parts = await import('./rare-parts.ts');
      this.#trouble = this.parts.createConnectionTrouble();
    } catch {
      this.#isLoading = false; // the next render tries again
    }
  }

  #presence({ state }: CustomerClient): TemplateResult | typeof nothing {
    if (!state.availability) return nothing;
    const isOpen = state.availability.status === 'open';
    const now = this.#clock.now() + state.clockOffsetMs;
    const away = this.parts?.availabilityText(state.availability, this.terms, this.formats, now);
    return html`<p class="presence ${isOpen ? 'open' : ''}">${isOpen ? this.terms.available : away}</p>`;
  }

  #chatCard(view: ChatView): TemplateResult {
    const { terms, parts, formats } = this;
    // One that waits for a call only was not begun in writing; the card of the callback says where it stands.
    const isOpen = !['new', 'idle', 'ended'].includes(view.status);
    return html`<button type="button" class="card start-chat" @click=${this.#openChat}>
      ${
        parts && (isOpen || view.unreadCount)
          ? parts.renderConversation(view, terms, formats)
          : card(chatIcon(), terms.startChat, terms.startChatDetail)
      }
    </button>`;
  }

  #openChat = (): void => {
    this.dispatchEvent(new BesideNavigateEvent('chat'));
  };
}

function card(
  picture: TemplateResult | string | undefined,
  title: string,
  detail: string | undefined,
  cost?: string,
): TemplateResult {
  return html`${picture ? html`<span class="icon">${picture}</span>` : nothing}<span class="words"
      ><span class="title">${title}</span><span class="detail">${detail}</span
      ><span class="detail">${cost}</span></span
    >
    <span class="onwards">${forwardIcon()}</span>`;
}

defineElement('beside-home', BesideHome);

declare global {
  interface HTMLElementTagNameMap {
    'beside-home': BesideHome;
  }
}
