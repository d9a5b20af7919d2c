import { clockIcon, infoIcon, phoneIcon } from '@beside/elements/shared';
import { html, nothing, type TemplateResult } from 'lit';

import { languageName } from '../shared/language-name.ts';
import { renderCart, renderPage, renderWay } from '../workspace/said-sections.ts';
import { customerMomentText } from './callback-times.ts';
import type { DetailModel } from './detail-model.ts';

/** What it is about, what the page said, what was agreed to and what was tried. */
export function renderAbout(model: DetailModel): TemplateResult {
  const { callback, words, times, locale } = model;
  const { details } = callback;
  return html`${renderMatter(model)}
  ${details?.context.flow ? renderWay(details.context.flow, words) : nothing}
  ${details?.context.page ? renderPage(details.context.page, words) : nothing}
  ${details?.context.cart ? renderCart(details.context.cart, { words, locale, formats: times.formats }) : nothing}
  ${renderAttempts(model)} ${renderFacts(model)}`;
}

function renderMatter({
  callback: { details },
  times: { texts },
}: DetailModel): TemplateResult | typeof nothing {
  if (!details) return nothing;
  const { path, note, formStep } = details.matter;
  const isSilent = !path.length && !note && !formStep;
  return html`<section>
    <h3>${infoIcon()}${texts.about}</h3>
    ${
      path.length
        ? html`<ol class="reasons" aria-label=${texts.path}>
            ${path.map(({ label }) => html`<li dir="auto">${label}</li>`)}
          </ol>`
        : nothing
    }
    ${note ? html`<p class="quote" dir="auto"><span class="unseen">${texts.customerNote}: </span>${note}</p>` : nothing}
    ${
      formStep
        ? html`<dl>
            <dt>${texts.formStep}</dt>
            <dd dir="auto">${formStep}</dd>
          </dl>`
        : nothing
    }
    ${isSilent ? html`<p class="note">${texts.nothingSaid}</p>` : nothing}
  </section>`;
}

function renderAttempts(model: DetailModel): TemplateResult {
  const { texts, formats } = model.times;
  const { attempts } = model.callback;
  const { now } = model;
  return html`<section>
    <h3>${phoneIcon()}${texts.attempts}</h3>
    ${
      attempts.length
        ? html`<ul class="attempts">
            ${attempts.map(
              (attempt, index) =>
                html`<li>
                  <span>${texts.attemptAt(attempt.number, formats.moment(attempt.startedAt, now))}</span>
                  <strong>${outcomeOf(model, index)}</strong>
                </li>`,
            )}
          </ul>`
        : html`<p class="note">${texts.noAttempts}</p>`
    }
  </section>`;
}

function outcomeOf({ callback, isGone, times: { texts } }: DetailModel, index: number): string {
  const { attempts, status } = callback;
  const outcome = attempts[index]?.outcome;
  if (outcome) return texts.outcome[outcome];
  // How it ended was told to whoever may still read it.
  if (isGone) return '';
  return status === 'needs-review' ? texts.unknownOutcome : texts.inFlight;
}

function renderFacts(model: DetailModel): TemplateResult {
  const { callback, words, times, now, queueName } = model;
  const { texts, formats } = times;
  const { details, requestedAt, expiresAt, siteId, locale, zone } = callback;
  const theirs = customerMomentText(requestedAt, zone, now, times);
  return html`<section>
    <h3>${clockIcon()}${texts.requested}</h3>
    <dl>
      <dt>${texts.requested}</dt>
      <dd>
        ${formats.moment(requestedAt, now)}${theirs ? html`<br /><span class="path">${theirs}</span>` : nothing}
      </dd>
      <dt>${words.queue}</dt>
      <dd>${queueName}</dd>
      <dt>${words.site}</dt>
      <dd>${siteId}</dd>
      <dt>${words.locale}</dt>
      <dd>${languageName(locale, model.locale)}</dd>
      ${
        details
          ? html`<dt>${texts.consents}</dt>
              <dd>${details.consents.join(', ') || texts.noConsents}</dd>`
          : nothing
      }
    </dl>
    <p class="note">${texts.expires(formats.moment(expiresAt, now))}</p>
  </section>`;
}
