import type { ConversationId, Desk, DeskConversation } from '@beside/protocol';
import type { CallbackItem, ChatChannel, ChatView } from '@beside/sdk';
import '@beside/elements/parts/badge';
import { chatIcon, controls, defineElement, tokens } from '@beside/elements/shared';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';

import { ConsoleElement } from '../shared/console-element.ts';
import { inboxIcon } from '../shared/console-icons.ts';
import { customerName } from '../shared/customer.ts';
import type { Layout } from '../shared/layout.ts';
import type { PaneState } from '../shared/workplace-events.ts';
import './conversation.ts';
import { workspaceStyles } from './workspace.styles.ts';

/** A conversation on the screen with everything its element needs. */
export interface OpenConversation {
  readonly conversation: DeskConversation;
  readonly chat: ChatChannel;
  /** The chat's view now. */
  readonly view: ChatView;
  readonly paneState: PaneState;
  readonly draft: string;
  readonly queueName: string;
}

/**
 * The middle of the console: two conversations next to each other where there is room, else one with tabs.
 *
 * @element beside-workspace
 * @fires {BesideWishEvent} beside-wish - `open`, `presence` and what conversations wish.
 */
export class BesideWorkspace extends ConsoleElement {
  static override styles = [tokens, controls, workspaceStyles];

  /** What is open, in order; at most two. */
  @property({ attribute: false }) open: readonly OpenConversation[] = [];
  @property({ attribute: false }) activeId: ConversationId | undefined = undefined;
  @property({ attribute: false }) presence: Desk['presence'] | undefined = undefined;
  /** The agent has conversations, shown or not. */
  @property({ type: Boolean }) hasConversations = false;
  @property({ type: Boolean }) isMuted = false;
  @property() layout: Layout = 'wide';
  /** The customer's facts are shown now. */
  @property({ type: Boolean }) isDetailsShown = false;
  /** Words for what happened to a callback. */
  @property({ attribute: false }) callbackText: (item: CallbackItem) => string = () => '';
  /** The server's clock, epoch ms. */
  @property({ attribute: false }) now = 0;

  /** Puts the caret into the message field of a conversation that is open. */
  async focusComposer(conversationId: ConversationId): Promise<void> {
    await this.updateComplete;
    await this.#find(conversationId)?.focusComposer();
  }

  /** Asks whether to end a conversation that is open. */
  askToEnd(conversationId: ConversationId): void {
    this.#find(conversationId)?.askToEnd();
  }

  override render(): TemplateResult {
    if (!this.open.length) return this.#renderIdle();
    const hasRoom = this.layout === 'wide';
    const shown = hasRoom
      ? this.open
      : this.open.filter((one) => one.conversation.conversationId === this.activeId);
    return html`${!hasRoom && this.open.length > 1 ? this.#renderTabs() : nothing}
      <div class="panes ${shown.length > 1 ? 'two' : ''}">
        ${repeat(
          shown,
          (one) => one.conversation.conversationId,
          (one) => this.#renderPane(one, shown.length > 1),
        )}
      </div>`;
  }

  #renderPane(one: OpenConversation, isOneOfTwo: boolean): TemplateResult {
    const { words, terms, locale, layout } = this;
    const { conversationId } = one.conversation;
    const isActive = conversationId === this.activeId;
    return html`<beside-conversation
      role="region"
      class=${isActive ? 'active' : ''}
      data-id=${conversationId}
      aria-label=${words.conversationWith(customerName(one.conversation, words).name)}
      .words=${words}
      .terms=${terms}
      .locale=${locale}
      .conversation=${one.conversation}
      .chat=${one.chat}
      .view=${one.view}
      .paneState=${one.paneState}
      .draft=${one.draft}
      .queueName=${one.queueName}
      .callbackText=${this.callbackText}
      .now=${this.now}
      .isOneOfTwo=${isOneOfTwo}
      .hasDetailsButton=${layout === 'medium'}
      .isDetailsShown=${this.isDetailsShown}
      ?narrow=${layout === 'narrow' || isOneOfTwo || this.isDetailsShown}
      @focusin=${() => isActive || this.wish({ type: 'open', conversationId })}
    ></beside-conversation>`;
  }

  #renderTabs(): TemplateResult {
    return html`<div class="tabs" role="group" aria-label=${this.words.openConversations}>
      ${this.open.map(({ conversation, view }) => {
        const { conversationId } = conversation;
        const isActive = conversationId === this.activeId;
        return html`<button
          type="button"
          aria-pressed=${isActive}
          @click=${() => this.wish({ type: 'open', conversationId })}
        >
          <span>${customerName(conversation, this.words).name}</span>
          ${
            view.unreadCount && !isActive
              ? html`<beside-badge tone="accent">${view.unreadCount}</beside-badge>`
              : nothing
          }
        </button>`;
      })}
    </div>`;
  }

  #renderIdle(): TemplateResult {
    const { words, presence, hasConversations } = this;
    const isTaking = presence === 'available';
    const [title, detail] = hasConversations
      ? [words.pickTitle, words.pickDetail]
      : isTaking
        ? [words.idleTitle, this.isMuted ? words.idleDetailMuted : words.idleDetail]
        : [words.awayTitle, words.awayDetail];
    return html`<div class="idle">
      <div class="picture" aria-hidden="true">${isTaking ? chatIcon() : inboxIcon()}</div>
      <h2>${title}</h2>
      <p>${detail}</p>
      ${
        isTaking || hasConversations
          ? nothing
          : html`<button
              type="button"
              class="button primary"
              @click=${() => this.wish({ type: 'presence', presence: 'available' })}
            >
              ${words.startTaking}
            </button>`
      }
    </div>`;
  }

  #find(conversationId: ConversationId): HTMLElementTagNameMap['beside-conversation'] | undefined {
    const panes = this.renderRoot.querySelectorAll('beside-conversation');
    return [...panes].find((pane) => pane.dataset['id'] === conversationId);
  }
}

defineElement('beside-workspace', BesideWorkspace);

declare global {
  interface HTMLElementTagNameMap {
    'beside-workspace': BesideWorkspace;
  }
}
