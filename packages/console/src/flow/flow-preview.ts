import type { Flow, FlowFacts } from '@beside/protocol/visual-ivr';
import '@beside/elements/visual-ivr';
import { controls, defineElement, tokens } from '@beside/elements/shared';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import { languageName } from '../shared/language-name.ts';
import { valueOf } from './editor-parts.ts';
import { BesideNodePickedEvent } from './flow-events.ts';
import { FlowElement } from './flow-element.ts';
import { flowPreviewStyles } from './flow-preview.styles.ts';
import { createPreview, type Preview } from './preview-channel.ts';

const HOURS = ['open', 'unattended', 'closed'] as const;

/**
 * The draft as customers would see it, in the panel they get. Goes to the node that is edited, and says where it was led.
 *
 * @element beside-flow-preview
 * @fires {BesideNodePickedEvent} beside-node-picked - One has come to this node.
 */
export class BesideFlowPreview extends FlowElement {
  static override styles = [tokens, controls, flowPreviewStyles];

  #preview: Preview | undefined;
  #stop: (() => void) | undefined;

  @state() private hours: (typeof HOURS)[number] = 'open';
  @state() private wanted = '';

  @property({ attribute: false }) flow!: Flow;
  /** The node that is edited. */
  @property() nodeId = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.wanted || !this.flow.locales.includes(this.wanted))
      this.wanted =
        this.flow.locales.find((locale) => locale.startsWith(this.locale.slice(0, 2))) ??
        this.flow.locales[0]!;
    if (changed.has('flow') || changed.has('hours') || changed.has('wanted')) this.#begin();
    else if (changed.has('nodeId') && this.nodeId !== this.#preview?.at) this.#preview?.show(this.nodeId);
  }

  override render(): TemplateResult {
    const { texts, flow } = this;
    return html`<p class="hint">${texts.previewDetail}</p>
      <div class="row">
        <label class="field">
          <span>${texts.previewHours}</span>
          <select
            @change=${(event: Event) => (this.hours = HOURS.find((one) => one === valueOf(event)) ?? 'open')}
          >
            ${HOURS.map((one) => html`<option value=${one} .selected=${one === this.hours}>${texts.hours[one]}</option>`)}
          </select>
        </label>
        <label class="field">
          <span>${texts.previewLocale}</span>
          <select @change=${(event: Event) => (this.wanted = valueOf(event))}>
            ${flow.locales.map(
              (locale) =>
                html`<option value=${locale} .selected=${locale === this.wanted}>
                  ${languageName(locale, this.locale)}
                </option>`,
            )}
          </select>
        </label>
        <button type="button" class="button" @click=${() => this.#preview?.show(flow.start)}>
          ${texts.previewAgain}
        </button>
      </div>
      <div class="panel">
        <beside-flow .client=${this.#preview?.client} .locale=${this.wanted} ?active=${true}></beside-flow>
      </div>`;
  }

  /** Anew with every change of the flow, at the node that is edited where customers can be. */
  #begin(): void {
    this.#stop?.();
    this.#preview = createPreview(this.flow, this.#facts(), this.wanted, this.texts.previewArticle);
    const { nodeId } = this;
    if (nodeId !== this.flow.start && this.flow.nodes[nodeId]) this.#preview.show(nodeId);
    this.#stop = this.#preview.onMove(() => {
      const at = this.#preview?.at;
      if (at && at !== this.nodeId) this.dispatchEvent(new BesideNodePickedEvent(at));
    });
  }

  #facts(): FlowFacts {
    const { hours } = this;
    const isOpen = hours === 'open';
    return {
      live: {
        availability: { status: hours, zone: 'UTC' },
        freeAgents: isOpen ? 2 : 0,
        ...(isOpen ? { waiting: { fromMinutes: 1, toMinutes: 3 } } : {}),
        channels: { chat: hours !== 'closed', callback: true },
      },
      cart: { total: 50_000, count: 2, currency: 'KRW' },
      isIdentified: false,
      locale: this.wanted,
    };
  }
}

defineElement('beside-flow-preview', BesideFlowPreview);

declare global {
  interface HTMLElementTagNameMap {
    'beside-flow-preview': BesideFlowPreview;
  }
}
