import type { FlowRevisionHead } from '@beside/protocol/flow-desk';
import type { Formats } from '@beside/elements/shared';
import { html, nothing, type TemplateResult } from 'lit';

import type { FlowDesignerTerms } from './flow-terms.ts';

/** What was published when and by whom, the newest first. */
export function renderVersions(
  revisions: readonly FlowRevisionHead[],
  {
    texts,
    formats,
    now,
    isReadOnly,
    bringBack,
  }: {
    readonly texts: FlowDesignerTerms;
    readonly formats: Formats;
    readonly now: number;
    readonly isReadOnly: boolean;
    readonly bringBack: (revision: number) => void;
  },
): TemplateResult {
  if (!revisions.length) return html`<p class="hint">${texts.noVersions}</p>`;
  return html`<ol class="versions">
    ${revisions.map(
      ({ revision, author, note, publishedAt, restores }, index) =>
        html`<li>
          <p>
            <strong>${texts.version(revision)}</strong>
            ${index === 0 ? html`<span class="current">${texts.current}</span>` : nothing}
          </p>
          <p class="hint">
            ${formats.moment(publishedAt, now)} ·
            ${author?.name ?? texts.fromFile}${restores === null ? '' : ` · ${texts.restores(restores)}`}
          </p>
          ${note ? html`<p dir="auto">${note}</p>` : nothing}
          ${
            index === 0 || isReadOnly
              ? nothing
              : html`<button type="button" class="button" @click=${() => bringBack(revision)}>
                  ${texts.bringBack}
                </button>`
          }
        </li>`,
    )}
  </ol>`;
}
