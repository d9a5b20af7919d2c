import type { DeskConversation } from '@beside/protocol';
import type { CallbackItem, ChatChannel } from '@beside/sdk';
import {
  BesideProblemEvent,
  type BesideChatLog,
  type BesideComposer,
  type BesideSendEvent,
} from '@beside/elements/chat';
import '@beside/elements/parts/dialog';
import type { BesideDialog } from '@beside/elements/parts/dialog';
import { controls, defineElement, tokens } from '@beside/elements/shared';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';

import { choicesIcon, readyIcon } from '../shared/console-icons.ts';
import { ConsoleElement } from '../shared/console-element.ts';
import { customerName } from '../shared/customer.ts';
import type { PaneState } from '../shared/workplace-events.ts';
import './canned-replies.ts';
import type { BesideCannedEvent } from './canned-replies.ts';
import './choices-dialog.ts';
import type { BesideChoicesDialog, BesideChoicesEvent } from './choices-dialog.ts';
import { renderConversationHeader } from './conversation-header.ts';
import { conversationStyles } from './conversation.styles.ts';
import type { BesideSuggestionEvent } from './suggestions.ts';

/**
 * One conversation: its customer, the messages, and where to answer.
 *
 * @element beside-conversation
 * @fires {BesideWishEvent} beside-wish - `end`, `release`, `close`, `details`, `draft`.
 * @fires {BesideProblemEvent} beside-problem - Something asked of the chat was refused.
 */
export class BesideConversation extends ConsoleElement {
  static override styles = [tokens, controls, conversationStyles];

  #leaveChat: (() => void) | undefined;

  @query('beside-chat-log') private log?: BesideChatLog | null;
  @query('beside-composer') private composer?: BesideComposer | null;
  @query('beside-dialog') private dialog?: BesideDialog | null;
  @query('beside-choices-dialog') private choices?: BesideChoicesDialog | null;

  @state() private isPicking = false;

