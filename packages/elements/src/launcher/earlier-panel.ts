import { html } from 'lit';

import { chatEn } from '../panels/chat/chat-terms.ts';
import '../panels/chat/chat-log.ts';
import '../panels/earlier/earlier.ts';
import { chatPanel } from './chat-panel.ts';
import type { LoadedPanel } from './loaded-panel.ts';

/**
 * The panel of earlier conversations, with the log that shows one of them. Brings the chat along, where "Write again"
 * leads: what both need is then one file, and not a third one that every chat has to load.
 */
export const earlierPanel: LoadedPanel = {
  ...chatPanel,
  render: ({ client, terms, locale }) =>
    html`<beside-earlier
      id="panel"
      .client=${client}
      .terms=${terms}
      .chatTerms=${{ ...chatEn, ...terms }}
      .locale=${locale}
    ></beside-earlier>`,
};
