import { html } from 'lit';

import '../panels/chat/chat.ts';
import { renderChatHeader } from './chat-header.ts';
import type { LoadedPanel } from './loaded-panel.ts';

/** The chat, with whom one talks to above it. */
export const chatPanel: LoadedPanel = {
  renderHeader: renderChatHeader,
  render: ({ client, terms, locale, active }) =>
    html`<beside-chat
      id="panel"
      .client=${client}
      .terms=${terms}
      .locale=${locale}
      ?active=${active}
    ></beside-chat>`,
};
