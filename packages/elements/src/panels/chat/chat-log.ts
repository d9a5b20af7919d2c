import { createSystemClock, type CallbackItem, type ChatChannel, type ChatView } from '@beside/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';

import '../../parts/avatar/avatar.ts';
import '../../parts/spinner/spinner.ts';
import { controls } from '../../shared/controls.ts';
import { defineElement } from '../../shared/define-element.ts';
import { arrowDownIcon } from '../../shared/more-icons.ts';
import { PanelElement } from '../../shared/panel-element.ts';
import type { ChatTerms } from '../../shared/terms/texts.ts';
import { tokens } from '../../shared/tokens.ts';
import { BesideProblemEvent, type BesideAnswerEvent } from './chat-events.ts';
import { chatLogStyles } from './chat-log.styles.ts';
import { chatEn } from './chat-terms.ts';
import { messageStyles } from './message.styles.ts';
import { renderEvent, renderMessage, type ChatSide, type MessageContext } from './message.ts';
import { createMessageTexts } from './message-texts.ts';
import { createReasons } from './reasons.ts';
import { buildRows, type Row } from './rows.ts';
import { createScrollKeeper } from './scroll-keeper.ts';

/** How long the log stays silent after history was put in: screen readers collect changes before they speak. */
const silenceMs = 300;

/**
 * The messages of one chat, for customers and for agents. Scrolls by itself, reads new messages to screen readers and
 * never history, marks as read what a person can see.
 *
 * @element beside-chat-log
 * @slot empty - What to show before the first message; a text of the terms by default.
 * @fires {BesideAnswerEvent} beside-answer - A structured message was answered; the log has sent it already.
 * @fires {BesideProblemEvent} beside-problem - Something asked for here was refused.
 * @csspart log - The scrolling list.
 * @csspart bubble - The ground of a message.
 */
export class BesideChatLog extends PanelElement {
  static override styles = [tokens, controls, chatLogStyles, messageStyles];

