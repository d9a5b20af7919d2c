import { createSystemClock, type ChatView, type CustomerClient, type CustomerState } from '@beside/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';

import { availabilityText } from '../../client/availability-text.ts';
import { ClientController } from '../../client/client-controller.ts';
import { createConnectionTrouble } from '../../client/connection-trouble.ts';
import { troubleWords } from '../../client/trouble-words.ts';
import { findSiteText } from '../../client/site-text.ts';
import '../../parts/avatar/avatar.ts';
import '../../parts/notice/notice.ts';
import '../../parts/spinner/spinner.ts';
import { controls } from '../../shared/controls.ts';
import { defineElement } from '../../shared/define-element.ts';
import { PanelElement } from '../../shared/panel-element.ts';
import type { ChatTerms } from '../../shared/terms/texts.ts';
import { tokens } from '../../shared/tokens.ts';
import type { BesideArticleEvent } from './article-event.ts';
import {
  BesideMessageSentEvent,
  BesideProblemEvent,
  type BesideAnswerEvent,
  type BesideSendEvent,
} from './chat-events.ts';
import { chatEn } from './chat-terms.ts';
import { chatStyles } from './chat.styles.ts';
import './composer.ts';
import type { BesideComposer } from './composer.ts';
import { DraftKeeper } from './draft-keeper.ts';

const LOG = 'beside-chat-log';

/**
 * The customer's chat: messages, the state of the conversation, and where to write.
 *
 * @element beside-chat
 * @fires {BesideMessageSentEvent} beside-message-sent - A message was taken into the outbox.
 * @fires {BesideProblemEvent} beside-problem - Something asked for here was refused.
 */
export class BesideChat extends PanelElement {
  static override styles = [tokens, controls, chatStyles];

  readonly #watch = new ClientController(this);
  readonly #trouble = createConnectionTrouble();
  readonly #clock = createSystemClock();
  readonly #draft = new DraftKeeper(() => this.composer);
  #chatTerms: ChatTerms = chatEn;

  @query('beside-composer') private composer?: BesideComposer | null;

  /** The ended conversation is behind us; the next message starts a new one. */
  @state() private isStartingNew = false;

  /** The log of messages is a chunk of its own: who opens the chat for the first time has no messages yet. */
  @state() private hasLog = customElements.get(LOG) !== undefined;
  #isLoadingLog = false;

  /** Whose chat it is. */
  @property({ attribute: false }) client: CustomerClient | undefined = undefined;
  /** The panel is open before a person's eyes. */
  @property({ type: Boolean }) active = false;

  /** Puts the caret into the field, where there is one. */
  override focus(): void {
    this.composer?.focus();
  }

  /** Goes past the conversation that ended, to where a new one is begun. Nothing else happens before something is sent. */
  async startNew(): Promise<void> {
    this.isStartingNew = true;
    await this.updateComplete;
    this.#draft.restore();
    this.composer?.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#draft.watch(this.client);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#draft.stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('terms')) this.#chatTerms = { ...chatEn, ...this.terms };
    if (changed.has('client')) this.#watch.watch(this.client);
    this.#draft.watch(this.client);
    const view = this.client?.chat.view;
    if (view?.status !== 'ended') this.isStartingNew = false;
    if (view && (view.items.length > 0 || view.status !== 'new')) void this.#loadLog();
  }

