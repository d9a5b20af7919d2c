import type { FieldProblem, FlowFieldView, FormProblems } from '@beside/protocol/visual-ivr';
import { html, nothing, type TemplateResult } from 'lit';

import type { Formats } from '../../shared/formats.ts';
import { alertIcon } from '../../shared/panel-icons.ts';
import type { FlowTerms } from '../../shared/terms/texts.ts';

/** What a form is drawn from. */
export interface FormParts {
  readonly fields: readonly FlowFieldView[];
  readonly problems: FormProblems;
  readonly texts: FlowTerms;
  readonly formats: Formats;
  readonly isBusy: boolean;
  readonly submit: (event: SubmitEvent) => void;
}

/** A form of the flow: the right keyboard and the right suggestions of the browser for each kind of text. */
export function renderForm({ fields, problems, texts, formats, isBusy, submit }: FormParts): TemplateResult {
  const wrong = Object.keys(problems).length;
  return html`<form novalidate @submit=${submit}>
    ${fields.map((field) => renderField(field, problemText(problems[field.variable], field, texts, formats), texts))}
    <p class="unseen" role="status">${wrong > 0 ? texts.fieldsWrong(wrong) : ''}</p>
    <button class="button primary wide" ?disabled=${isBusy} aria-busy=${isBusy ? 'true' : nothing}>
      ${texts.send}
    </button>
  </form>`;
}

/** What is filled in, by variable. */
export function readForm(root: ParentNode): Record<string, string> {
  const fields = root.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-variable]');
  return Object.fromEntries([...fields].map((field) => [field.dataset['variable'] ?? '', field.value]));
}

function renderField(field: FlowFieldView, error: string, texts: FlowTerms): TemplateResult {
  const { variable, label, isRequired, hint } = field;
  const id = `field-${variable}`;
  return html`<div class="field">
    <label for=${id} dir="auto"
      >${label}${isRequired ? nothing : html` <span class="mark">${texts.optional}</span>`}</label
    >
    ${field.input === 'select' ? renderSelect(field, id, error, texts) : renderInput(field, id, error)}
    <p id="${id}-hint" class="hint" dir="auto" ?hidden=${!hint}>${hint}</p>
    <p id="${id}-error" class="error" ?hidden=${!error}>${alertIcon()}<span>${error}</span></p>
  </div>`;
}

function renderInput(
  { variable, input, isRequired, format, maxLength, value }: FlowFieldView,
  id: string,
  error: string,
): TemplateResult {
  const isMachine = input === 'email' || input === 'tel' || input === 'number' || format !== undefined;
  return html`<input
    id=${id}
    data-variable=${variable}
    name=${variable}
    type=${input === 'number' || input === 'select' ? 'text' : input}
    inputmode=${input === 'number' ? 'decimal' : format === 'digits' ? 'numeric' : nothing}
    autocomplete=${input === 'email' || input === 'tel' ? input : 'off'}
    autocapitalize=${isMachine ? 'off' : nothing}
    spellcheck=${isMachine ? 'false' : nothing}
    dir=${isMachine ? 'ltr' : 'auto'}
    maxlength=${maxLength ?? nothing}
    value=${value}
    aria-required=${isRequired ? 'true' : nothing}
    aria-invalid=${error ? 'true' : nothing}
    aria-describedby="${id}-hint ${id}-error"
  />`;
}

function renderSelect(
  { variable, isRequired, options, value }: FlowFieldView,
  id: string,
  error: string,
  texts: FlowTerms,
): TemplateResult {
  return html`<select
    id=${id}
    data-variable=${variable}
    aria-required=${isRequired ? 'true' : nothing}
    aria-invalid=${error ? 'true' : nothing}
    aria-describedby="${id}-hint ${id}-error"
  >
    <option value="" ?selected=${value === ''}>${texts.choose}</option>
    ${options.map((option) => html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`)}
  </select>`;
}

function problemText(
  problem: FieldProblem | undefined,
  { input, format, minLength = 0, maxLength = 0 }: FlowFieldView,
  texts: FlowTerms,
  formats: Formats,
): string {
  switch (problem) {
    case undefined:
      return '';
    case 'required':
      return input === 'select' ? texts.requiredChoice : texts.required;
    case 'option':
      return texts.requiredChoice;
    case 'too-short':
      return texts.tooShort(formats.number(minLength));
    case 'too-long':
      return texts.tooLong(formats.number(maxLength));
    case 'format':
      return formatText(format ?? input, texts);
  }
}

function formatText(kind: string, texts: FlowTerms): string {
  const byKind: Readonly<Record<string, string>> = {
    ...{ digits: texts.wrongDigits, 'letters-digits': texts.wrongLetters, 'order-number': texts.wrongOrder },
    ...{ email: texts.wrongEmail, tel: texts.wrongTel, number: texts.wrongNumber, date: texts.wrongDate },
  };
  return byKind[kind] ?? texts.required;
}
