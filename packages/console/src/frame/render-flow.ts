import type { Desk } from '@beside/protocol';
import '@beside/elements/parts/notice';
import '@beside/elements/parts/spinner';
import { html, type TemplateResult } from 'lit';

import { ask } from '../shared/wishes.ts';
import type { DeskModel } from './desk-model.ts';

/** The flow designer, or what is to be said while it is not there. */
export function renderFlow({ console }: DeskModel, desk: Desk): TemplateResult {
  const { words, terms, locale } = console.language;
  const { flowPart: part, clock } = console;
  if (part === 'failed')
    return html`<div class="failed">
      <beside-notice tone="danger"
        >${words.flowFailed}
        <button slot="action" type="button" class="button" @click=${ask({ type: 'flow-load' })}>
          ${words.tryAgain}
        </button></beside-notice
      >
    </div>`;
  if (!part || !clock) return html`<p class="loading"><beside-spinner></beside-spinner>${words.loading}</p>`;
  return html`<beside-flow-desk
    .words=${words}
    .terms=${terms}
    .texts=${part.texts}
    .locale=${locale}
    .desk=${desk}
    .clock=${clock}
    .openDesk=${part.openDesk}
  ></beside-flow-desk>`;
}
