import type { Desk, DeskConversation } from '@beside/protocol';
import '@beside/elements/parts/badge';
import '@beside/elements/parts/notice';
import '@beside/elements/parts/spinner';
import '@beside/elements/parts/toast';
import { chatIcon, phoneIcon, userIcon } from '@beside/elements/shared';
import { html, nothing, type TemplateResult } from 'lit';

import '../queue/conversation-list.ts';
import '../queue/offers.ts';
import '../queue/queue-list.ts';
import { findRingingCallbacks } from '../callbacks/callback-lists.ts';
import { inboxIcon } from '../shared/console-icons.ts';
import { ask, type ConsoleView } from '../shared/wishes.ts';
import type { News } from '../shared/workplace-events.ts';
import '../workspace/customer-card.ts';
import '../workspace/workspace.ts';
import './banner.ts';
import type { DeskModel } from './desk-model.ts';
import './help-dialog.ts';
import { newsText } from './news-text.ts';
import { renderBar } from './render-bar.ts';
import { countCallbacks, renderCallbacks } from './render-callbacks.ts';
import { renderFlow } from './render-flow.ts';

/** The page of a signed-in agent. */
export function renderDesk(model: DeskModel): TemplateResult {
  const { console, workplace, layout } = model;
  const { words, terms, locale } = console.language;
  const { desk } = workplace.state;
  const isNarrow = layout === 'narrow';
  const isCalling = console.view === 'callbacks' && desk?.callbacks !== undefined;
  const isDesigning = isFlowShown(model);
  const shows = (view: ConsoleView): boolean =>
    isNarrow ? narrowView(console.view) === view : view !== 'chat' || !(isCalling || isDesigning);
  const news = console.news && newsText(console.news, console.language, serverNow(model));
  return html`<div
      class="frame ${layout} ${isCardShown(model) ? 'details' : ''} ${isDesigning ? 'flow' : isCalling ? 'callbacks' : ''}"
    >
      ${renderBar(model)} ${renderBanners(model)}
      ${
        desk
          ? html`${isNarrow ? renderOffers(model, desk) : nothing}
            ${shows('queue') ? renderList(model, desk) : nothing}
            ${shows('chat') ? html`<main tabindex="-1">${renderWorkspace(model, desk)}</main>` : nothing}
            ${isCalling ? html`<main class="calls" tabindex="-1">${renderCallbacks(model, desk, serverNow(model))}</main>` : nothing}
            ${isDesigning ? html`<main class="calls" tabindex="-1">${renderFlow(model, desk)}</main>` : nothing}
            ${isCardShown(model) ? renderCard(model, desk) : nothing}`
          : html`<main>
              <p class="loading"><beside-spinner></beside-spinner>${words.connecting}</p>
            </main>`
      }
      ${isNarrow ? renderNavigation(model) : nothing}
    </div>
    <beside-toast
      .message=${news ?? ''}
      .tone=${newsTone(console.news)}
      .dismissLabel=${words.dismiss}
      @beside-dismiss=${() => console.dismissNews()}
    ></beside-toast>
    <beside-help-dialog
      .words=${words}
      .terms=${terms}
      .locale=${locale}
      .open=${console.isHelpOpen}
      .hasShortcuts=${console.settings.hasShortcuts}
    ></beside-help-dialog>`;
}

function renderBanners({ console, workplace, now, isOnline }: DeskModel): TemplateResult {
  const { words, terms, locale } = console.language;
  const { connection, unsentCount, desk } = workplace.state;
  return html`<div class="banners">
    <beside-banner
      .words=${words}
      .terms=${terms}
      .locale=${locale}
      .connection=${connection}
      .unsentCount=${unsentCount}
      .isOnline=${isOnline}
      .now=${now}
    ></beside-banner>
    <div role="status">
      ${
        desk?.presenceReason === 'missed-offers' && workplace.presence === 'away'
          ? html`<beside-notice tone="warn">${words.missedOffers}</beside-notice>`
          : nothing
      }
    </div>
  </div>`;
}

function renderOffers(model: DeskModel, desk: Desk): TemplateResult {
  const { console, workplace } = model;
  const { words, terms, locale } = console.language;
  const callbacks = findRingingCallbacks(desk);
  return html`<beside-offers
    class=${desk.offers.length || callbacks.length ? '' : 'none'}
    .words=${words}
    .terms=${terms}
    .locale=${locale}
    .offers=${desk.offers}
    .callbacks=${callbacks}
    .pending=${workplace.callbacks.pending}
    .queues=${desk.queues}
    .answering=${workplace.answering}
    .now=${serverNow(model)}
  ></beside-offers>`;
}

