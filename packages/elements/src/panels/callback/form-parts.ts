import type { CallbackConsentText, CallbackOffer, CallbackView } from '@beside/protocol';
import { html, nothing, type TemplateResult } from 'lit';

import { alertIcon } from '../../shared/panel-icons.ts';
import type { CallbackTerms } from '../../shared/terms/texts.ts';

const NOTE_CHARACTERS = 1_000;

/** What stands above the form: who calls, or what stays of a callback that is moved. */
export function introText(
  texts: CallbackTerms,
  { callerNumber }: CallbackOffer,
  moved: CallbackView | undefined,
): string {
  if (moved) return moved.numberEnding ? texts.moveIntro(moved.numberEnding) : '';
  return callerNumber
    ? `${texts.callbackIntro} ${texts.callbackIntroFrom(callerNumber)}`
    : texts.callbackIntro;
}

/** A line under a field that says what is wrong with it; tied to it by its id. */
export function renderError(name: string, text = ''): TemplateResult {
  return html`<p class="error" id="${name}-error" ?hidden=${!text}>${alertIcon()}<span>${text}</span></p>`;
}

/** What it is about: the site's reasons, where it gives some (`isKnown`: it is the first), and the customer's own words. */
export function renderReason(
  texts: CallbackTerms,
  reasons: readonly string[],
  isKnown: boolean,
): TemplateResult {
  const chips = reasons.map(
    (reason, index) =>
      html`<label class="chip">
        <input type="radio" name="reason" value=${index} ?checked=${isKnown && index === 0} />
        <span dir="auto">${reason}</span>
      </label>`,
  );
  return html`<fieldset>
    <legend>${texts.reasonTitle} <span class="mark">${texts.optional}</span></legend>
    ${chips.length > 0 ? html`<div class="chips">${chips}</div>` : nothing}
    <label class="unseen" for="note">${texts.noteLabel}</label>
    <textarea
      id="note"
      rows="2"
      dir="auto"
      maxlength=${NOTE_CHARACTERS}
      placeholder=${texts.noteLabel}
    ></textarea>
  </fieldset>`;
}

/** The texts of one kind that the customer agrees to or not (C11); none is ticked beforehand. */
export function renderConsents(
  texts: CallbackTerms,
  kind: CallbackConsentText['kind'],
  consents: readonly CallbackConsentText[],
  error: string | undefined,
  onAnswer: (consentId: string) => void,
): TemplateResult | typeof nothing {
  const asked = consents.filter((text) => text.kind === kind);
  if (asked.length === 0) return nothing;
  const isRequired = kind === 'required';
  return html`<fieldset aria-invalid=${error ? 'true' : nothing} aria-describedby="${kind}-error">
    <legend>${isRequired ? texts.consentRequiredTitle : texts.consentOptionalTitle}</legend>
    ${asked.map(
      ({ consentId, text }) =>
        html`<label class="consent">
          <input
            type="checkbox"
            data-consent=${consentId}
            aria-required=${isRequired ? 'true' : nothing}
            aria-invalid=${error ? 'true' : nothing}
            aria-describedby="${kind}-error"
            @change=${() => onAnswer(consentId)}
          />
          <span dir="auto">${text}</span>
        </label>`,
    )}
    ${renderError(kind, error)}
  </fieldset>`;
}

/** What the customer wrote into the field of the number. */
export function readNumber(root: ParentNode): string {
  return root.querySelector<HTMLInputElement>('#number')?.value.trim() ?? '';
}

/** Ids of the consents that are ticked. */
export function readConsents(root: ParentNode): readonly string[] {
  return [...root.querySelectorAll<HTMLInputElement>('[data-consent]:checked')].map(
    ({ dataset }) => dataset['consent'] ?? '',
  );
}

/** What it is about, as the agent's preview shows it (C10). */
export function readMatter(
  root: ParentNode,
  reasons: readonly string[],
): { path: { nodeId: string; label: string }[]; note?: string } {
  const picked = Number(root.querySelector<HTMLInputElement>('[name=reason]:checked')?.value ?? -1);
  const label = reasons[picked];
  const note = root.querySelector<HTMLTextAreaElement>('#note')?.value.trim() ?? '';
  return {
    path: label === undefined ? [] : [{ nodeId: `reason-${picked + 1}`, label }],
    ...(note ? { note } : {}),
  };
}
