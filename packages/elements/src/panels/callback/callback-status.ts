import type { CallbackView, ErrorDetails } from '@beside/protocol';
import { createSystemClock, type PendingCallback } from '@beside/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';

import '../../parts/dialog/dialog.ts';
import { controls } from '../../shared/controls.ts';
import { defineElement } from '../../shared/define-element.ts';
import { createFormats } from '../../shared/formats.ts';
import { alertIcon, checkIcon, clockIcon, externalLinkIcon, phoneIcon } from '../../shared/more-icons.ts';
import { PanelElement } from '../../shared/panel-element.ts';
import { enCallbackStatus } from '../../shared/terms/callback-status.ts';
import { enCallback } from '../../shared/terms/callback.ts';
import type { CallbackStatusTerms, CallbackTerms } from '../../shared/terms/texts.ts';
import { tokens } from '../../shared/tokens.ts';
import { BesideCallbackActEvent, type CallbackAction } from './callback-events.ts';
import { callbackStatusStyles } from './callback-status.styles.ts';
import { BesideCallbackCodeEvent } from './code-event.ts';
import { problemStyles } from './problem.styles.ts';
import { cityOf, showSameTime } from './slot-days.ts';
import { findActions, statusText } from '../../client/callback-status-text.ts';
import { countdownText } from '../../client/countdown-text.ts';

/** The countdown says minutes. */
const TICK_MS = 20_000;
const RINGING: readonly CallbackView['status'][] = [
  'due',
  'offered',
  'previewing',
  'dialing',
  'holding',
  'connected',
];

/**
 * Where the customer's callback stands, what was promised, how they recognise the call, and what they may do about it.
 *
 * @fires {BesideCallbackActEvent} beside-callback-act - The customer wants to do something about it.
 * @fires {BesideCallbackCodeEvent} beside-callback-code - The customer says the code.
 */
export class BesideCallbackStatus extends PanelElement {
  static override styles = [tokens, controls, problemStyles, callbackStatusStyles];

  readonly #clock = createSystemClock();
  #cancelTick: (() => void) | undefined;

  #texts: CallbackTerms & CallbackStatusTerms = { ...enCallbackStatus, ...enCallback };

  @query('h3') private heading?: HTMLElement | null;

  @state() private isAsking = false;
  @state() private codeError = '';

