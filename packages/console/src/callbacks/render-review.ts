import type { AttemptOutcome } from '@beside/protocol';
import '@beside/elements/parts/notice';
import { html, nothing, type TemplateResult } from 'lit';

import { idsOf, type DetailModel } from './detail-model.ts';

/** Ways of not having been reached that a supervisor can find out: by the exchange's own log, or by asking. */
const MISSED: readonly AttemptOutcome[] = [
  'no-answer',
  'busy',
  'voicemail',
  'invalid-number',
  'carrier-error',
];

/** A call of which nobody knows the end: what is known, and for supervisors the decision. */
export function renderReview(model: DetailModel): TemplateResult {
  const { callback, times, isSupervisor, isPending, progress } = model;
  const { texts } = times;
  const attemptId = callback.attemptId ?? progress.attemptId;
  return html`<div class="review" role="group" aria-labelledby="review">
    <h3 id="review">${texts.reviewTitle}</h3>
    ${callback.reviewReason ? html`<p>${texts.reviewReason[callback.reviewReason]}</p>` : nothing}
    <p class="note">${texts.reviewDetail}</p>
    ${
      isSupervisor && attemptId !== undefined
        ? html`<div class="buttons">${button('talked', texts.reviewTalked, 'primary')}</div>
            <fieldset class="outcomes">
              <legend>${texts.reviewMissed}</legend>
              ${MISSED.map((outcome) => button(outcome, texts.outcome[outcome], ''))}
            </fieldset>`
        : html`<p>${texts.reviewOthers}</p>`
    }
  </div>`;

  function button(outcome: AttemptOutcome, text: string, look: string): TemplateResult {
    return html`<button
      type="button"
      class="button ${look}"
      aria-disabled=${isPending ? 'true' : nothing}
      @click=${() => attemptId && model.ask({ type: 'callback.resolve', ...idsOf(model), attemptId, outcome })}
    >
      ${text}
    </button>`;
  }
}
