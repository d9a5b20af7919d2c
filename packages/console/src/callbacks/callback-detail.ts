import type { Desk } from '@beside/protocol';
import type { CallbackItem, ChatChannel } from '@beside/sdk';
import '@beside/elements/chat';
import '@beside/elements/parts/avatar';
import '@beside/elements/parts/badge';
import '@beside/elements/parts/notice';
import { backIcon, controls, defineElement, tokens } from '@beside/elements/shared';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';

import { shieldIcon } from '../shared/console-icons.ts';
import { customerCardStyles } from '../workspace/customer-card.styles.ts';
import { entriesOf, findProgress } from './call-progress.ts';
import { callbackDetailStyles } from './callback-detail.styles.ts';
import './callback-dialog.ts';
import type { BesideCallbackDialog, CallbackQuestion } from './callback-dialog.ts';
import { CallbackElement } from './callback-element.ts';
import type { ShownCallback } from './callback-work.ts';
import { isBeforeCall, isHeldBy, isOwnedBy } from './callback-lists.ts';
import { callbackName } from './callback-name.ts';
import { customerWhenText, whenText } from './callback-times.ts';
import { idsOf, type DetailModel } from './detail-model.ts';
import { listDispositions } from './dispositions.ts';
import { renderAbout } from './render-about.ts';
import { renderCall } from './render-call.ts';
import { renderReview } from './render-review.ts';
import { renderWrapUp } from './render-wrap-up.ts';
import { readerOf } from './timeline-reader.ts';
import { callbackLine } from './timeline-text.ts';

/**
 * One callback in full: the call, what can be done with it, what it is about, and its conversation.
 *
 * @element beside-callback
 * @fires {BesideWishEvent} beside-wish - `callback`, `callback-open`, `callback-draft`.
 */
export class BesideCallback extends CallbackElement {
  static override styles = [tokens, controls, customerCardStyles, callbackDetailStyles];

  @query('h2') private heading?: HTMLElement | null;
  @query('beside-callback-dialog') private dialog!: BesideCallbackDialog;

