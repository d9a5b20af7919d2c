import type { CallbackItem, EventItem, MessageItem, MessageProgress } from '@beside/sdk';
import { html, nothing, type TemplateResult } from 'lit';

import { contentText } from '../../client/content-text.ts';
import type { Formats } from '../../shared/formats.ts';
import { alertIcon, checkIcon, clockIcon, doubleCheckIcon } from '../../shared/more-icons.ts';
import type { ChatTerms } from '../../shared/terms/texts.ts';
import type { MessageRow } from './rows.ts';

/** Who reads the log; decides words, not looks. */
export type ChatSide = 'customer' | 'agent';

/** What showing a message needs besides the message. */
export interface MessageContext {
  readonly terms: ChatTerms;
  readonly formats: Formats;
  readonly side: ChatSide;
  /** What to call the other side where an entry has no name. */
  readonly otherName: string;
  /** Structured messages may be answered here and now. */
  readonly canAnswer: boolean;
  /** Nobody has the conversation yet, and it goes on. */
  readonly isWaiting: boolean;
  /** BCP 47 tag of the texts. */
  readonly locale: string;
  /** A text with its links and emphasis. */
  readonly text: (source: string) => unknown;
  /** Why something was refused, by code of the register. */
  readonly reason: (code: string) => string;
  /** A line about a callback; nothing is shown where it is empty. */
  readonly callbackText: (item: CallbackItem) => string;
  readonly retry: (key: string) => void;
  readonly discard: (key: string) => void;
}

/** A message in its bubble, with its author, time and how far it came. */
export function renderMessage(row: MessageRow, context: MessageContext, isArriving: boolean): TemplateResult {
  const { item, isFirst, isLast } = row;
  const { terms, formats } = context;
  const name = authorName(item, context);
  const time = formats.time(item.at);
  const side = item.isMine ? 'mine' : 'theirs';
  return html`<div
    class="row ${side} ${isFirst ? 'first' : ''} ${isLast ? 'last' : ''} ${isArriving ? 'arriving' : ''} ${item.progress ?? ''}"
  >
    ${
      !item.isMine && isLast
        ? html`<beside-avatar
            class="avatar"
            .name=${item.author.role === 'customer' ? '' : name}
          ></beside-avatar>`
        : nothing
    }
    <div class="column">
      ${
        isFirst && !item.isMine
          ? html`<div class="name" aria-hidden="true">
              ${name}${item.author.role === 'bot' ? html`<span class="automatic">${terms.automatic}</span>` : nothing}
            </div>`
          : nothing
      }
      <div class="bubble">
        <span class="unseen"
          >${terms.saidAt(name, time)}${item.author.role === 'bot' ? `, ${terms.automatic}` : ''}</span
        >${renderContent(row, context)}
      </div>
      ${renderFoot(row, time, context)}
    </div>
  </div>`;
}

/** A line about something that happened. */
export function renderEvent(
  item: EventItem | CallbackItem,
  { terms, side, callbackText }: MessageContext,
): TemplateResult {
  const text = item.kind === 'callback' ? callbackText(item) : eventText(item, terms, side);
  return html`<div class="event" ?hidden=${!text}>${text}</div>`;
}

function renderContent(
  { item, answer, form }: MessageRow,
  { terms, canAnswer, text, isWaiting, locale, side }: MessageContext,
): TemplateResult {
  const { content } = item;
  if (content.kind === 'text') return html`<div class="text" dir="auto">${text(content.text)}</div>`;
  return html`<beside-structured
    .content=${content}
    .seq=${item.seq}
    .answer=${answer}
    .form=${form}
    .terms=${terms}
    .locale=${locale}
    ?automatic=${item.author.role === 'bot'}
    ?waiting=${isWaiting}
    ?readable=${side === 'customer'}
    ?disabled=${!canAnswer || item.isMine || item.seq === undefined}
    ><div class="text" dir="auto">${contentText(content)}</div></beside-structured
  >`;
}

/** Time and progress under the last of a group, and wherever a person has to know or do something. */
function renderFoot(
  { item, isLast }: MessageRow,
  time: string,
  context: MessageContext,
): TemplateResult | typeof nothing {
  const { terms } = context;
  if (item.progress === 'failed') {
    return html`<div class="failure">
      <span class="reason"
        >${alertIcon()}${terms.failed}. ${item.error ? context.reason(item.error.code) : ''}</span
      >
      <span class="actions">
        <button type="button" class="link" @click=${() => context.retry(item.key)}>${terms.retry}</button>
        <button type="button" class="link" @click=${() => context.discard(item.key)}>${terms.discard}</button>
      </span>
    </div>`;
  }
  if (!isLast && item.progress !== 'waiting' && item.progress !== 'sending') return nothing;
  // Silent: every receipt would otherwise be read out as news of the log.
  return html`<div class="meta" aria-live="off">
    <span aria-hidden="true">${time}</span>${item.progress ? renderProgress(item.progress, terms) : nothing}
  </div>`;
}

function renderProgress(progress: Exclude<MessageProgress, 'failed'>, terms: ChatTerms): TemplateResult {
  const looks: Record<typeof progress, readonly [icon: () => TemplateResult, text: string]> = {
    waiting: [clockIcon, terms.notSentYet],
    sending: [clockIcon, terms.sending],
    sent: [checkIcon, terms.sent],
    delivered: [doubleCheckIcon, terms.delivered],
    read: [doubleCheckIcon, terms.read],
  };
  const [icon, text] = looks[progress];
  return html`<span class="progress ${progress}" title=${text}
    >${icon()}<span class=${progress === 'waiting' ? '' : 'unseen'}>${text}</span></span
  >`;
}

function authorName({ author, isMine }: MessageItem, { terms, side, otherName }: MessageContext): string {
  if (isMine && author.role !== 'bot') return terms.you;
  if (author.role === 'customer') return otherName || (side === 'agent' ? terms.customer : terms.you);
  return author.name || terms.agent;
}

function eventText({ event, name }: EventItem, terms: ChatTerms, side: ChatSide): string {
  const agent = name ?? terms.agent;
  switch (event) {
    case 'agent-joined':
      return terms.agentJoined(agent);
    case 'agent-disconnected':
      return terms.agentDisconnected(agent);
    case 'agent-released':
      return terms.agentReleased(agent);
    case 'ended-by-customer':
      return side === 'customer' ? terms.endedByYou : terms.endedByCustomer;
    case 'ended-by-agent':
      return terms.endedByAgent(agent);
    case 'ended-by-system':
      return terms.conversationEnded;
    case 'erased':
      return terms.conversationErased;
    default:
      return event satisfies never;
  }
}