  override render(): TemplateResult | typeof nothing {
    const { client, locale } = this;
    const terms = this.#chatTerms;
    if (!client) return nothing;
    const { view } = client.chat;
    const state = client.state;
    const trouble = this.#trouble.text(state.connection, navigator.onLine, terms);
    const stage = this.#stage(view, state);
    return html`<div class="top">
        ${trouble ? html`<beside-notice tone="offline">${trouble}</beside-notice>` : nothing}
        ${state.storage === 'memory' && state.phase === 'started' ? html`<beside-notice tone="warn">${troubleWords(terms).storageBlocked}</beside-notice>` : nothing}
      </div>
      ${this.#log(view, trouble !== undefined)}
      <div class="bottom">${stage ? html`<beside-notice>${stage}</beside-notice>` : nothing}</div>
      ${
        view.status === 'ended' && !this.isStartingNew
          ? html`<div class="ended">
              <p>${terms.conversationEnded}</p>
              <button type="button" class="button primary wide" @click=${() => this.startNew()}>
                ${terms.startNew}
              </button>
            </div>`
          : html`<beside-composer
              .terms=${terms}
              .locale=${locale}
              @beside-send=${this.#handleSend}
              @beside-draft=${this.#handleDraft}
            ></beside-composer>`
      }
      <div class="unseen" role="status">${this.#announcement(view, trouble ?? stage)}</div>`;
  }

  #log(view: ChatView, isTroubled: boolean): TemplateResult {
    const { client, locale, hasLog } = this;
    const terms = this.#chatTerms;
    const empty = html`<p slot="empty" class="empty">
      ${findSiteText(client?.state.site, locale, 'emptyChat') ?? terms.emptyChat}
    </p>`;
    if (hasLog)
      return html`<beside-chat-log
        .view=${view}
        .channel=${client?.chat}
        .terms=${terms}
        .locale=${locale}
        ?active=${this.active}
        @beside-answer=${this.#handleAnswer}
        @beside-article=${this.#handleArticle}
        >${empty}</beside-chat-log
      >`;
    const isEmpty = view.items.length === 0 && (view.isLoaded || isTroubled);
    return html`<div class="no-log">
      ${isEmpty ? empty : html`<beside-spinner></beside-spinner><span class="unseen">${terms.loading}</span>`}
    </div>`;
  }

  /** Safe twice; where it cannot be loaded that is said, and the next change of the chat tries again. */
  async #loadLog(): Promise<void> {
    if (this.hasLog || this.#isLoadingLog) return;
    this.#isLoadingLog = true;
    try {
      await import('./chat-log.ts');
      this.hasLog = true;
    } catch {
      this.dispatchEvent(new BesideProblemEvent('unavailable'));
    } finally {
      this.#isLoadingLog = false;
    }
  }

  /** Where the conversation stands, as long as nobody answers. */
  #stage(view: ChatView, state: CustomerState): string | undefined {
    const terms = this.#chatTerms;
    if (view.status === 'assigned' || view.status === 'ended') return undefined;
    const away = availabilityText(
      state.availability,
      terms,
      this.formats,
      this.#clock.now() + state.clockOffsetMs,
    );
    if (away || view.status === 'new') return away;
    // In line is who the server has heard of.
    if (view.queuePosition === undefined)
      return view.items.some(({ seq }) => seq !== undefined) ? terms.queued : undefined;
    return `${terms.queued} ${terms.queuePosition(this.formats.number(view.queuePosition))}`;
  }

  /** One text at a time; the same text is not said again, so typing is said once per turn. */
  #announcement(view: ChatView, state: string | undefined): string {
    if (!this.active) return '';
    const { typing, agent } = this.#chatTerms;
    return view.isOtherTyping ? typing(view.agentName ?? agent) : (state ?? '');
  }

  #handleSend = (event: BesideSendEvent): void => {
    event.waitUntil(this.#send(event.detail));
  };

  async #send(text: string): Promise<void> {
    const key = await this.client?.chat.send({ kind: 'text', text });
    if (key !== undefined) this.dispatchEvent(new BesideMessageSentEvent(key));
  }

  #handleDraft = ({ detail }: CustomEvent<string>): void => {
    this.#draft.write(detail);
    if (!detail) return;
    void this.#loadLog(); // there will be a message soon
    this.client?.chat.typing();
  };

  #handleAnswer = ({ detail }: BesideAnswerEvent): void => {
    this.client?.report(detail.kind === 'form-reply' ? 'chat.form-sent' : 'chat.choice-picked');
  };

  #handleArticle = async ({ detail }: BesideArticleEvent): Promise<void> => {
    const { client } = this;
    if (!client) return;
    const stage = this.#stage(client.chat.view, client.state) ?? this.#chatTerms.queued;
    try {
      const { grantArticleWish } = await import('./grant-article-wish.ts');
      await grantArticleWish(client, detail, stage);
    } catch (error) {
      this.dispatchEvent(new BesideProblemEvent(error));
    }
  };
}

defineElement('beside-chat', BesideChat);

declare global {
  interface HTMLElementTagNameMap {
    'beside-chat': BesideChat;
  }
}