  @state() private isIncomplete = false;

  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) shown!: ShownCallback;
  /** The view of its conversation. */
  @property({ attribute: false }) view: ChatChannel['view'] | undefined = undefined;
  /** A command about it is under way. */
  @property({ type: Boolean }) isPending = false;
  @property() queueName = '';

  /** Where one begins to read. */
  async focusHeading(): Promise<void> {
    await this.updateComplete;
    this.heading?.focus();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('shown') && this.shown.draft.disposition !== undefined) this.isIncomplete = false;
  }

  override render(): TemplateResult {
    const { texts, words } = this;
    const { callback, isGone } = this.shown;
    const model = this.#describe();
    const { status } = callback;
    const isOpenCall = model.isHeld && (status === 'connected' || status === 'wrapping');
    return html`${this.#renderHeader(model)}
      <div class="unseen" role="status">
        ${callbackName(callback, words).name}: ${isGone ? texts.isGone : texts.status[status]}
      </div>
      <div class="columns">
        <div class="column">
          ${isGone ? html`<beside-notice tone="info">${texts.isGone}</beside-notice>` : renderCall(model)}
          ${!isGone && status === 'needs-review' ? renderReview(model) : nothing}
          ${
            !isGone && isOpenCall
              ? renderWrapUp({
                  ...model,
                  dispositions: listDispositions(this.desk, callback.siteId),
                  isIncomplete: this.isIncomplete,
                  keep: (draft) =>
                    this.wish({ type: 'callback-draft', callbackId: callback.callbackId, draft }),
                  refuse: () => (this.isIncomplete = true),
                })
              : nothing
          }
          ${isGone ? nothing : this.#renderActions(model)} ${renderAbout(model)}
        </div>
        <div class="column talk">${this.#renderConversation()}</div>
      </div>
      <beside-callback-dialog
        .words=${words}
        .terms=${this.terms}
        .texts=${texts}
        .locale=${this.locale}
        .callback=${callback}
        .queues=${this.desk.queues}
        .alternatives=${this.shown.alternatives}
        .isPending=${this.isPending}
        .now=${this.now}
      ></beside-callback-dialog>`;
  }

  #renderHeader({ callback, isGone, now, times, queueName }: DetailModel): TemplateResult {
    const { words, texts } = this;
    const { name, isNamed, isVerified } = callbackName(callback, words);
    const theirs = customerWhenText(callback, now, times);
    return html`<header>
      <button
        type="button"
        class="icon-button back"
        aria-label=${texts.back}
        title=${texts.back}
        @click=${() => this.wish({ type: 'callback-open', callbackId: undefined })}
      >
        ${backIcon()}
      </button>
      <beside-avatar .name=${isNamed ? name : ''}></beside-avatar>
      <div class="who">
        <h2 tabindex="-1">
          <span dir="auto">${name}</span
          >${isVerified ? html`${shieldIcon(16)}<span class="unseen">${words.verified}</span>` : nothing}
        </h2>
        <p>${queueName} · ${whenText(callback, now, times)}${theirs ? html` · ${theirs}` : nothing}</p>
      </div>
      ${
        isGone
          ? nothing
          : html`<beside-badge tone=${callback.status === 'needs-review' ? 'warn' : 'accent'}
              >${texts.status[callback.status]}</beside-badge
            >`
      }
    </header>`;
  }

  /** What moves it, or takes it off; nothing of it is possible while it is being called. */
  #renderActions(model: DetailModel): TemplateResult | typeof nothing {
    const { texts } = this;
    const { callback, isOwned, isSupervisor, mayChange, isPending, ask } = model;
    const isMovable = isBeforeCall(callback);
    if (!isMovable && (callback.status !== 'needs-review' || !mayChange)) return nothing;
    const button = (text: string, press: () => void, opens = false): TemplateResult =>
      html`<button
        type="button"
        class="button"
        aria-haspopup=${opens ? 'dialog' : nothing}
        aria-disabled=${isPending ? 'true' : nothing}
        @click=${press}
      >
        ${text}
      </button>`;
    const open = (question: CallbackQuestion) => (): void => void this.dialog.show(question);
    const mayOwn = !callback.owner || callback.owner.untilAt <= this.now || isSupervisor;
    return html`<div class="actions" role="group" aria-label=${texts.actions}>
      ${
        isMovable
          ? html`${
              isOwned
                ? button(texts.unown, () => ask({ type: 'callback.unown', ...idsOf(model) }))
                : mayOwn
                  ? button(texts.own, () => ask({ type: 'callback.own', ...idsOf(model) }))
                  : nothing
            }
            ${mayChange ? button(texts.move, open('move'), true) : nothing}
            ${isSupervisor ? button(texts.transfer, open('transfer'), true) : nothing}`
          : nothing
      }
      ${mayChange ? button(texts.cancel, open('cancel'), true) : nothing}
    </div>`;
  }

  #renderConversation(): TemplateResult {
    const { texts, terms, locale, words } = this;
    const { chat, callback } = this.shown;
    return html`<section class="conversation" aria-labelledby="conversation">
      <h3 id="conversation">${texts.conversation}</h3>
      ${
        chat
          ? html`<beside-chat-log
              side="agent"
              .view=${chat.view}
              .channel=${chat}
              .terms=${terms}
              .locale=${locale}
              .otherName=${callbackName(callback, words).name}
              .callbackText=${this.#lineText}
            ></beside-chat-log>`
          : html`<p class="note">${texts.cannotRead}</p>`
      }
    </section>`;
  }

  #lineText = ({ entry }: CallbackItem): string =>
    callbackLine(entry, {
      times: this.times,
      ...readerOf(this.desk, this.locale, this.shown.callback.siteId),
    });

  #describe(): DetailModel {
    const { words, times, locale, now, desk, queueName, isPending } = this;
    const { callback, isGone, draft } = this.shown;
    const { agentId, role } = desk.agent;
    return {
      ...{ callback, isGone, words, times, locale, now, draft, queueName, isPending },
      progress: findProgress(entriesOf(this.view, callback.callbackId)),
      isHeld: isHeldBy(callback, agentId),
      isOwned: isOwnedBy(callback, agentId, now),
      isSupervisor: role === 'supervisor',
      mayChange:
        role === 'supervisor' || [callback.agent?.agentId, callback.owner?.agentId].includes(agentId),
      ask: (command) => this.command(command),
    };
  }
}

defineElement('beside-callback', BesideCallback);

declare global {
  interface HTMLElementTagNameMap {
    'beside-callback': BesideCallback;
  }
}
