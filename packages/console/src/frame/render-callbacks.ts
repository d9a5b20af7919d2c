import type { Desk } from '@beside/protocol';
import type { ChatChannel } from '@beside/sdk';
import '@beside/elements/parts/notice';
import '@beside/elements/parts/spinner';
import { html, type TemplateResult } from 'lit';

import type { ShownCallback } from '../callbacks/callback-work.ts';
import { countWanting, sortCallbacks } from '../callbacks/callback-lists.ts';
import { createTimelineChannel } from '../callbacks/timeline-channel.ts';
import { ask } from '../shared/wishes.ts';
import type { DeskModel } from './desk-model.ts';

/** The callback desk, or what is to be said while it is not there. */
export function renderCallbacks(model: DeskModel, desk: Desk, now: number): TemplateResult {
  const { console, workplace } = model;
  const { words, terms, locale } = console.language;
  const part = console.callbackPart;
  if (part === 'failed')
    return html`<div class="failed">
      <beside-notice tone="danger"
        >${words.callbacksFailed}
        <button slot="action" type="button" class="button" @click=${ask({ type: 'callback-load' })}>
          ${words.tryAgain}
        </button></beside-notice
      >
    </div>`;
  if (!part) return html`<p class="loading"><beside-spinner></beside-spinner>${words.loading}</p>`;
  const shown = describeShown(model);
  return html`<beside-callback-desk
    .words=${words}
    .terms=${terms}
    .texts=${part.texts}
    .locale=${locale}
    .desk=${desk}
    .page=${workplace.callbacks.page}
    .shown=${shown}
    .view=${shown?.chat?.view}
    .pending=${workplace.callbacks.pending}
    .now=${now}
  ></beside-callback-desk>`;
}

/** How many callbacks want this agent now. */
export function countCallbacks({ workplace }: DeskModel, now: number): number {
  const { desk } = workplace.state;
  if (!desk?.callbacks) return 0;
  const { agentId, role } = desk.agent;
  return countWanting(sortCallbacks(desk.callbacks, agentId, now), role === 'supervisor');
}

function describeShown({ workplace }: DeskModel): ShownCallback | undefined {
  const { callbacks } = workplace;
  const callback = callbacks.selected;
  if (!callback) return undefined;
  const { callbackId, conversationId, details, offer } = callback;
  const mayRead = details && !offer;
  return {
    callback,
    isGone: callbacks.isSelectedGone,
    draft: callbacks.draft(callbackId),
    alternatives: callbacks.alternatives(callbackId),
    chat: mayRead ? channelOf(workplace.chat(conversationId)) : undefined,
  };
}

const channels = new WeakMap<ChatChannel, ChatChannel>();

/** The same for the same chat: a new one would draw the log anew every second. */
function channelOf(chat: ChatChannel): ChatChannel {
  const known = channels.get(chat) ?? createTimelineChannel(chat);
  channels.set(chat, known);
  return known;
}
