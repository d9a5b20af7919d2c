import type { Block, ListItem, Span } from '@beside/protocol/knowledge';
import { html, type TemplateResult } from 'lit';

import { renderSafeText } from '../../shared/render-safe-text.ts';

/** The parts of an article as elements; text is text, and addresses are the ones its schema let through. */
export function renderBlocks(blocks: readonly Block[]): readonly TemplateResult[] {
  return blocks.map((block) => {
    switch (block.kind) {
      case 'heading':
        return block.level === 2
          ? html`<h4 dir="auto">${block.spans.map(renderSpan)}</h4>`
          : html`<h5 dir="auto">${block.spans.map(renderSpan)}</h5>`;
      case 'paragraph':
        return html`<p dir="auto">${block.spans.map(renderSpan)}</p>`;
      case 'list':
        return renderList(block.isOrdered, block.items);
    }
  });
}

/** A text of the flow itself: paragraphs between empty lines, bold, italic and addresses. */
export function renderBody(body: string): readonly TemplateResult[] {
  return body
    .split(/\n{2,}/)
    .map((paragraph) => html`<p class="plain" dir="auto">${renderSafeText(paragraph)}</p>`);
}

function renderList(isOrdered: boolean, items: readonly ListItem[]): TemplateResult {
  const entries = items.map(
    ({ spans, list }) =>
      html`<li dir="auto">${spans.map(renderSpan)}${list ? renderList(list.isOrdered, list.items) : ''}</li>`,
  );
  return isOrdered
    ? html`<ol>
        ${entries}
      </ol>`
    : html`<ul>
        ${entries}
      </ul>`;
}

function renderSpan({ text, bold, italic, url }: Span): TemplateResult | string {
  if (url !== undefined)
    return html`<a href=${url} target="_blank" rel="noopener noreferrer"
      >${renderLook(text, bold, italic)}</a
    >`;
  return renderLook(text, bold, italic);
}

function renderLook(
  text: string,
  bold: boolean | undefined,
  italic: boolean | undefined,
): TemplateResult | string {
  const inner = italic ? html`<em>${text}</em>` : text;
  return bold ? html`<strong>${inner}</strong>` : inner;
}
