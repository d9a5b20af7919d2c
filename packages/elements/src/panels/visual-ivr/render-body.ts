import { html, type TemplateResult } from 'lit';

import { renderSafeText } from '../../shared/render-safe-text.ts';

/** A text of the flow itself: paragraphs between empty lines, bold, italic and addresses. */
export function renderBody(body: string): readonly TemplateResult[] {
  return body
    .split(/\n{2,}/)
    .map((paragraph) => html`<p class="plain" dir="auto">${renderSafeText(paragraph)}</p>`);
}
