import '@beside/elements/parts/notice';
import { html, nothing, type TemplateResult } from 'lit';

import type { WrapUpDraft } from './callback-work.ts';
import { idsOf, type DetailModel } from './detail-model.ts';
import { dispositionText, type Disposition } from './dispositions.ts';
import { record } from './render-call.ts';

/** What the form of a call's end is drawn from besides the callback. */
export interface WrapUpModel extends DetailModel {
  /** What may be said came of it. */
  readonly dispositions: readonly Disposition[];
  /** It was sent without a result. */
  readonly isIncomplete: boolean;
  readonly keep: (draft: WrapUpDraft) => void;
  readonly refuse: () => void;
}

/** Longest note, in characters; the server counts bytes, of which a character of Hangul has three. */
const MAX_NOTE = 1_000;

/** Result and note, while the call lasts and after it; and the correction that a machine answered. */
export function renderWrapUp(model: WrapUpModel): TemplateResult {
  const { times, locale, draft, dispositions, isPending, isIncomplete, keep } = model;
  const { texts } = times;
  return html`<form
    class="wrap-up"
    novalidate
    aria-labelledby="wrap-up"
    @submit=${(event: Event) => finish(event, model)}
  >
    <h3 id="wrap-up">${texts.wrapUp}</h3>
    <div role="alert" ?hidden=${!isIncomplete}>
      ${isIncomplete ? html`<beside-notice tone="danger">${texts.dispositionMissing}</beside-notice>` : nothing}
    </div>
    <fieldset>
      <legend>${texts.disposition}</legend>
      <div class="choices">
        ${dispositions.map(
          (known) =>
            html`<label>
              <input
                type="radio"
                name="disposition"
                value=${known.disposition}
                .checked=${draft.disposition === known.disposition}
                @change=${() => keep({ ...draft, disposition: known.disposition })}
              /><span dir="auto">${dispositionText(known, locale)}</span>
            </label>`,
        )}
      </div>
    </fieldset>
    <label class="field">
      <span>${texts.note} <span class="note">${texts.noteDetail}</span></span>
      <textarea
        rows="3"
        maxlength=${MAX_NOTE}
        dir="auto"
        .value=${draft.note}
        @input=${(event: InputEvent) => {
          // The listener sits on exactly this field.
          keep({ ...draft, note: (event.currentTarget as HTMLTextAreaElement).value });
        }}
      ></textarea>
    </label>
    <div class="buttons">
      <button
        type="submit"
        class="button primary"
        aria-disabled=${isPending ? 'true' : nothing}
        aria-busy=${isPending ? 'true' : nothing}
      >
        ${texts.complete}
      </button>
      ${renderCorrection(model)}
    </div>
  </form>`;
}

/** A machine that answers is no success (C2). */
function renderCorrection(model: DetailModel): TemplateResult | typeof nothing {
  const { callback, times, progress, isPending } = model;
  const { texts } = times;
  const isKnown = (callback.attemptId ?? progress.attemptId) !== undefined;
  if (!isKnown || !callback.details?.recordable.includes('voicemail')) return nothing;
  return html`<button
    type="button"
    class="button quiet"
    title=${texts.wasVoicemailDetail}
    aria-disabled=${isPending ? 'true' : nothing}
    @click=${() => record(model, 'voicemail')}
  >
    ${texts.wasVoicemail}
  </button>`;
}

function finish(event: Event, model: WrapUpModel): void {
  event.preventDefault();
  const { disposition, note } = model.draft;
  if (disposition === undefined) return model.refuse();
  const written = note.trim();
  model.ask({
    type: 'callback.complete',
    ...idsOf(model),
    disposition,
    ...(written ? { note: written } : {}),
  });
}
