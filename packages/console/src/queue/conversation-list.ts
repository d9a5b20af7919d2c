import type { ConversationId, DeskConversation } from '@beside/protocol';
import type { ChatView } from '@beside/sdk';
import { contentPreview } from '@beside/elements/chat';
import '@beside/elements/parts/avatar';
import '@beside/elements/parts/badge';
import { controls, defineElement, tokens } from '@beside/elements/shared';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';

import { ConsoleElement } from '../shared/console-element.ts';
import { columnsIcon, shieldIcon } from '../shared/console-icons.ts';
import { customerName } from '../shared/customer.ts';
import { durationText } from '../shared/text-of-time.ts';
import type { Panes } from '../workspace/panes.ts';
import { listStyles } from './list.styles.ts';
import { findLastMessage, findUnansweredSince } from './waiting.ts';

/** After this long without an answer the wait is marked. */
const LATE_MS = 3 * 60_000;

/** A conversation of the list with its chat as it is now. */
export interface ListedConversation {
  readonly conversation: DeskConversation;
  readonly view: ChatView;
}

/**
 * The agent's own conversations: who, the last line, what is new, and who waits for an answer since when.
 *
 * @element beside-conversation-list
 * @fires {BesideWishEvent} beside-wish - `open`.
 */
export class BesideConversationList extends ConsoleElement {
  static override styles = [tokens, controls, listStyles];

  /** In the order of the server. */
  @property({ attribute: false }) conversations: readonly ListedConversation[] = [];
  /** How many the agent may have at once. */
  @property({ type: Number }) capacity = 0;
  /** What stands in the workspace. */
  @property({ attribute: false }) panes: Panes = { ids: [] };
  /** There is room for two next to each other. */
  @property({ type: Boolean }) wide = false;
  /** The server's clock, epoch ms. */
  @property({ attribute: false }) now = 0;

  override render(): TemplateResult {
    const { words, conversations } = this;
    return html`<section aria-labelledby="heading">
      <div class="head">
        <h2 id="heading">${words.mine}</h2>
        <span class="count">${words.capacity(conversations.length, this.capacity)}</span>
      </div>
      ${
        conversations.length
          ? html`<ul>
              ${repeat(
                conversations,
                ({ conversation }) => conversation.conversationId,
                (listed) => this.#renderRow(listed),
              )}
            </ul>`
          : html`<p class="empty">${words.noConversations}</p>`
      }
    </section>`;
  }

  #renderRow({ conversation, view }: ListedConversation): TemplateResult {
    const { words, panes } = this;
    const { conversationId } = conversation;
    const { name, isVerified, isNamed } = customerName(conversation, words);
    const isActive = panes.activeId === conversationId;
    const isShown = panes.ids.includes(conversationId);
    return html`<li>
      <button
        type="button"
        class="row ${view.unreadCount ? 'unread' : ''} ${isShown && this.wide ? 'shown' : ''}"
        aria-current=${isActive ? 'true' : nothing}
        @click=${() => this.wish({ type: 'open', conversationId })}
      >
        <beside-avatar .name=${isNamed ? name : ''}></beside-avatar>
        <span class="text">
          <span class="name"
            ><span>${name}</span>${
              isVerified ? html`${shieldIcon(15)}<span class="unseen">${words.verified}</span>` : nothing
            }</span
          >
          ${this.#lastLine(view)}
        </span>
        <span class="side">${this.#waiting(view)}${this.#unread(view)}</span>
      </button>
      ${this.wide && panes.ids.length && !isShown ? this.#renderBeside(conversationId, name) : nothing}
    </li>`;
  }

  #renderBeside(conversationId: ConversationId, name: string): TemplateResult {
    const label = this.words.openBeside(name);
    return html`<button
      type="button"
      class="icon-button beside"
      aria-label=${label}
      title=${label}
      @click=${() => this.wish({ type: 'open', conversationId, isBeside: true })}
    >
      ${columnsIcon()}
    </button>`;
  }

  #lastLine(view: ChatView): TemplateResult {
    const { words } = this;
    if (view.isOtherTyping) return html`<span class="last typing">${words.typing}</span>`;
    const last = findLastMessage(view);
    if (!last) return html`<span class="last">${view.isLoaded ? words.nothingWritten : words.loading}</span>`;
    const text = contentPreview(last.content);
    return html`<span class="last" dir="auto"
      >${last.isMine && last.author.role !== 'bot' ? words.youSaid(text) : text}</span
    >`;
  }

  #waiting(view: ChatView): TemplateResult | typeof nothing {
    const since = findUnansweredSince(view);
    if (since === undefined) return nothing;
    const text = durationText(this.now - since, this.words);
    return html`<span class="meta ${this.now - since > LATE_MS ? 'late' : ''}"
      ><span aria-hidden="true">${text}</span><span class="unseen">${this.words.unanswered(text)}</span></span
    >`;
  }

  #unread({ unreadCount }: ChatView): TemplateResult | typeof nothing {
    if (!unreadCount) return nothing;
    return html`<beside-badge tone="accent"
      ><span aria-hidden="true">${unreadCount}</span
      ><span class="unseen">${this.words.unread(unreadCount)}</span></beside-badge
    >`;
  }
}

defineElement('beside-conversation-list', BesideConversationList);

declare global {
  interface HTMLElementTagNameMap {
    'beside-conversation-list': BesideConversationList;
  }
}
