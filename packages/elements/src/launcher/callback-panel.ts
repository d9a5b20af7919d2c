import { html, type TemplateResult } from 'lit';

import '../panels/callback/callback.ts';
import { BesideNavigateEvent } from '../panels/home/home-events.ts';
import type { PanelInputs } from './loaded-panel.ts';

/** The panel of being called back. */
export function renderCallbackPanel({ client, locale, terms, active }: PanelInputs): TemplateResult {
  return html`<beside-callback
    id="panel"
    .client=${client}
    .terms=${terms}
    .locale=${locale}
    ?active=${active}
    @beside-write=${write}
  ></beside-callback>`;
}

function write({ target }: Event): void {
  target?.dispatchEvent(new BesideNavigateEvent('chat'));
}
