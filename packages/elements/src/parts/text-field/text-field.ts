import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';

import { BesideElement, controlRoot } from '../../shared/base-element.ts';
import { defineElement } from '../../shared/define-element.ts';
import { alertIcon } from '../../shared/more-icons.ts';
import { tokens } from '../../shared/tokens.ts';
import { BesideInputEvent } from './text-field-events.ts';
import { textFieldStyles } from './text-field.styles.ts';

/**
 * A labelled line of text. Takes part in a form around it: the value under `name`, and Enter submits.
 *
 * @element beside-text-field
 * @fires {BesideInputEvent} beside-input - The person changed the value.
 * @csspart input - The native input.
 */
export class BesideTextField extends BesideElement {
  static readonly formAssociated = true;
  static override shadowRootOptions: ShadowRootInit = controlRoot;
  static override styles = [tokens, textFieldStyles];

  readonly #internals: ElementInternals | undefined = this.attachInternals?.();

  @query('input') private input!: HTMLInputElement;

  /** What to fill in; required. */
  @property() label = '';
  /** Name in the form around it. */
  @property() name = '';
  /** The text; follows the person's typing. */
  @property() value = '';
  /** Kind of input, for keyboards and password managers. */
  @property() type: 'text' | 'email' | 'password' | 'tel' | 'search' = 'text';
  /** The native attribute (`email`, `current-password`, `one-time-code` …). */
  @property() autocomplete = '';
  /** An example, never the only label. */
  @property() placeholder = '';
  /** Help under the field. */
  @property() hint = '';
  /** What is wrong and how to mend it; marks the field as invalid. Empty when all is well. */
  @property() error = '';
  /** A word beside the label of a field that may stay empty, in the reader's language. */
  @property({ attribute: 'optional-label' }) optionalLabel = '';
  /** Must be filled in. */
  @property({ type: Boolean }) required = false;
  /** Cannot be changed. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('value')) this.#internals?.setFormValue?.(this.value);
    // Only when they differ: writing the same text would break a composition and move the caret.
    if (changed.has('value') && this.input.value !== this.value) this.input.value = this.value;
  }

  /** Selects the text, as after a refused value. */
  select(): void {
    this.input.select();
  }

  override render(): TemplateResult {
    return html`<label for="input"
        >${this.label}${this.optionalLabel ? html` <span class="mark">${this.optionalLabel}</span>` : nothing}</label
      >
      <input
        id="input"
        part="input"
        type=${this.type}
        autocomplete=${this.autocomplete || nothing}
        placeholder=${this.placeholder || nothing}
        ?required=${this.required}
        ?disabled=${this.disabled}
        aria-invalid=${this.error ? 'true' : nothing}
        aria-describedby="hint error"
        @input=${this.#handleInput}
        @compositionend=${this.#handleInput}
        @keydown=${this.#handleKey}
      />
      <p id="hint" class="hint" ?hidden=${!this.hint || this.error !== ''}>${this.hint}</p>
      <p id="error" class="error" ?hidden=${!this.error}>${alertIcon()}<span>${this.error}</span></p>`;
  }

  #handleInput = (event: Event): void => {
    // Chromium and Firefox mark input events of an open composition; the text is reported when it is whole.
    if (event instanceof InputEvent && event.isComposing) return;
    if (this.value === this.input.value) return;
    this.value = this.input.value;
    this.dispatchEvent(new BesideInputEvent(this.value));
  };

  #handleKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.isComposing) this.#internals?.form?.requestSubmit();
  };
}

defineElement('beside-text-field', BesideTextField);

declare global {
  interface HTMLElementTagNameMap {
    'beside-text-field': BesideTextField;
  }
}