  readonly #clock = createSystemClock();
  readonly #scroll = createScrollKeeper(
    () => this.#handleScroll(),
    () => this.#placeStart(),
  );
  readonly #texts = createMessageTexts(() => this.requestUpdate());
  readonly #reasons = createReasons(() => this.requestUpdate());
  readonly #arriving = new Set<string>();
  readonly #seen = new Set<string>();
  #listening: AbortController | undefined;
  #cancelSilence: (() => void) | undefined;
  #newFromKey: string | undefined;
  #hasPlacedStart = false;

  @query('.log') private log!: HTMLElement;
  @query('.items') private list!: HTMLElement;

  /** Silent for screen readers: history is being put in. */
  @state() private isSilent = true;
  @state() private isAtEnd = true;

  override terms: ChatTerms = chatEn;
  /** What to show. */
  @property({ attribute: false }) view: ChatView | undefined = undefined;
  /** Where retry, discard, answers, history and read receipts go. */
  @property({ attribute: false }) channel: ChatChannel | undefined = undefined;
  /** Who is reading. */
  @property() side: ChatSide = 'customer';
  /** What to call the other side where nothing else is known. */
  @property({ attribute: 'other-name' }) otherName = '';
  /** Words for what happened to a callback; whoever shows agents' chats hands them in. */
  @property({ attribute: false }) callbackText: (item: CallbackItem) => string = () => '';
  /** A person can see it now: its panel is open. Nothing is marked as read otherwise. */
  @property({ type: Boolean }) active = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listening = new AbortController();
    document.addEventListener('visibilitychange', () => this.#markRead(), { signal: this.#listening.signal });
    if (this.hasUpdated) this.#scroll.start(this.log, this.list);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening?.abort();
    this.#cancelSilence?.();
    this.#scroll.stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('view')) this.#follow(changed.get('view'));
    if (changed.has('active') && !this.active && !this.view?.unreadCount) this.#newFromKey = undefined;
    this.#findNew();
  }

  protected override update(changed: PropertyValues<this>): void {
    const previous = changed.get('view');
    const { view } = this;
    // Measuring makes the browser lay the page out in the middle of its work: only where something comes in above.
    const before = view && previous && isPrepended(previous, view) ? this.#scroll.measure() : undefined;
    const isFirst = !this.hasUpdated;
    super.update(changed);
    if (isFirst) this.#scroll.start(this.log, this.list);
    if (!view || !changed.has('view')) return;
    if (!this.#hasPlacedStart) this.#placeStart();
    else if (before) this.#scroll.keepPlace(before);
    // At the end it stays there by itself, when the browser has laid out what is new.
    else if (!this.#scroll.isAtEnd && hasSent(previous, view)) this.#scroll.toEnd();
  }

  protected override updated(): void {
    this.#markRead();
    if (this.view?.items.some((item) => item.kind === 'message' && item.content.kind !== 'text')) {
      void import('./structured.ts').catch(() => undefined); // their text is shown until it can be loaded
    }
  }

  override render(): TemplateResult {
    const { terms, view } = this;
    return html`<div
        part="log"
        class="log"
        role="log"
        tabindex="0"
        aria-label=${terms.messagesLabel}
        aria-live=${this.isSilent ? 'off' : 'polite'}
        aria-busy=${view?.isLoaded ? 'false' : 'true'}
      >
        <div class="items" @beside-answer=${this.#answer}>${view ? this.#renderItems(view) : nothing}</div>
      </div>
      ${
        view?.isLoaded === false || !view
          ? html`<div class="loading"><beside-spinner></beside-spinner><span>${terms.loading}</span></div>`
          : nothing
      }
      ${this.isAtEnd || !view?.items.length ? nothing : this.#renderJump(view)}`;
  }

  /** Shows the newest message. */
  scrollToEnd(): void {
    this.#scroll.toEnd();
  }

  #renderItems(view: ChatView): TemplateResult {
    const { terms } = this;
    const rows = buildRows(view.items, this.formats.sameDay, this.#newFromKey);
    const context: MessageContext = {
      terms,
      formats: this.formats,
      side: this.side,
      otherName: this.otherName,
      canAnswer: this.side === 'customer' && view.status !== 'ended',
      isWaiting: this.side === 'customer' && view.status === 'queued',
      locale: this.locale,
      text: (source) => this.#texts.render(source),
      reason: (code) => this.#reasons.find(terms, code),
      callbackText: (item) => this.callbackText(item),
      retry: (key) => this.#ask((channel) => channel.retry(key)),
      discard: (key) => this.#ask((channel) => channel.discard(key)),
    };
    return html`${
      view.hasEarlier
        ? html`<button
            type="button"
            class="button quiet earlier"
            aria-disabled=${view.isLoadingEarlier}
            @click=${this.#loadEarlier}
          >
            ${view.isLoadingEarlier ? html`<beside-spinner></beside-spinner>${terms.loadingHistory}` : terms.loadEarlier}
          </button>`
        : nothing
    }
    ${view.isLoaded && view.items.length === 0 ? html`<slot name="empty"><p class="empty">${terms.emptyChat}</p></slot>` : nothing}
    ${repeat(
      rows,
      (row) => row.key,
      (row) => this.#renderRow(row, context),
    )}
    ${
      view.isOtherTyping
        ? html`<div class="row theirs last typing" aria-hidden="true">
            <beside-avatar
              class="avatar"
              .name=${this.side === 'agent' ? this.otherName : (view.agentName ?? '')}
            ></beside-avatar>
            <div class="bubble"><i></i><i></i><i></i></div>
          </div>`
        : nothing
    }`;
  }

  #renderRow(row: Row, context: MessageContext): TemplateResult {
    switch (row.kind) {
      case 'message':
        return renderMessage(row, context, this.#arriving.has(row.key));
      case 'event':
        return renderEvent(row.item, context);
      case 'day':
        return html`<div class="day"><span>${this.formats.day(row.at, this.#clock.now())}</span></div>`;
      case 'new':
        return html`<div class="new"><span>${this.terms.newMessages}</span></div>`;
      default:
        return row satisfies never;
    }
  }

  #renderJump(view: ChatView): TemplateResult {
    const { terms } = this;
    return html`<button
      type="button"
      class="button jump"
      aria-label=${view.unreadCount ? `${terms.jumpToLatest}, ${terms.unread(view.unreadCount)}` : terms.jumpToLatest}
      @click=${this.#jump}
    >
      ${view.unreadCount ? html`<span aria-hidden="true">${terms.unread(view.unreadCount)}</span>` : nothing}${arrowDownIcon()}
    </button>`;
  }

  /** Decides what of a new view is news and what is history. */
  #follow(previous: ChatView | undefined): void {
    const { view } = this;
    if (!view) return;
    const isHistory =
      !previous?.isLoaded || previous.conversationId !== view.conversationId || isPrepended(previous, view);
    // One's first message starts the conversation: the same list goes on.
    if (previous?.conversationId && previous.conversationId !== view.conversationId) {
      this.#hasPlacedStart = false;
      this.#newFromKey = undefined;
    }
    if (isHistory) {
      this.isSilent = true;
      this.#cancelSilence?.();
      this.#cancelSilence = this.#clock.after(silenceMs, () => (this.isSilent = false));
    }
    this.#arriving.clear();
    for (const { key } of view.items) {
      if (this.#seen.has(key)) continue;
      this.#seen.add(key);
      if (!isHistory) this.#arriving.add(key);
    }
    if (hasSent(previous, view)) this.#newFromKey = undefined;
  }

  /** Draws the divider when something arrives that nobody is looking at; it stays until the panel closes or one writes. */
  #findNew(): void {
    const { view } = this;
    if (
      !view?.unreadCount ||
      this.#newFromKey !== undefined ||
      (this.#isVisible() && this.#scroll.isAtEnd && this.#hasPlacedStart)
    )
      return;
    const theirs = view.items.filter((item) => item.kind === 'message' && !item.isMine);
    this.#newFromKey = theirs.at(-view.unreadCount)?.key;
  }

  #handleScroll(): void {
    // Later: this may be the end of an update, in which nothing must change any more.
    queueMicrotask(() => (this.isAtEnd = this.#scroll.isAtEnd));
    if (this.#scroll.isAtEnd) this.#markRead();
    const { view } = this;
    if (
      this.#hasPlacedStart &&
      this.log.scrollTop < 60 &&
      view?.hasEarlier &&
      this.log.scrollHeight > this.log.clientHeight * 1.5
    ) {
      this.#loadEarlier();
    }
  }

  /** Once, as soon as the first page is there and can be seen: the end, or where the unseen messages begin. */
  #placeStart(): void {
    if (this.#hasPlacedStart || !this.view?.isLoaded || !this.log.clientHeight) return;
    this.#hasPlacedStart = true;
    this.#scroll.toStart(this.list.querySelector<HTMLElement>('.new'));
    this.#markRead();
  }

  #isVisible(): boolean {
    return this.active && document.visibilityState === 'visible';
  }

  #markRead(): void {
    if (this.view?.unreadCount && this.#isVisible() && this.#hasPlacedStart && this.#scroll.isAtEnd)
      this.channel?.markRead();
  }

  #loadEarlier = (): void => {
    if (this.view?.isLoaded && !this.view.isLoadingEarlier) this.#ask((channel) => channel.loadEarlier());
  };

  #ask(wish: (channel: ChatChannel) => Promise<unknown>): void {
    if (this.channel)
      wish(this.channel).catch((error: unknown) => this.dispatchEvent(new BesideProblemEvent(error)));
  }

  #jump = (): void => {
    this.#scroll.toEnd();
    this.log.focus({ preventScroll: true });
  };

  #answer = (event: BesideAnswerEvent): void => {
    this.#ask((channel) => channel.send(event.detail));
  };
}

/** Older entries came in before the ones there were. */
function isPrepended(previous: ChatView, view: ChatView): boolean {
  const first = previous.items[0];
  return !!first && view.items[0]?.key !== first.key && view.items.length > previous.items.length;
}

/** This side wrote something just now. */
function hasSent(previous: ChatView | undefined, view: ChatView): boolean {
  const last = view.items.at(-1);
  return !!previous && last?.kind === 'message' && last.isMine && previous.items.at(-1)?.key !== last.key;
}

defineElement('beside-chat-log', BesideChatLog);

declare global {
  interface HTMLElementTagNameMap {
    'beside-chat-log': BesideChatLog;
  }
}
