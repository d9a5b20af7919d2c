import type { FormContent, FormField } from '@beside/protocol';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import { textFieldStyles } from '../../parts/text-field/text-field.styles.ts';
import { controls } from '../../shared/controls.ts';
import { defineElement } from '../../shared/define-element.ts';
import { alertIcon } from '../../shared/more-icons.ts';
import { PanelElement } from '../../shared/panel-element.ts';
import { enForms } from '../../shared/terms/forms.ts';
import type { Texts } from '../../shared/terms/texts.ts';
import { tokens } from '../../shared/tokens.ts';
import { BesideAnswerEvent } from './chat-events.ts';

/** What browsers may fill in by themselves, by kind of field. */
const autocompletes: Partial<Record<FormField['input'], 'email' | 'tel'>> = { email: 'email', tel: 'tel' };

/** The fields of a form in the chat; keeps what was typed until it is sent. */
export class BesideFormMessage extends PanelElement {
  static override styles = [
    tokens,
    controls,
    textFieldStyles,
    css`
      .field,
      .submit {
        display: block;
        margin-block-start: var(--_space-3);
      }
      .submit {
        margin-block-end: 5px;
      }
      select {
        inline-size: 100%;
        min-block-size: 40px;
        padding: 8px var(--_space-2);
        border: 1px solid var(--_outline);
        border-radius: var(--_radius-small);
        background-color: var(--_surface);
        color: inherit;
        font: 400 max(16px, var(--_size)) / 1.4 var(--_font);
      }
      select[aria-invalid='true'] {
        border-color: var(--_danger-text);
      }
      @media (pointer: fine) {
        select {
          font-size: var(--_size);
        }
      }
    `,
  ];

  #formTerms: Texts<typeof enForms> = enForms;

  /** Ids of the fields that were left empty and must not be. */
  @state() private missing: readonly string[] = [];

  /** The form. */
  @property({ attribute: false }) content: FormContent | undefined = undefined;
  /** Number of its message. */
  @property({ attribute: false }) seq: number | undefined = undefined;
  /** Cannot be filled in. */
  @property({ type: Boolean }) disabled = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('terms')) this.#formTerms = { ...enForms, ...this.terms };
  }

  override render(): TemplateResult {
    return html`<form novalidate @submit=${this.#submit}>
      ${this.content?.fields.map((field) => this.#field(field))}
      <button class="button primary wide submit" ?disabled=${this.disabled}>${this.#formTerms.submit}</button>
    </form>`;
  }

  #field(field: FormField): TemplateResult {
    const isMissing = this.missing.includes(field.id);
    return html`<div class="field">
      <label for="f-${field.id}" dir="auto"
        >${field.label}${field.required ? nothing : html` <span class="mark">${this.#formTerms.optional}</span>`}</label
      >
      ${this.#control(field, isMissing)}
      <p class="error" id="e-${field.id}" ?hidden=${!isMissing}>
        ${alertIcon()}<span>${this.#formTerms.required}</span>
      </p>
    </div>`;
  }

  #control(field: FormField, isMissing: boolean): TemplateResult {
    const invalid = isMissing ? 'true' : nothing;
    if (field.input === 'select') {
      return html`<select
        id="f-${field.id}"
        name=${field.id}
        ?disabled=${this.disabled}
        aria-required=${field.required}
        aria-invalid=${invalid}
        aria-describedby="e-${field.id}"
      >
        <option value="">${this.#formTerms.choose}</option>
        ${field.options?.map((option) => html`<option>${option}</option>`)}
      </select>`;
    }
    return html`<input
      id="f-${field.id}"
      name=${field.id}
      type=${field.input}
      maxlength="500"
      autocomplete=${autocompletes[field.input] ?? 'off'}
      ?disabled=${this.disabled}
      aria-required=${field.required}
      aria-invalid=${invalid}
      aria-describedby="e-${field.id}"
    />`;
  }

  #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    // The listener sits on our own form.
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const values: Record<string, string> = {};
    for (const [id, value] of data) if (typeof value === 'string' && value.trim()) values[id] = value.trim();
    this.missing = (this.content?.fields ?? [])
      .filter((field) => field.required && !values[field.id])
      .map((field) => field.id);
    const [first] = this.missing;
    if (first !== undefined) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>(`#f-${first}`)?.focus();
    } else if (this.seq !== undefined) {
      this.dispatchEvent(new BesideAnswerEvent({ kind: 'form-reply', replyTo: { seq: this.seq }, values }));
    }
  };
}

defineElement('beside-form-message', BesideFormMessage);

declare global {
  interface HTMLElementTagNameMap {
    'beside-form-message': BesideFormMessage;
  }
}
