import { html } from 'lit';

import '../panels/home/home.ts';
import type { PanelName } from './launcher-events.ts';
import type { LoadedPanel } from './loaded-panel.ts';

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
      return (await import('./chat-panel.ts')).chatPanel;
    case 'earlier':
      return (await import('./earlier-panel.ts')).earlierPanel;
    case 'callback': {
      const [{ renderCallbackPanel }, { renderPanelHeader }] = await Promise.all([
        import('./callback-panel.ts'),
        import('./panel-header.ts'),
      ]);
      return { render: renderCallbackPanel, renderHeader: renderPanelHeader };
    }
    case 'flow':
      return (await import('./flow-panel.ts')).flowPanel;
    default:
      return name satisfies never;
  }
}
