import type { DeskConversation } from '@beside/protocol';
import type { ChatView } from '@beside/sdk';
import '@beside/elements/parts/avatar';
import { closeIcon, infoIcon } from '@beside/elements/shared';
import { html, nothing, type TemplateResult } from 'lit';

import type { ConsoleTerms } from '../console-terms.ts';
import { endIcon, returnIcon, shieldIcon } from '../shared/console-icons.ts';
import { customerName } from '../shared/customer.ts';
import { durationText } from '../shared/text-of-time.ts';
import type { Wish } from '../shared/wishes.ts';

/** What the line above a conversation is drawn from. */
export interface ConversationHeader {
  readonly words: ConsoleTerms;
  readonly conversation: DeskConversation;
  readonly view: ChatView;
  readonly queueName: string;
  readonly now: number;
  /** It can be answered, ended and given back. */
  readonly isMine: boolean;
  /** It can be taken off the screen. */
  readonly canClose: boolean;
  /** Whether the customer's facts are shown; undefined where they need no button. */
  readonly isDetailsShown: boolean | undefined;
  readonly wish: (wish: Wish) => void;
  readonly askToEnd: () => void;
}

/** The line above a conversation: who it is with, how long, and what can be done with it. */
export function renderConversationHeader(header: ConversationHeader): TemplateResult {
  const { words, conversation, view, now, wish } = header;
  const { conversationId } = conversation;
  const { name, isNamed, isVerified } = customerName(conversation, words);
  const since = conversation.answeredAt ?? conversation.queuedAt;
  return html`<header>
    <beside-avatar .name=${isNamed ? name : ''}></beside-avatar>
    <div class="who">
      <h2>
        <span>${name}</span>${
          isVerified ? html`${shieldIcon(16)}<span class="unseen">${words.verified}</span>` : nothing
        }
      </h2>
      <span class="status"
        >${view.isOtherTyping ? words.typing : `${header.queueName} · ${durationText(now - since, words)}`}</span
      >
    </div>
    <div class="actions">
      ${
        header.isDetailsShown !== undefined
          ? html`<button
              type="button"
              class="icon-button"
              aria-label=${words.details}
              title=${words.details}
              aria-expanded=${header.isDetailsShown}
              @click=${() => wish({ type: 'details' })}
            >
              ${infoIcon()}
            </button>`
          : nothing
      }
      ${
        header.isMine
          ? html`<button
                type="button"
                class="icon-button"
                aria-label=${words.release}
                title="${words.release} (Alt R)"
                aria-keyshortcuts="Alt+R"
                @click=${() => wish({ type: 'release', conversationId })}
              >
                ${returnIcon()}
              </button>
              <button
                type="button"
                class="button end"
                aria-label=${words.end}
                title="${words.end} (Alt Q)"
                aria-keyshortcuts="Alt+Q"
                @click=${header.askToEnd}
              >
                ${endIcon()}<span class="label">${words.end}</span>
              </button>`
          : nothing
      }
      ${
        header.canClose
          ? html`<button
              type="button"
              class="icon-button"
              aria-label=${words.closePane}
              title=${words.closePane}
              @click=${() => wish({ type: 'close', conversationId })}
            >
              ${closeIcon()}
            </button>`
          : nothing
      }
    </div>
  </header>`;
}
