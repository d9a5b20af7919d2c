import type { AttemptOutcome } from '@beside/protocol';
import { phoneIcon } from '@beside/elements/shared';
import { html, nothing, type TemplateResult } from 'lit';

import { endIcon, returnIcon } from '../shared/console-icons.ts';
import { callDuration, counterText } from './call-progress.ts';
import { idsOf, type DetailModel } from './detail-model.ts';

/** The digits both sides see, the number, and what can be done about the call now. */
export function renderCall(model: DetailModel): TemplateResult {
  const { callback, times } = model;
  const { texts } = times;
  return html`<div class="call" role="group" aria-label=${texts.call}>
    <div class="check">
      <span class="label">${texts.check}</span>
      <strong class="digits">${callback.checkCode}</strong>
      <span class="note">${texts.checkDetail}</span>
    </div>
    <div class="line">
      ${renderNumber(model)}
      ${callback.status === 'previewing' && model.isHeld ? renderPreview(model) : nothing}
      ${isCalling(model) ? renderRunning(model) : nothing}
    </div>
  </div>`;
}

const isCalling = ({ callback: { status } }: DetailModel): boolean =>
  ['dialing', 'holding', 'connected', 'wrapping'].includes(status);

function renderNumber({ callback, times: { texts } }: DetailModel): TemplateResult {
  const { details, numberEnding, callerNumber } = callback;
  const full = details?.formattedNumber ?? details?.number;
  const ending = numberEnding === undefined ? texts.inPage : texts.numberEnding(numberEnding);
  return html`<p class="number"><span class="unseen">${texts.number}: </span><bdi>${full ?? ending}</bdi></p>
    ${callerNumber ? html`<p class="note">${texts.callsFrom(callerNumber)}</p>` : nothing}`;
}

/** The time box of the preview, dialing, and giving back. */
function renderPreview(model: DetailModel): TemplateResult {
  const { callback, times, now, progress, isPending, ask } = model;
  const { texts } = times;
  const { preview, details, revision } = callback;
  return html`${preview ? renderTimeBox(preview, progress.preparedAt, now, texts) : nothing}
    <div class="buttons">
      <button
        type="button"
        class="button primary dial"
        title="Alt L"
        aria-keyshortcuts="Alt+L"
        aria-disabled=${isPending ? 'true' : nothing}
        aria-busy=${isPending ? 'true' : nothing}
        @click=${() => ask({ type: 'callback.dial', ...idsOf(model), revision })}
      >
        ${phoneIcon()}${details?.dialHref ? texts.dialByHand : texts.dial}
      </button>
      <button
        type="button"
        class="button"
        aria-disabled=${isPending ? 'true' : nothing}
        @click=${() => ask({ type: 'callback.release', ...idsOf(model) })}
      >
        ${returnIcon()}${texts.giveBack}
      </button>
    </div>
    ${details?.dialHref ? html`<p class="note">${texts.dialByHandDetail}</p>` : nothing}`;
}

function renderTimeBox(
  { endsAt, isDialedAtEnd }: NonNullable<DetailModel['callback']['preview']>,
  preparedAt: number | undefined,
  now: number,
  texts: DetailModel['times']['texts'],
): TemplateResult {
  const leftMs = Math.max(0, endsAt - now);
  // Rounded up like every countdown: it says 0:01 until it is over.
  const left = counterText(Math.ceil(leftMs / 1_000) * 1_000);
  const text = isDialedAtEnd ? texts.dialedIn(left) : texts.givenBackIn(left);
  const over = isDialedAtEnd ? texts.dialedNow : texts.givenBackNow;
  return html`<div class="box ${leftMs < 10_000 ? 'short' : ''}">
    <p role="timer">${leftMs > 0 ? text : over}</p>
    ${
      preparedAt === undefined
        ? nothing
        : html`<progress aria-hidden="true" max=${endsAt - preparedAt} .value=${leftMs}></progress>`
    }
  </div>`;
}

/** Ringing or talking: how long, and what the agent may say about it. */
function renderRunning(model: DetailModel): TemplateResult {
  const { callback, times, now, progress, isHeld } = model;
  const { texts } = times;
  const { status, details } = callback;
  const state = { dialing: texts.ringing, holding: texts.onLine, wrapping: texts.status.wrapping }[
    status as string
  ];
  const isOpen = status === 'dialing' || status === 'connected';
  return html`<p class="running ${status}">
      <span class="pulse" aria-hidden="true"></span>${state ?? texts.talking}
      <span class="timer" role="timer">${counterText(callDuration(callback, progress, now))}</span>
    </p>
    ${isHeld && status === 'dialing' && !details?.recordable.length ? html`<p class="note">${texts.exchangeSays}</p>` : nothing}
    ${
      isHeld && status === 'dialing' && details?.dialHref
        ? html`<a class="button" href=${details.dialHref}>${phoneIcon()}${texts.linkAgain}</a>
            <p class="note">${texts.linkAgainDetail}</p>`
        : nothing
    }
    ${isHeld && isOpen ? renderOutcomes(model) : nothing}`;
}

/** What the agent heard, where no exchange hears it. A person who answered may still turn out to be none. */
function renderOutcomes(model: DetailModel): TemplateResult | typeof nothing {
  const { callback, times } = model;
  const { texts } = times;
  const recordable = callback.details?.recordable ?? [];
  if (callback.status === 'dialing')
    return recordable.length
      ? html`<fieldset class="outcomes">
          <legend>${texts.record}</legend>
          ${recordable.map((result) => outcomeButton(model, result))}
        </fieldset>`
      : nothing;
  // A machine that answered has a button of its own, below with the result.
  const others = recordable.filter((result) => result !== 'talked' && result !== 'voicemail');
  return html`${recordable.includes('talked') ? html`<div class="buttons">${outcomeButton(model, 'talked')}</div>` : nothing}
  ${
    others.length
      ? html`<details>
          <summary>${texts.wasNobody}</summary>
          <div class="outcomes">${others.map((result) => outcomeButton(model, result))}</div>
        </details>`
      : nothing
  }`;
}

function outcomeButton(model: DetailModel, result: 'connected' | AttemptOutcome): TemplateResult {
  const { texts } = model.times;
  const text =
    result === 'connected'
      ? texts.connectedOutcome
      : result === 'talked'
        ? texts.callIsOver
        : texts.outcome[result];
  return html`<button
    type="button"
    class="button ${result === 'connected' ? 'primary' : ''}"
    aria-disabled=${model.isPending ? 'true' : nothing}
    @click=${() => record(model, result)}
  >
    ${result === 'talked' ? endIcon() : nothing}${text}
  </button>`;
}

/** Says how the last attempt ended; does nothing before it is known which one that is. */
export function record(model: DetailModel, result: 'connected' | AttemptOutcome): void {
  const attemptId = model.callback.attemptId ?? model.progress.attemptId;
  if (attemptId !== undefined) model.ask({ type: 'callback.record', ...idsOf(model), attemptId, result });
}