  /** Texts to show. */
  @property({ attribute: false }) texts: CallbackTerms = enCallback;
  /** The callback. */
  @property({ attribute: false }) view: CallbackView | undefined = undefined;
  /** What is on its way to the server. */
  @property({ attribute: false }) pending: PendingCallback | undefined = undefined;
  @property({ attribute: false }) canRetry = false;
  /** What is wrong, in a sentence. */
  @property() problem = '';
  /** What is said about the code that was refused. */
  @property({ attribute: false }) codeDetails: ErrorDetails | undefined = undefined;
  /** Zone of the customer; their browser's unless a test says otherwise. */
  @property({ attribute: false }) ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  /** Server's clock minus this one's, ms. */
  @property({ attribute: false }) clockOffsetMs = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    const tick = (): void => {
      this.#cancelTick = this.#clock.after(TICK_MS, tick);
      this.requestUpdate();
    };
    tick();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#cancelTick?.();
  }

  override focus(): void {
    this.heading?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('texts')) this.#texts = { ...enCallbackStatus, ...this.texts };
    if (changed.has('locale') || changed.has('ownZone'))
      this.formats = createFormats(this.locale, this.ownZone);
  }

  override render(): TemplateResult | typeof nothing {
    const { view, pending, problem } = this;
    const texts = this.#texts;
    if (!view) return this.#renderKept();
    const now = this.#clock.now() + this.clockOffsetMs;
    const { title, detail, aimAt } = statusText(texts, this.formats, view, now);
    const countdown = aimAt === undefined ? undefined : countdownText(texts, this.formats, aimAt, now);
    const actions = findActions(view, this.canRetry);
    const isOpen = view.endedAt === undefined;
    return html`<div class="card ${isOpen ? '' : 'over'}">
        <span class="seal ${RINGING.includes(view.status) ? 'rings' : ''}" aria-hidden="true"
          >${this.#icon(view)}</span
        >
        <div role="status">
          <h3 tabindex="-1">${title}</h3>
          ${detail ? html`<p>${detail}</p>` : nothing}
        </div>
        ${countdown ? html`<p class="countdown">${countdown}</p>` : nothing} ${this.#renderOtherZone(view)}
      </div>
      ${problem ? html`<p class="problem" role="alert">${alertIcon()}<span>${problem}</span></p>` : nothing}
      <p class="pending" role="status">
        ${pending ? (pending.isSending ? texts.changing : texts.changeKept) : ''}
      </p>
      ${view.status === 'verifying' ? this.#renderCode() : nothing}
      ${isOpen ? this.#renderFacts(view) : nothing} ${this.#renderAttempts(view, now)}
      <div class="actions">
        ${actions.again ? this.#renderButton('again', texts.callAgain, 'primary') : nothing}
        ${actions.move ? this.#renderButton('move', texts.anotherTime, '') : nothing}
        ${actions.anew ? this.#renderButton('new', texts.askAnew, actions.again ? '' : 'primary') : nothing}
        ${
          actions.cancel
            ? html`<button type="button" class="button quiet" @click=${() => (this.isAsking = true)}>
                ${texts.callOff}
              </button>`
            : nothing
        }
        ${actions.anew ? this.#renderButton('chat', texts.writeInstead, 'quiet') : nothing}
      </div>
      ${isOpen && view.manageUrl ? this.#renderLink(view.manageUrl) : nothing} ${this.#renderQuestion()}`;
  }

  /** A request of which the server has said nothing yet. */
  #renderKept(): TemplateResult | typeof nothing {
    const { pending } = this;
    const texts = this.#texts;
    if (!pending) return nothing;
    const isWithdrawn = pending.kind === 'cancel';
    const title = isWithdrawn ? texts.withdrawn : pending.isSending ? texts.sending : texts.keptTitle;
    const detail =
      isWithdrawn || pending.isSending ? '' : texts.keptDetail(this.formats.time(pending.intentAt));
    return html`<div class="card">
        <span class="seal" aria-hidden="true">${clockIcon()}</span>
        <div role="status">
          <h3 tabindex="-1">${title}</h3>
          ${detail ? html`<p>${detail}</p>` : nothing}
        </div>
      </div>
      ${
        isWithdrawn
          ? nothing
          : html`<div class="actions">
              <button type="button" class="button quiet" @click=${() => (this.isAsking = true)}>
                ${texts.callOff}
              </button>
            </div>`
      }
      ${this.#renderQuestion()}`;
  }

  /** Beside a time that is still to come. */
  #renderOtherZone({ when, status }: CallbackView): TemplateResult | typeof nothing {
    if (when.kind === 'asap' || status !== 'scheduled') return nothing;
    const { startAt, endAt, wall } = when;
    if (showSameTime(this.ownZone, wall.zone, [startAt])) return nothing;
    const there = createFormats(this.locale, wall.zone);
    return html`<p class="there">
      ${this.#texts.centreTimes(there.moment(startAt, startAt), there.time(endAt), cityOf(wall.zone))}
    </p>`;
  }

  #renderFacts(view: CallbackView): TemplateResult {
    const texts = this.#texts;
    const { numberEnding, callerNumber, checkCode } = view;
    return html`<dl>
      <div>
        <dt>${texts.factNumber}</dt>
        <dd>${numberEnding === undefined ? texts.factPage : texts.factNumberEnding(numberEnding)}</dd>
      </div>
      ${
        callerNumber === undefined
          ? nothing
          : html`<div>
              <dt>${texts.factCaller}</dt>
              <dd><bdi dir="ltr">${callerNumber}</bdi></dd>
            </div>`
      }
      <div class="code">
        <dt>${texts.factCode}</dt>
        <dd><b>${checkCode}</b><span>${texts.factCodeWhy}</span></dd>
      </div>
    </dl>`;
  }

  #renderAttempts({ attempts }: CallbackView, now: number): TemplateResult | typeof nothing {
    if (attempts.length === 0) return nothing;
    const { formats } = this;
    const texts = this.#texts;
    return html`<section>
      <h4>${texts.factAttempts}</h4>
      <ol>
        ${attempts.map(
          ({ startedAt, outcome }) =>
            html`<li>
              ${texts.attempt(formats.moment(startedAt, now), texts[outcome ? (`outcome_${outcome}` as const) : 'outcome_open'])}
            </li>`,
        )}
      </ol>
    </section>`;
  }

  #renderCode(): TemplateResult {
    const texts = this.#texts;
    const error = this.codeError || this.#codeProblem();
    return html`<form novalidate @submit=${this.#sayCode}>
      <label for="code">${texts.codeLabel}</label>
      <div class="row">
        <input
          id="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          dir="ltr"
          maxlength="12"
          aria-required="true"
          aria-invalid=${error ? 'true' : nothing}
          aria-describedby="code-error"
        />
        <button class="button primary">${texts.codeSend}</button>
      </div>
      <p class="error" id="code-error" ?hidden=${!error}>${alertIcon()}<span>${error}</span></p>
      ${this.#renderButton('send-code', texts.codeAgain, 'quiet')}
    </form>`;
  }

  #codeProblem(): string {
    const { codeDetails } = this;
    const texts = this.#texts;
    if (!codeDetails) return '';
    const { triesLeft, reason } = codeDetails;
    if (reason === 'expired' || triesLeft === 0) return texts.codeExpired;
    return typeof triesLeft === 'number' ? texts.codeTries(this.formats.number(triesLeft)) : texts.codeWrong;
  }

  #renderButton(action: CallbackAction, text: string, look: string): TemplateResult {
    return html`<button
      type="button"
      class="button ${look}"
      ?disabled=${this.pending !== undefined && action !== 'chat'}
      @click=${() => this.dispatchEvent(new BesideCallbackActEvent(action))}
    >
      ${text}
    </button>`;
  }

  #renderLink(url: string): TemplateResult {
    return html`<a class="manage" href=${url} target="_blank" rel="noopener noreferrer"
      >${externalLinkIcon()}<span>${this.#texts.manage}</span></a
    >`;
  }

  #renderQuestion(): TemplateResult | typeof nothing {
    const { isAsking } = this;
    const texts = this.#texts;
    if (!isAsking) return nothing;
    return html`<beside-dialog
      open
      danger
      heading=${texts.cancelTitle}
      confirm-label=${texts.cancelConfirm}
      cancel-label=${texts.cancelNot}
      @beside-confirm=${this.#confirm}
      @beside-cancel=${() => (this.isAsking = false)}
      >${texts.cancelDetail}</beside-dialog
    >`;
  }

  #icon({ endedAt, status }: CallbackView): TemplateResult {
    if (status === 'completed' || status === 'superseded') return checkIcon();
    if (status === 'scheduled' || status === 'waiting') return clockIcon();
    return endedAt === undefined || status === 'exhausted' ? phoneIcon() : alertIcon();
  }

  #confirm = (): void => {
    this.isAsking = false;
    this.dispatchEvent(new BesideCallbackActEvent('cancel'));
  };

  #sayCode = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const input = this.renderRoot.querySelector<HTMLInputElement>('#code');
    // Digits of other scripts and the space in the middle come along when a code is pasted.
    const code = (input?.value ?? '').normalize('NFKC').replace(/\s/g, '');
    const isCode = /^\d{6}$/.test(code);
    this.codeError = isCode ? '' : this.#texts.codeFormat;
    if (isCode) return void this.dispatchEvent(new BesideCallbackCodeEvent(code));
    await this.updateComplete;
    input?.focus();
  };
}

defineElement('beside-callback-status', BesideCallbackStatus);

declare global {
  interface HTMLElementTagNameMap {
    'beside-callback-status': BesideCallbackStatus;
  }
}
