import type { ConversationId, DeskConversation } from '@beside/protocol';
import type { Suggestion } from '@beside/protocol/knowledge-desk';
import type { ChatView } from '@beside/sdk';
import { createKnowledgeDesk, type KnowledgeDeskClient } from '@beside/sdk/agent';
import { controls, defineElement, tokens } from '@beside/elements/shared';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import { ConsoleElement } from '../shared/console-element.ts';
import { readyIcon } from '../shared/console-icons.ts';
import { lastOfCustomer, unsent } from './suggested.ts';
import { suggestionStyles } from './suggestions.styles.ts';

/** What the agent wants of a suggested article: its words in the message, or itself as a card. */
export class BesideSuggestionEvent extends CustomEvent<Suggestion> {
  constructor(type: 'beside-insert-article' | 'beside-send-article', suggestion: Suggestion) {
    super(type, { bubbles: true, composed: true, detail: suggestion });
  }
}

/**
 * Articles that may answer what the customer wrote last. Asked for again with each of their messages; kept nowhere. Nothing
 * is shown where there are none, or where they could not be had.
 *
 * @element beside-suggestions
 * @fires {BesideSuggestionEvent} beside-insert-article - Its words go into the message, where they can be changed.
 * @fires {BesideSuggestionEvent} beside-send-article - It is sent as a card.
 */
export class BesideSuggestions extends ConsoleElement {
  static override styles = [tokens, controls, suggestionStyles];

  #asking: AbortController | undefined;
  #askedFor = '';

  @state() private found: readonly Suggestion[] = [];
  @state() private isFolded = false;

  @property({ attribute: false }) conversation!: Pick<DeskConversation, 'conversationId' | 'siteId'>;
  /** The chat as it is now. */
  @property({ attribute: false }) view: ChatView | undefined = undefined;
  /** How a site's articles are asked for. */
  @property({ attribute: false }) openDesk: (siteId: string) => Pick<KnowledgeDeskClient, 'suggest'> = (
    siteId,
  ) => createKnowledgeDesk({ siteId });
  /** Little room: titles only. */
  @property({ type: Boolean, reflect: true }) narrow = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking?.abort();
    this.#askedFor = '';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const last = lastOfCustomer(this.view);
    const { conversationId, siteId } = this.conversation;
    const wanted = last === undefined ? '' : `${conversationId} ${last}`;
    if (wanted === this.#askedFor || !this.isConnected) return;
    // Those of the same conversation stay until the next ones are there.
    if (!this.#askedFor.startsWith(conversationId)) this.found = [];
    this.#askedFor = wanted;
    this.#asking?.abort();
    if (wanted) void this.#ask(siteId, conversationId);
  }

  override render(): TemplateResult | typeof nothing {
    const { words, isFolded } = this;
    const shown = unsent(this.found, this.view);
    if (shown.length === 0) return nothing;
    return html`<div class="strip" role="group" aria-label=${words.suggestions}>
      <button
        type="button"
        class="head"
        aria-expanded=${!isFolded}
        @click=${() => (this.isFolded = !isFolded)}
      >
        ${readyIcon()}${words.suggestionsCount(shown.length)}
      </button>
      ${
        isFolded
          ? nothing
          : html`<ul>
              ${shown.map((one) => this.#renderOne(one))}
            </ul>`
      }
    </div>`;
  }

  #renderOne(suggestion: Suggestion): TemplateResult {
    const { words } = this;
    const { title, excerpt, locale } = suggestion;
    const say = (type: 'beside-insert-article' | 'beside-send-article') => () =>
      this.dispatchEvent(new BesideSuggestionEvent(type, suggestion));
    return html`<li>
      <span class="what" lang=${locale} dir="auto" title=${excerpt}
        ><span class="title">${title}</span><span class="excerpt">${excerpt}</span></span
      >
      <button
        type="button"
        class="button quiet"
        aria-label=${words.suggestionInsertNamed(title)}
        @click=${say('beside-insert-article')}
      >
        ${words.suggestionInsert}
      </button>
      <button
        type="button"
        class="button quiet"
        aria-label=${words.suggestionSendNamed(title)}
        @click=${say('beside-send-article')}
      >
        ${words.suggestionSend}
      </button>
    </li>`;
  }

  async #ask(siteId: string, conversationId: ConversationId): Promise<void> {
    const asking = (this.#asking = new AbortController());
    try {
      const found = await this.openDesk(siteId).suggest(conversationId, { signal: asking.signal });
      if (!asking.signal.aborted) this.found = found;
    } catch {
      // Help that is not there is not missed; the next message asks again.
      if (!asking.signal.aborted) this.found = [];
    }
  }
}

defineElement('beside-suggestions', BesideSuggestions);

declare global {
  interface HTMLElementTagNameMap {
    'beside-suggestions': BesideSuggestions;
  }
  interface HTMLElementEventMap {
    'beside-insert-article': BesideSuggestionEvent;
    'beside-send-article': BesideSuggestionEvent;
  }
}
