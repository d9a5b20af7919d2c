import type { Block, ListItem, Span } from '@beside/protocol/knowledge';
import { html, type TemplateResult } from 'lit';

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
  const slanted = italic ? html`<em>${text}</em>` : text;
  const look = bold ? html`<strong>${slanted}</strong>` : slanted;
  if (url === undefined) return look;
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${look}</a>`;
}
