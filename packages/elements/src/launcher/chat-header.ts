import type { CustomerClient } from '@beside/sdk';
import { html, nothing, type TemplateResult } from 'lit';

import '../parts/avatar/avatar.ts';
import { backIcon, logoutIcon, minimiseIcon } from '../shared/header-icons.ts';
import { closeIcon } from '../shared/icons.ts';
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

/** Above every panel but home: the way back, whom one talks to, the end. Loaded with them. */
export function renderChatHeader(inputs: HeaderInputs): TemplateResult {
  const { client, terms, panel, goBack, close } = inputs;
  const { view } = client.chat;
  const site = client.state.site?.name ?? '';
  const isOpen = panel === 'chat' && view.status !== 'new' && view.status !== 'ended';
  const agent = isOpen ? view.agentName : undefined;
  const presence = client.state.availability?.status === 'open' ? terms.available : terms.chat;
  return html`<div class="top chat">
    ${button(terms.back, backIcon(), goBack)}
    <beside-avatar .name=${agent ?? site}></beside-avatar>
    <div class="who">
      <h2 class="name">${agent ?? (site || terms.chat)}</h2>
      <span class="status">${agent ? site : presence}</span>
    </div>
    ${isOpen ? button(terms.end, logoutIcon(), () => void askToEnd(inputs)) : nothing}
    ${panel === 'chat' ? button(terms.minimise, minimiseIcon(), close) : button(terms.close, closeIcon(), close)}
  </div>`;
}

function button(label: string, icon: TemplateResult, press: () => void): TemplateResult {
  return html`<button type="button" class="icon-button" aria-label=${label} title=${label} @click=${press}>
    ${icon}
  </button>`;
}

async function askToEnd({ client, terms, ask, tell }: HeaderInputs): Promise<void> {
  const end = async (): Promise<void> => {
    ask(undefined);
    client.report('chat.ended');
    await client.chat.end().catch(() => tell('internal'));
  };
  try {
    const { renderEndDialog } = await import('./end-dialog.ts');
    ask(
      renderEndDialog(
        terms,
        () => void end(),
        () => ask(undefined),
      ),
    );
  } catch {
    await end(); // ending must work without a network; asking is only a courtesy
  }
}
