import type { Condition } from '@beside/protocol/visual-ivr';
import { conditionSchema } from '@beside/protocol/visual-ivr/schema';
import { html, type TemplateResult } from 'lit';

import { valueOf, type EditorParts } from './editor-parts.ts';

/**
 * A condition as its JSON, read when the field is left. What is no condition stays in the field and changes nothing: nothing
 * else here could draw it.
 *
 * @param always what an empty field means; absent: it may not be empty
 */
export function renderCondition(
  { texts, isReadOnly }: EditorParts,
  name: string,
  condition: Condition | undefined,
  onChange: (condition: Condition | undefined) => void,
  always?: string,
): TemplateResult {
  const write = (event: Event): void => {
    const field = event.currentTarget as HTMLTextAreaElement; // the listener is on the field below
    const text = valueOf(event).trim();
    const parsed = text === '' && always !== undefined ? { condition: undefined } : parse(text);
    field.setCustomValidity(parsed ? '' : texts.conditionWrong);
    field.setAttribute('aria-invalid', String(!parsed));
    if (parsed) onChange(parsed.condition);
    else field.reportValidity();
  };
  return html`<label class="field">
    <span>${name} · ${texts.conditionJson}</span>
    <textarea
      class="code"
      rows="2"
      spellcheck="false"
      dir="ltr"
      placeholder=${always ?? ''}
      ?readonly=${isReadOnly}
      .value=${condition ? JSON.stringify(condition) : ''}
      @change=${write}
    ></textarea>
  </label>`;
}

function parse(text: string): { readonly condition: Condition } | undefined {
  try {
    const { data } = conditionSchema.safeParse(JSON.parse(text));
    return data && { condition: data };
  } catch {
    return undefined;
  }
}
