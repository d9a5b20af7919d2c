import type { FlowNodeNumbers } from '@beside/protocol/flow-desk';
import type { Flow, FlowNode } from '@beside/protocol/visual-ivr';
import { controls, defineElement, tokens } from '@beside/elements/shared';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';

import { languageName } from '../shared/language-name.ts';
import { putNode, removeNode, renameNode } from './edit-flow.ts';
import { valueOf, type EditorParts } from './editor-parts.ts';
import { BesideFlowEditedEvent } from './flow-events.ts';
import { FlowElement } from './flow-element.ts';
import { nodeEditorStyles } from './node-editor.styles.ts';
import { renderNode } from './render-node.ts';
import { renderNumbers } from './render-numbers.ts';

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/**
 * One node of the flow, to be changed; every change is told at once.
 *
 * @element beside-node-editor
 * @fires {BesideFlowEditedEvent} beside-flow-edited - The flow with the change.
 */
export class BesideNodeEditor extends FlowElement {
  static override styles = [tokens, controls, nodeEditorStyles];

  /** Counts the nodes that were shown: fields of one are never those of another, where half-written text would stay. */
  #shown = 0;
  #renamedTo: string | undefined;

  @state() private nameProblem = '';

  @property({ attribute: false }) flow!: Flow;
  @property() nodeId = '';
  @property({ attribute: false }) queues: readonly { readonly queueId: string; readonly name: string }[] = [];
  @property({ attribute: false }) numbers: FlowNodeNumbers | undefined = undefined;
  @property({ type: Boolean }) readonly = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (!changed.has('nodeId')) return;
    this.nameProblem = '';
    if (this.nodeId !== this.#renamedTo) this.#shown += 1;
    this.#renamedTo = undefined;
  }

  override render(): TemplateResult {
    const { flow, nodeId, texts } = this;
    const node = flow.nodes[nodeId];
    if (!node) return html`<p class="hint">${texts.pickNode}</p>`;
    const parts: EditorParts = {
      ...{ flow, texts, isReadOnly: this.readonly },
      localeName: (locale) => languageName(locale, this.locale),
    };
    const fields = () =>
      html`<div class="editor">
        ${this.#renderName(node)}
        ${renderNode(node, parts, {
          nodeId,
          put: (next, what) => this.#edit(putNode(flow, nodeId, next), what),
          edit: (next, what) => this.#edit(next, what),
          queues: this.queues,
        })}
        ${this.readonly ? nothing : this.#renderRoles()}
        ${renderNumbers(this.numbers, texts, this.formats, this.locale)}
      </div>`;
    return html`${repeat([this.#shown], (shown) => shown, fields)}`;
  }

  #renderName(node: FlowNode): TemplateResult {
    const { texts, nodeId, nameProblem } = this;
    return html`<h3 tabindex="-1">${texts.kinds[node.kind]}</h3>
      <label class="field">
        <span>${texts.nodeId}</span>
        <input
          type="text"
          class="code"
          dir="ltr"
          spellcheck="false"
          autocapitalize="none"
          ?readonly=${this.readonly}
          aria-invalid=${nameProblem ? 'true' : nothing}
          aria-describedby=${nameProblem ? 'name-problem' : nothing}
          .value=${nodeId}
          @change=${(event: Event) => this.#rename(valueOf(event).trim())}
        />
        <span id="name-problem" class="problem" role="alert">${nameProblem}</span>
      </label>`;
  }

  #renderRoles(): TemplateResult {
    const { texts, flow, nodeId } = this;
    return html`<div class="roles">
      ${
        flow.start === nodeId
          ? nothing
          : html`<button
              type="button"
              class="button"
              @click=${() => this.#giveRole({ ...flow, start: nodeId })}
            >
              ${texts.makeStart}
            </button>`
      }
      ${
        flow.human === nodeId
          ? html`<p class="hint">${texts.isHuman}</p>`
          : html`<button
              type="button"
              class="button"
              @click=${() => this.#giveRole({ ...flow, human: nodeId })}
            >
              ${texts.makeHuman}
            </button>`
      }
      ${
        flow.start === nodeId
          ? nothing
          : html`<button
              type="button"
              class="button"
              @click=${() => this.dispatchEvent(new BesideFlowEditedEvent(removeNode(flow, nodeId), { select: flow.start }))}
            >
              ${texts.removeNode}
            </button>`
      }
    </div>`;
  }

  #rename(name: string): void {
    const { flow, nodeId, texts } = this;
    this.nameProblem =
      name === nodeId
        ? ''
        : !NAME.test(name)
          ? texts.nodeIdWrong
          : Object.hasOwn(flow.nodes, name)
            ? texts.nodeIdTaken
            : '';
    if (this.nameProblem || name === nodeId) return;
    this.#renamedTo = name;
    this.dispatchEvent(new BesideFlowEditedEvent(renameNode(flow, nodeId, name), { select: name }));
  }

  /** The button that is pressed goes with it, so the focus goes elsewhere first. */
  #giveRole(flow: Flow): void {
    this.renderRoot.querySelector<HTMLElement>('h3')?.focus();
    this.#edit(flow);
  }

  #edit(flow: Flow, what?: string): void {
    const named = what === undefined ? {} : { what: `${this.nodeId} ${what}` };
    this.dispatchEvent(new BesideFlowEditedEvent(flow, named));
  }
}

defineElement('beside-node-editor', BesideNodeEditor);

declare global {
  interface HTMLElementTagNameMap {
    'beside-node-editor': BesideNodeEditor;
  }
}