function renderList(model: DeskModel, desk: Desk): TemplateResult {
  const { console, workplace, layout } = model;
  const { words, terms, locale } = console.language;
  const now = serverNow(model);
  const isNarrow = layout === 'narrow';
  // Alone on the page it is the main thing there, and may scroll without holding anything to focus.
  return html`<div
    class="list"
    tabindex=${isNarrow ? 0 : -1}
    role=${isNarrow ? 'main' : nothing}
    aria-label=${isNarrow ? words.viewQueue : nothing}
  >
    ${isNarrow ? nothing : renderOffers(model, desk)}
    <beside-conversation-list
      .words=${words}
      .terms=${terms}
      .locale=${locale}
      .conversations=${desk.conversations.map((conversation) => ({
        conversation,
        view: workplace.chat(conversation.conversationId).view,
      }))}
      .capacity=${desk.capacity}
      .panes=${workplace.panes}
      ?wide=${layout === 'wide'}
      .now=${now}
    ></beside-conversation-list>
    <beside-queue-list
      .words=${words}
      .terms=${terms}
      .locale=${locale}
      .queues=${desk.queues}
      .now=${now}
    ></beside-queue-list>
  </div>`;
}

function renderWorkspace(model: DeskModel, desk: Desk): TemplateResult {
  const { console, workplace, layout } = model;
  const { words, terms, locale } = console.language;
  const open = workplace.panes.ids.flatMap((conversationId) => {
    const conversation = workplace.findConversation(conversationId);
    if (!conversation) return [];
    const chat = workplace.chat(conversationId);
    return {
      conversation,
      chat,
      view: chat.view,
      paneState: workplace.paneState(conversationId),
      draft: workplace.draft(conversationId),
      queueName: queueName(desk, conversation),
    };
  });
  return html`<beside-workspace
    .words=${words}
    .terms=${terms}
    .locale=${locale}
    .open=${open}
    .activeId=${workplace.panes.activeId}
    .presence=${workplace.presence}
    .hasConversations=${desk.conversations.length > 0}
    .isMuted=${console.settings.isMuted}
    .layout=${layout}
    .isDetailsShown=${console.hasDetails}
    .callbackText=${console.callbackText}
    .now=${serverNow(model)}
  ></beside-workspace>`;
}

function isCardShown({ console, workplace, layout }: DeskModel): boolean {
  const { activeId } = workplace.panes;
  if (layout === 'narrow') return console.view === 'customer';
  if (isFlowShown({ console, layout })) return false;
  if (console.view === 'callbacks' && workplace.state.desk?.callbacks) return false;
  return layout === 'medium' ? console.hasDetails && activeId !== undefined : true;
}

/** What a window shows that has become too narrow for the flow. */
function narrowView(view: ConsoleView): ConsoleView {
  return view === 'flow' ? 'queue' : view;
}

/** Drawing and fields stand side by side; a phone has no room for them. */
function isFlowShown({ console, layout }: Pick<DeskModel, 'console' | 'layout'>): boolean {
  return console.view === 'flow' && layout !== 'narrow';
}

function renderCard(model: DeskModel, desk: Desk): TemplateResult {
  const { console, workplace, layout } = model;
  const { words, terms, locale } = console.language;
  const { activeId } = workplace.panes;
  const conversation = activeId === undefined ? undefined : workplace.findConversation(activeId);
  const card = html`<beside-customer-card
    .words=${words}
    .terms=${terms}
    .locale=${locale}
    .conversation=${conversation}
    .queueName=${conversation ? queueName(desk, conversation) : ''}
    .now=${serverNow(model)}
  ></beside-customer-card>`;
  return layout === 'narrow'
    ? html`<main class="card" tabindex="0" aria-label=${words.details}>${card}</main>`
    : html`<aside class="card" aria-label=${words.details}>${card}</aside>`;
}

function renderNavigation(model: DeskModel): TemplateResult {
  const { console, workplace } = model;
  const { words } = console.language;
  const button = (
    view: ConsoleView,
    icon: TemplateResult,
    text: string,
    count = 0,
    countText = words.unread,
  ): TemplateResult =>
    html`<button
      type="button"
      aria-current=${narrowView(console.view) === view ? 'page' : nothing}
      @click=${ask({ type: 'view', view })}
    >
      ${icon}${text}
      ${
        count
          ? html`<beside-badge tone="accent"
              ><span aria-hidden="true">${count}</span
              ><span class="unseen">${countText(count)}</span></beside-badge
            >`
          : nothing
      }
    </button>`;
  return html`<nav aria-label=${words.navigation}>
    ${button('queue', inboxIcon(), words.viewQueue, workplace.newsCount)}
    ${button('chat', chatIcon(), words.viewChat)} ${button('customer', userIcon(), words.viewCustomer)}
    ${
      workplace.state.desk?.callbacks
        ? button(
            'callbacks',
            phoneIcon(),
            words.viewCallbacks,
            countCallbacks(model, serverNow(model)),
            words.callbacksWanting,
          )
        : nothing
    }
  </nav>`;
}

function newsTone(news: News | undefined): 'danger' | 'info' | 'success' {
  const kind = news?.kind;
  if (kind === 'refused' || kind === 'callback-refused') return 'danger';
  return kind === 'offer-gone' || kind === 'callback-gone' || kind === 'callback-again' ? 'info' : 'success';
}

function serverNow({ workplace, now }: DeskModel): number {
  return now + workplace.state.clockOffsetMs;
}

function queueName(desk: Desk, { siteId, queueId }: DeskConversation): string {
  return desk.queues.find((queue) => queue.siteId === siteId && queue.queueId === queueId)?.name ?? queueId;
}
