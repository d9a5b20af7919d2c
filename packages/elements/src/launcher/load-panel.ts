import type { CustomerClient } from '@beside/sdk';
import { html, type TemplateResult } from 'lit';

import '../panels/home/home.ts';
import type { CommonTerms } from '../shared/terms/texts.ts';
import type { PanelName } from './launcher-events.ts';

/** What every panel is given. */
export interface PanelInputs {
  readonly client: CustomerClient;
  readonly terms: CommonTerms;
  readonly locale: string;
  /** Open before a person's eyes. */
  readonly active: boolean;
}

/** A panel that is loaded. */
export interface LoadedPanel {
  readonly render: (inputs: PanelInputs) => TemplateResult;
}

/**
 * Loads a panel's code; each is a chunk of its own, except home, which almost every first opening shows: as a chunk it
 * cost more bytes than it saved, and one more way to the server and back. Rejects when it cannot be loaded.
 */
export async function loadPanel(name: PanelName): Promise<LoadedPanel> {
  switch (name) {
    case 'home':
      return {
        render: ({ client, terms, locale }) =>
          html`<beside-home id="panel" .client=${client} .terms=${terms} .locale=${locale}></beside-home>`,
      };
    case 'chat':
      await import('../panels/chat/chat.ts');
      return {
        render: ({ client, terms, locale, active }) =>
          html`<beside-chat
            id="panel"
            .client=${client}
            .terms=${terms}
            .locale=${locale}
            ?active=${active}
          ></beside-chat>`,
      };
    case 'earlier': {
      const { renderEarlierPanel } = await import('./earlier-panel.ts');
      return { render: renderEarlierPanel };
    }
    default:
      return name satisfies never;
  }
}
