import type { Desk, DeskCallback } from '@beside/protocol';
import type { ChatChannel } from '@beside/sdk';
import '@beside/elements/parts/avatar';
import '@beside/elements/parts/badge';
import { controls, defineElement, phoneIcon, tokens } from '@beside/elements/shared';
import { html, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';

import './callback-detail.ts';
import type { BesideCallback } from './callback-detail.ts';
import { callbackDeskStyles } from './callback-desk.styles.ts';
import { CallbackElement } from './callback-element.ts';
import {
  CALLBACK_LISTS,
  sortCallbacks,
  type CallbackListName,
  type CallbackLists,
} from './callback-lists.ts';
import type { CallbackPage, ShownCallback } from './callback-work.ts';
import { renderLine } from './render-line.ts';
import './team.ts';

/**
 * The callback desk: lists of callbacks, one of them in full, and the staffing for supervisors.
 *
 * @element beside-callback-desk
 * @fires {BesideWishEvent} beside-wish - `callback`, `callback-open`, `callback-page`, `callback-draft`.
 */
export class BesideCallbackDesk extends CallbackElement {
  static override styles = [tokens, controls, callbackDeskStyles];

  @query('beside-callback') private detail?: BesideCallback | null;

  @property({ attribute: false }) desk!: Desk;
  /** The page that was chosen; the first one with something in it until then. */
  @property({ attribute: false }) page: CallbackPage | undefined = undefined;
  /** The one that is shown in full. */
  @property({ attribute: false }) shown: ShownCallback | undefined = undefined;
  /** Ids of callbacks and queues whose command is under way. */
  @property({ attribute: false }) pending: ReadonlySet<string> = new Set();
  /** The view of the shown one's conversation; a new one after every change. */
  @property({ attribute: false }) view: ChatChannel['view'] | undefined = undefined;

  /** Puts the focus on the callback that is shown. */
  async focusShown(): Promise<void> {
    await this.updateComplete;
    await this.detail?.focusHeading();
  }

  override render(): TemplateResult {
    const { texts, desk } = this;
    const lists = sortCallbacks(desk.callbacks ?? [], desk.agent.agentId, this.now);
    const page = this.page ?? (lists.mine.length || !lists.due.length ? 'mine' : 'due');
    const hasDetail = page !== 'team' && this.shown !== undefined;
    return html`<div class="desk ${hasDetail ? 'detail' : ''}">
      <div class="side">
        <h2>${texts.heading}</h2>
        ${this.#renderNavigation(lists, page)}
        ${page === 'team' ? this.#renderTeam() : this.#renderList(lists[page], page)}
      </div>
      ${page === 'team' ? nothing : html`<div class="main">${this.#renderDetail()}</div>`}
    </div>`;
  }

  #renderNavigation(lists: CallbackLists, page: CallbackPage): TemplateResult {
    const { texts, desk } = this;
    const isSupervisor = desk.agent.role === 'supervisor';
    const names = CALLBACK_LISTS.filter((name) => name !== 'review' || isSupervisor || lists.review.length);
    return html`<nav aria-label=${texts.lists}>
      ${names.map((name) => this.#renderTab(name, page, lists[name].length))}
      ${desk.staffing ? this.#renderTab('team', page) : nothing}
    </nav>`;
  }

  #renderTab(name: CallbackPage, page: CallbackPage, count?: number): TemplateResult {
    const { texts } = this;
    return html`<button
      type="button"
      class="tab ${name === 'review' && count ? 'warn' : ''}"
      aria-current=${name === page ? 'page' : nothing}
      @click=${() => this.wish({ type: 'callback-page', page: name })}
    >
      ${texts[name]}${
        count === undefined
          ? nothing
          : html` <span class="count" aria-hidden="true">${this.formats.number(count)}</span
              ><span class="unseen">, ${texts.inList(count)}</span>`
      }
    </button>`;
  }

  #renderList(callbacks: readonly DeskCallback[], name: CallbackListName): TemplateResult {
    const { texts, words, desk, times, now } = this;
    const empty = {
      mine: texts.noMine,
      due: texts.noDue,
      upcoming: texts.noUpcoming,
      review: texts.noReview,
    };
    if (!callbacks.length) return html`<p class="empty">${empty[name]}</p>`;
    return html`<ul aria-label=${texts[name]}>
      ${repeat(
        callbacks,
        ({ callbackId }) => callbackId,
        (callback) =>
          renderLine({
            ...{ callback, times, now, words, agentId: desk.agent.agentId },
            isShown: this.shown?.callback.callbackId === callback.callbackId,
            queueName: this.#queueName(callback),
            open: () => this.wish({ type: 'callback-open', callbackId: callback.callbackId }),
          }),
      )}
    </ul>`;
  }

  #renderDetail(): TemplateResult {
    const { words, terms, texts, locale, shown, desk } = this;
    if (!shown)
      return html`<div class="pick">
        <div class="picture" aria-hidden="true">${phoneIcon()}</div>
        <h3>${texts.pickTitle}</h3>
        <p>${texts.pickDetail}</p>
      </div>`;
    return html`<beside-callback
      .words=${words}
      .terms=${terms}
      .texts=${texts}
      .locale=${locale}
      .desk=${desk}
      .shown=${shown}
      .view=${this.view}
      .isPending=${this.pending.has(shown.callback.callbackId)}
      .queueName=${this.#queueName(shown.callback)}
      .now=${this.now}
    ></beside-callback>`;
  }

  #renderTeam(): TemplateResult {
    const { words, terms, texts, locale, desk } = this;
    return html`<beside-callback-team
      .words=${words}
      .terms=${terms}
      .texts=${texts}
      .locale=${locale}
      .desk=${desk}
      .pending=${this.pending}
      .now=${this.now}
    ></beside-callback-team>`;
  }

  #queueName({ siteId, queueId }: DeskCallback): string {
    return this.desk.queues.find((one) => one.siteId === siteId && one.queueId === queueId)?.name ?? queueId;
  }
}

defineElement('beside-callback-desk', BesideCallbackDesk);

declare global {
  interface HTMLElementTagNameMap {
    'beside-callback-desk': BesideCallbackDesk;
  }
}
