import '@beside/elements/parts/dialog';
import { defineElement, tokens } from '@beside/elements/shared';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import { valueOf } from './editor-parts.ts';
import { BesideFlowAnsweredEvent } from './flow-events.ts';
import { FlowElement } from './flow-element.ts';
import { fieldStyles } from './node-editor.styles.ts';

/** What is asked before it is done. */
export type FlowQuestion =
  { readonly kind: 'publish' | 'discard' } | { readonly kind: 'bring-back'; readonly revision: number };

const MAX_NOTE = 500;

/**
 * Asks before something is published, brought back or thrown away.
 *
 * @element beside-flow-question
 * @fires {BesideFlowAnsweredEvent} beside-flow-answered - Agreed, with the note for colleagues, or not.
 */
export class BesideFlowQuestion extends FlowElement {
  static override styles = [tokens, fieldStyles];

  @state() private note = '';

  /** Absent: nothing is asked. */
  @property({ attribute: false }) question: FlowQuestion | undefined = undefined;
  /** There are errors, which have to be mended before it is published. */
  @property({ type: Boolean }) blocked = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('question')) this.note = '';
  }

  override render(): TemplateResult {
    const { texts, question } = this;
    const isBlocked = question?.kind === 'publish' && this.blocked;
    const [heading, detail, confirm] = isBlocked
      ? [texts.publishTitle, texts.publishBlocked, texts.tabFindings]
      : this.#about(question);
    return html`<beside-dialog
      ?open=${question !== undefined}
      ?danger=${question?.kind === 'discard'}
      .heading=${heading}
      .confirmLabel=${confirm}
      .cancelLabel=${texts.keep}
      @beside-confirm=${() => this.#answer(true)}
      @beside-cancel=${() => this.#answer(false)}
    >
      <p>${detail}</p>
      ${
        question?.kind === 'discard' || isBlocked
          ? nothing
          : html`<label class="field">
              <span>${texts.note}</span>
              <input
                type="text"
                maxlength=${MAX_NOTE}
                dir="auto"
                .value=${this.note}
                @input=${(event: Event) => (this.note = valueOf(event))}
              />
            </label>`
      }
    </beside-dialog>`;
  }

  #about(question: FlowQuestion | undefined): readonly [heading: string, detail: string, confirm: string] {
    const { texts } = this;
    switch (question?.kind) {
      case 'discard':
        return [texts.discard, texts.discardSure, texts.discard];
      case 'bring-back':
        return [texts.bringBackTitle(question.revision), texts.bringBackDetail, texts.publishNow];
      default:
        return [texts.publishTitle, texts.publishDetail, texts.publishNow];
    }
  }

  #answer(isAgreed: boolean): void {
    this.dispatchEvent(new BesideFlowAnsweredEvent(isAgreed, this.note));
  }
}

defineElement('beside-flow-question', BesideFlowQuestion);

declare global {
  interface HTMLElementTagNameMap {
    'beside-flow-question': BesideFlowQuestion;
  }
}
