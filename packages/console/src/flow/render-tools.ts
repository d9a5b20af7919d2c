import { html, nothing, type TemplateResult } from 'lit';

import { NODE_KINDS, type NodeKind } from './edit-flow.ts';
import { valueOf } from './editor-parts.ts';
import type { FlowDesignerTerms } from './flow-terms.ts';
import type { FlowWorkState } from './flow-work.ts';

/** What the tools of the designer do. */
export interface FlowTools {
  readonly undo: () => void;
  readonly redo: () => void;
  readonly add: (kind: NodeKind) => void;
  readonly ask: (question: { readonly kind: 'publish' | 'discard' }) => void;
}

/** The tools above the drawing, for whoever may change it. */
export function renderTools(
  { canUndo, canRedo, hasDraft }: FlowWorkState,
  texts: FlowDesignerTerms,
  tools: FlowTools,
): TemplateResult {
  return html`<div class="bar">
    <button type="button" class="button quiet" ?disabled=${!canUndo} title="Ctrl Z" @click=${tools.undo}>
      ${texts.undo}
    </button>
    <button
      type="button"
      class="button quiet"
      ?disabled=${!canRedo}
      title="Ctrl Shift Z"
      @click=${tools.redo}
    >
      ${texts.redo}
    </button>
    <label class="add">
      <span class="unseen">${texts.add}</span>
      <select @change=${(event: Event) => add(event, tools)}>
        <option value="">${texts.add}</option>
        ${NODE_KINDS.map((kind) => html`<option value=${kind}>${texts.kinds[kind]}</option>`)}
      </select>
    </label>
    ${
      hasDraft
        ? html`<button type="button" class="button quiet" @click=${() => tools.ask({ kind: 'discard' })}>
              ${texts.discard}
            </button>
            <button type="button" class="button primary" @click=${() => tools.ask({ kind: 'publish' })}>
              ${texts.publish}
            </button>`
        : nothing
    }
  </div>`;
}

function add(event: Event, tools: FlowTools): void {
  const kind = NODE_KINDS.find((one) => one === valueOf(event));
  (event.currentTarget as HTMLSelectElement).value = ''; // the listener is on the list
  if (kind) tools.add(kind);
}
