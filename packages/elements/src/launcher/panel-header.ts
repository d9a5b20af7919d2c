import type { CustomerClient } from '@beside/sdk';
import { html, type TemplateResult } from 'lit';

import '../parts/avatar/avatar.ts';
import { closeIcon } from '../shared/icons.ts';
import { backIcon } from '../shared/panel-icons.ts';
import type { CommonTerms } from '../shared/terms/texts.ts';
import type { PanelName } from './launcher-events.ts';

/** What stands above a panel, and what it may ask of the frame around it. */
export interface HeaderInputs {
  readonly client: CustomerClient;
  readonly terms: CommonTerms;
  readonly panel: PanelName;
  readonly goBack: () => void;
  readonly close: () => void;
  /** Shows a question above the panel; `undefined` takes it away again. */
  readonly ask: (question: TemplateResult | undefined) => void;
  /** Tells of a problem, by its code. */
  readonly tell: (code: string) => void;
}

/** What a panel writes into the line above it. */
export interface HeaderLine {
  /** Whom one talks to; the site when absent. */
  readonly agent?: string | undefined;
  /** In the place of the button that closes. */
  readonly buttons?: TemplateResult | undefined;
}

/** Above every panel but home: the way back, whom one talks to, the end. Loaded with them. */
export function renderPanelHeader(inputs: HeaderInputs, { agent, buttons }: HeaderLine = {}): TemplateResult {
  const { client, terms, panel, goBack, close } = inputs;
  const site = client.state.site?.name ?? '';
  const isOpen = client.state.availability?.status === 'open';
  const presence = isOpen ? terms.available : panel === 'chat' ? terms.chat : '';
  return html`<div class="top chat">
    ${headerButton(terms.back, backIcon(), goBack)}
    <beside-avatar .name=${agent ?? site}></beside-avatar>
    <div class="who">
      <h2 class="name">${agent ?? (site || terms.chat)}</h2>
      <span class="status">${agent ? site : presence}</span>
    </div>
    ${buttons ?? headerButton(terms.close, closeIcon(), close)}
  </div>`;
}

/** A button of the line above a panel. */
export function headerButton(label: string, icon: TemplateResult, press: () => void): TemplateResult {
  return html`<button type="button" class="icon-button" aria-label=${label} title=${label} @click=${press}>
    ${icon}
  </button>`;
}
