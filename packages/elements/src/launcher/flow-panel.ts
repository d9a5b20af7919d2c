import { html } from 'lit';

import '../panels/visual-ivr/flow.ts';
import type { LoadedPanel } from './loaded-panel.ts';
import { renderPanelHeader } from './panel-header.ts';

/** The levels of the site's flow below home. */
export const flowPanel: LoadedPanel = {
  renderHeader: renderPanelHeader,
  render: ({ client, terms, locale, active }) =>
    html`<beside-flow
      id="panel"
      .client=${client}
      .terms=${terms}
      .locale=${locale}
      ?active=${active}
    ></beside-flow>`,
};
