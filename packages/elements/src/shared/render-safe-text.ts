import { html, type TemplateResult } from 'lit';

import { parseSafeText, type SafeText } from './safe-text.ts';

/**
 * Shows the text of a message: Lit escapes every piece, links open away from the page and hand on no address.
 * Put it into an element with `white-space: pre-wrap`, `overflow-wrap: anywhere` and `dir="auto"`.
 */
export function renderSafeText(source: string): readonly (TemplateResult | string)[] {
  return parseSafeText(source).map(renderPiece);
}

function renderPiece(piece: SafeText): TemplateResult | string {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'code':
      return html`<code>${piece.text}</code>`;
    case 'bold':
      return html`<strong>${piece.children.map(renderPiece)}</strong>`;
    case 'italic':
      return html`<em>${piece.children.map(renderPiece)}</em>`;
    case 'link':
      // dir and <bdi>: a direction override earlier in the text must not reorder an address.
      return html`<a href=${piece.href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr"
          >${piece.text}</a
        >${piece.realHost === undefined ? '' : html` <bdi class="real-host" dir="ltr">(${piece.realHost})</bdi>`}`;
    default:
      return piece satisfies never;
  }
}
