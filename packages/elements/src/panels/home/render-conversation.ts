import type { ChatView, MessageItem } from '@beside/sdk';
import { html, type TemplateResult } from 'lit';

import { contentPreview } from '../../client/content-text.ts';
import type { Formats } from '../../shared/formats.ts';
import { chatIcon, forwardIcon } from '../../shared/icons.ts';
import { enTalk } from '../../shared/terms/talk.ts';
import type { CommonTerms, TalkTerms } from '../../shared/terms/texts.ts';

/** What the card of the chat says of a conversation: with whom, what was written last, how much is new. */
export function renderConversation(view: ChatView, common: CommonTerms, formats: Formats): TemplateResult {
  const terms: TalkTerms = { ...enTalk, ...common };
  const isOpen = !['new', 'idle', 'ended'].includes(view.status);
  const last = view.items.findLast((item): item is MessageItem => item.kind === 'message');
  const name = view.agentName ?? '';
  return html`${isOpen && name ? html`<beside-avatar .name=${name}></beside-avatar>` : html`<span class="icon">${chatIcon()}</span>`}
    <span class="words">
      <span class="title">${isOpen ? terms.continueChat : terms.startChat}</span>
      ${
        isOpen && last
          ? html`<span class="detail line" dir="auto"
              >${terms.lastMessage(last.isMine ? terms.you : name || terms.agent, contentPreview(last.content))}</span
            >`
          : html`<span class="detail">${terms.startChatDetail}</span>`
      }
    </span>
    ${
      view.unreadCount
        ? html`<beside-badge tone="accent"
            ><span aria-hidden="true">${formats.number(view.unreadCount)}</span
            ><span class="unseen">${terms.unread(view.unreadCount)}</span></beside-badge
          >`
        : html`<span class="onwards">${forwardIcon()}</span>`
    }`;
}
