import { LIMITS, type ChoicesContent } from '@beside/protocol';
import '@beside/elements/parts/notice';
import '@beside/elements/parts/text-field';
import type { BesideTextField } from '@beside/elements/parts/text-field';
import { closeIcon, controls, defineElement, tokens } from '@beside/elements/shared';
import { css, html, nothing, type TemplateResult } from 'lit';
import { query, queryAll, state } from 'lit/decorators.js';

import { ConsoleElement } from '../shared/console-element.ts';
import { plusIcon } from '../shared/console-icons.ts';

const styles = css`
  dialog {
    inline-size: min(460px, calc(100vi - 24px));
    max-block-size: calc(100dvb - 24px);
    margin: auto;
    padding: var(--_space-5);
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background-color: var(--_raised);
    color: inherit;
    box-shadow: var(--_shadow-large);
  }
  dialog::backdrop {
    background-color: rgb(12 14 24 / 0.45);
  }
  h2 {
    margin: 0;
    font-size: var(--_size-large);
    font-weight: 600;
  }
  .detail {
    margin: 0 0 var(--_space-4);
    color: var(--_muted);
  }
  form {
    display: grid;
    gap: var(--_space-3);
  }
  .option {
    display: flex;
    gap: var(--_space-1);
    align-items: end;
  }
  .option beside-text-field {
    flex: 1;
  }
  .add {
    justify-self: start;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--_space-2);
    margin-block-start: var(--_space-3);
  }
`;

const MIN_OPTIONS = 2;

/** The agent wrote a question with choices; the detail is what to send. */
export class BesideChoicesEvent extends CustomEvent<ChoicesContent> {
  constructor(content: ChoicesContent) {
    super('beside-choices', { bubbles: true, composed: true, detail: content });
  }
}

/**
 * A small form for a question that is answered with one press.
 *
 * @element beside-choices-dialog
 * @fires {BesideChoicesEvent} beside-choices - What to send.
 */
export class BesideChoicesDialog extends ConsoleElement {
  static override styles = [tokens, controls, styles];

  @query('dialog') private dialog!: HTMLDialogElement;
  @query('[name=question]') private question!: BesideTextField;
  @queryAll('.option beside-text-field') private fields!: NodeListOf<BesideTextField>;

  /** One number per choice. */
  @state() private options: readonly number[] = [0, 1];
  @state() private isIncomplete = false;

  /** Opens it, empty. */
  async show(): Promise<void> {
    await this.updateComplete;
    this.options = [0, 1];
    this.isIncomplete = false;
    await this.updateComplete;
    for (const field of [this.question, ...this.fields]) field.value = '';
    this.dialog.showModal();
    this.question.focus();
  }

  override render(): TemplateResult {
    const { words } = this;
    return html`<dialog aria-labelledby="heading" aria-describedby="detail">
      <h2 id="heading">${words.choices}</h2>
      <p id="detail" class="detail">${words.choicesDetail}</p>
      <form novalidate @submit=${this.#submit}>
        <div role="alert" ?hidden=${!this.isIncomplete}>
          ${this.isIncomplete ? html`<beside-notice tone="danger">${words.choicesMissing}</beside-notice>` : nothing}
        </div>
        <beside-text-field name="question" required .label=${words.choicesQuestion}></beside-text-field>
        ${this.options.map((key, index) => this.#renderOption(key, index))}
        ${
          this.options.length < LIMITS.maxOptions
            ? html`<button type="button" class="button quiet add" @click=${this.#add}>
                ${plusIcon()}${words.choicesAdd}
              </button>`
            : nothing
        }
        <div class="actions">
          <button type="button" class="button" @click=${() => this.dialog.close()}>${words.cancel}</button>
          <button type="submit" class="button primary">${words.choicesSend}</button>
        </div>
      </form>
    </dialog>`;
  }

  #renderOption(key: number, index: number): TemplateResult {
    const { words } = this;
    const remove = words.choicesRemove(index + 1);
    return html`<div class="option">
      <beside-text-field name="option-${key}" .label=${words.choicesOption(index + 1)}></beside-text-field>
      ${
        this.options.length > MIN_OPTIONS
          ? html`<button
              type="button"
              class="icon-button"
              aria-label=${remove}
              title=${remove}
              @click=${() => this.#remove(index)}
            >
              ${closeIcon()}
            </button>`
          : nothing
      }
    </div>`;
  }

  #add = async (): Promise<void> => {
    this.options = [...this.options, Math.max(...this.options) + 1];
    await this.updateComplete;
    [...this.fields].at(-1)?.focus();
  };

  /** Texts stay where they were written: those behind the removed one move up. */
  #remove(index: number): void {
    const texts = [...this.fields].map((field) => field.value).toSpliced(index, 1);
    this.options = this.options.slice(0, -1);
    texts.forEach((text, place) => {
      const field = this.fields[place];
      if (field) field.value = text;
    });
    (this.fields[Math.min(index, texts.length - 1)] ?? this.question).focus();
  }

  #submit = (event: Event): void => {
    event.preventDefault();
    const text = this.question.value.trim();
    const labels = [...this.fields].map((field) => field.value.trim()).filter(Boolean);
    this.isIncomplete = !text || labels.length < MIN_OPTIONS;
    if (this.isIncomplete) return;
    this.dialog.close();
    this.dispatchEvent(
      new BesideChoicesEvent({
        kind: 'choices',
        text,
        options: labels.map((label, index) => ({ id: `choice-${index + 1}`, label: label.slice(0, 80) })),
      }),
    );
  };
}

defineElement('beside-choices-dialog', BesideChoicesDialog);

declare global {
  interface HTMLElementTagNameMap {
    'beside-choices-dialog': BesideChoicesDialog;
  }
  interface HTMLElementEventMap {
    'beside-choices': BesideChoicesEvent;
  }
}