  @property({ attribute: false }) conversation!: DeskConversation;
  /** Its chat. */
  @property({ attribute: false }) chat!: ChatChannel;
  /** A new one after every change of the chat; renders it. */
  @property({ attribute: false }) view: ChatChannel['view'] | undefined = undefined;
  /** Whether this agent may still answer. */
  @property() paneState: PaneState = 'mine';
  /** What was being written when it was last on the screen; read once. */
  @property({ attribute: false }) draft = '';
  /** Name of its queue. */
  @property() queueName = '';
  /** Little room: buttons without words. */
  @property({ type: Boolean, reflect: true }) narrow = false;
  /** The customer's facts are behind a button. */
  @property({ type: Boolean }) hasDetailsButton = false;
  /** They are shown now. */
  @property({ type: Boolean }) isDetailsShown = false;
  /** One of two on the screen. */
  @property({ type: Boolean }) isOneOfTwo = false;
  /** Words for what happened to a callback. */
  @property({ attribute: false }) callbackText: (item: CallbackItem) => string = () => '';
  /** The server's clock, epoch ms. */
  @property({ attribute: false }) now = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#hearChat();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaveChat?.();
  }

  /** Puts the caret into the message field, where there is one. */
  async focusComposer(): Promise<void> {
    await this.updateComplete;
    await this.composer?.updateComplete;
    this.composer?.focus();
  }

  /** Asks whether to end. */
  askToEnd(): void {
    if (this.dialog && this.paneState === 'mine') this.dialog.open = true;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('chat')) this.#hearChat();
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    if (this.draft) this.composer?.replace(this.draft);
    // What may help comes after what is needed.
    void import('./suggestions.ts').catch(() => undefined);
  }

  override render(): TemplateResult {
    const { words, chat, terms, locale, conversation } = this;
    const { name } = customerName(conversation, words);
    return html`${renderConversationHeader({
        words,
        conversation,
        view: chat.view,
        queueName: this.queueName,
        now: this.now,
        isMine: this.paneState === 'mine',
        canClose: this.isOneOfTwo,
        isDetailsShown: this.hasDetailsButton ? this.isDetailsShown : undefined,
        wish: (wish) => this.wish(wish),
        askToEnd: () => this.askToEnd(),
      })}
      <beside-chat-log
        side="agent"
        active
        .view=${chat.view}
        .channel=${chat}
        .terms=${terms}
        .locale=${locale}
        .otherName=${name}
        .callbackText=${this.callbackText}
      ></beside-chat-log>
      <div class="unseen" role="status">${chat.view.isOtherTyping ? terms.typing(name) : ''}</div>
      ${this.paneState === 'mine' ? this.#renderFoot(name) : this.#renderOver()}`;
  }

  /** What is said goes to the messages at once; everything around them is drawn anew for it too, and comes after. */
  #hearChat(): void {
    this.#leaveChat?.();
    this.#leaveChat = this.chat.onChange((view) => {
      if (this.log) this.log.view = view;
    });
  }

  #renderFoot(name: string): TemplateResult {
    const { words, terms, locale } = this;
    return html`<div
        class="foot"
        @beside-canned=${this.#insert}
        @beside-insert-article=${this.#insertArticle}
        @beside-send-article=${this.#sendArticle}
      >
        <beside-suggestions
          .words=${words}
          .terms=${terms}
          .locale=${locale}
          .conversation=${this.conversation}
          .view=${this.chat.view}
          ?narrow=${this.narrow}
        ></beside-suggestions>
        ${
          this.isPicking
            ? html`<beside-canned-replies
                .words=${words}
                .terms=${terms}
                .locale=${locale}
              ></beside-canned-replies>`
            : nothing
        }
        <beside-composer
          .terms=${terms}
          .locale=${locale}
          .label=${this.isOneOfTwo ? words.messageTo(name) : words.messageLabel}
          @keydown=${{ handleEvent: this.#handleKey, capture: true }}
          @beside-send=${this.#send}
          @beside-draft=${this.#keepDraft}
        ></beside-composer>
        <div class="tools">
          <button
            type="button"
            class="button quiet"
            aria-expanded=${this.isPicking}
            @pointerdown=${(event: Event) => event.preventDefault()}
            @click=${() => (this.isPicking = !this.isPicking)}
          >
            ${readyIcon()}${words.cannedReplies}
          </button>
          <button
            type="button"
            class="button quiet"
            aria-haspopup="dialog"
            @click=${() => void this.choices?.show()}
          >
            ${choicesIcon()}${words.choices}
          </button>
        </div>
      </div>
      <beside-choices-dialog
        .words=${words}
        .terms=${terms}
        .locale=${locale}
        @beside-choices=${this.#sendChoices}
      ></beside-choices-dialog>
      <beside-dialog
        danger
        .heading=${words.endTitle(name)}
        .confirmLabel=${words.endConfirm}
        .cancelLabel=${words.cancel}
        @beside-confirm=${() => this.wish({ type: 'end', conversationId: this.conversation.conversationId })}
        >${words.endDetail}</beside-dialog
      >`;
  }

  #renderOver(): TemplateResult {
    const { words } = this;
    return html`<div class="foot over">
      <p role="status">${this.paneState === 'ended' ? words.hasEnded : words.isElsewhere}</p>
      <button type="button" class="button" @click=${this.#close}>${words.closePane}</button>
    </div>`;
  }

  #close = (): void => {
    this.wish({ type: 'close', conversationId: this.conversation.conversationId });
  };

  /** "/" in an empty message offers the ready answers instead. */
  #handleKey = (event: KeyboardEvent): void => {
    if (event.key !== '/' || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.composer?.value) return;
    event.preventDefault();
    event.stopPropagation();
    this.isPicking = true;
  };

  #insert = ({ detail }: BesideCannedEvent): void => {
    if (!this.isPicking) return;
    this.isPicking = false;
    if (detail) this.composer?.insert(detail);
    else this.composer?.focus();
  };

  #keepDraft = ({ detail }: CustomEvent<string>): void => {
    // A draft that comes back was typed long ago.
    if (detail && detail !== this.draft) this.chat.typing();
    this.wish({ type: 'draft', conversationId: this.conversation.conversationId, text: detail });
  };

  #send = (event: BesideSendEvent): void => {
    event.waitUntil(this.chat.send({ kind: 'text', text: event.detail }));
  };

  #sendChoices = ({ detail }: BesideChoicesEvent): void => {
    this.chat.send(detail).catch((error: unknown) => this.#refuse(error));
  };

  #insertArticle = ({ detail }: BesideSuggestionEvent): void => {
    this.composer?.insert(detail.text);
  };

  #sendArticle = ({ detail }: BesideSuggestionEvent): void => {
    const { articleId, locale, title, excerpt } = detail;
    this.chat
      .send({ kind: 'article', articleId, locale, title, text: excerpt || title })
      .catch((error: unknown) => this.#refuse(error));
    // Its button goes with it.
    this.composer?.focus();
  };

  #refuse(error: unknown): void {
    this.dispatchEvent(new BesideProblemEvent(error));
  }
}

defineElement('beside-conversation', BesideConversation);

declare global {
  interface HTMLElementTagNameMap {
    'beside-conversation': BesideConversation;
  }
}
