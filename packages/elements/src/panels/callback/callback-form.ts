import type { CallbackOffer, CallbackView, WantedWhen } from '@beside/protocol';
import { createSystemClock, type CallbackChannel, type FlowWay } from '@beside/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import { minutesText } from '../../client/waiting-text.ts';
import { controls } from '../../shared/controls.ts';
import { defineElement } from '../../shared/define-element.ts';
import { alertIcon } from '../../shared/panel-icons.ts';
import { PanelElement } from '../../shared/panel-element.ts';
import { enCallback } from '../../shared/terms/callback.ts';
import type { CallbackRefusalTerms, CallbackTerms } from '../../shared/terms/texts.ts';
import { tokens } from '../../shared/tokens.ts';
import { BesideCallbackActEvent, BesideCallbackAskEvent } from './callback-events.ts';
import { callbackFormStyles } from './callback-form.styles.ts';
import type * as checks from './find-missing.ts';
import type { FormProblem } from './find-missing.ts';
import {
  introText,
  readConsents,
  readMatter,
  readNumber,
  renderConsents,
  renderError,
  renderReason,
} from './form-parts.ts';
import type { HoldKeeper } from './hold-keeper.ts';
import { offersNow } from './offers-now.ts';
import { problemStyles } from './problem.styles.ts';
import type { FormPart, ReadRefusal } from './refusal-text.ts';
import type { BesideSlotPickEvent } from './slot-pick-event.ts';
import type { BesideSlotPicker } from './slot-picker.ts';

/** Arrow keys run through radios; only where they rest is kept. */
const REST_MS = 400;

/**
 * The form that asks for a callback, or for another time of one (`move`). Keeps what was filled in until it is taken off
 * the page, and no longer.
 *
 * @fires {BesideCallbackAskEvent} beside-callback-ask - It is filled in.
 * @fires {BesideCallbackActEvent} beside-callback-act - `back` from moving, or `chat`.
 */
export class BesideCallbackForm extends PanelElement {
  static override styles = [tokens, controls, problemStyles, callbackFormStyles];

  readonly #clock = createSystemClock();
  readonly #answeredAt = new Map<string, number>();
  #cancelRest: (() => void) | undefined;
  /** The field of the number whose typing is watched. */
  #watched: EventTarget | null = null;
  /** There as soon as a time is to be chosen. */
  #keeper: HoldKeeper | undefined;

  @state() private kind: WantedWhen['kind'] | undefined = undefined;
  @state() private chosen: number | undefined = undefined;
  /** What looks for what is missing; there with the first thing that is filled in. */
  @state() private checker: typeof checks | undefined = undefined;
  @state() private missing: readonly FormProblem[] = [];
  /** Something was changed since it was refused. */
  @state() private isMended = false;
  /** Why the slot that was picked last is not to be had. */
  @state() private lost: ReadRefusal | undefined = undefined;

  /** Texts to show. */
  @property({ attribute: false }) texts: CallbackTerms = enCallback;
  @property({ attribute: false }) channel: CallbackChannel | undefined = undefined;
  /** What may be chosen. */
  @property({ attribute: false }) offer: CallbackOffer | undefined = undefined;
  /** The callback that shall be moved; absent: a new one is asked for. */
  @property({ attribute: false }) moved: CallbackView | undefined = undefined;
  /** What was refused, until something is changed. */
  @property({ attribute: false }) refusal: ReadRefusal | undefined = undefined;
  /** Why no call as soon as possible is offered. */
  @property() notNow = '';
  /** What it may be about, in the site's words. */
  @property({ attribute: false }) reasons: readonly string[] = [];
  /** What the site's flow knows of it; then the first reason is the one. */
  @property({ attribute: false }) way: FlowWay | undefined = undefined;
  /** Server's clock minus this one's, ms. */
  @property({ attribute: false }) clockOffsetMs = 0;
  /** It is being sent. */
  @property({ type: Boolean }) busy = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#cancelRest?.();
    this.#keeper?.drop();
  }

  /** Moves the focus to the first thing that is wrong, else to the heading. */
  override focus(): void {
    // The first in the order of the form; a group is entered by its first control.
    const wrong = this.renderRoot.querySelector<HTMLElement>(
      '.problem, fieldset[aria-invalid="true"] input, beside-slot-picker.wrong, #number[aria-invalid="true"]',
    );
    (wrong ?? this.renderRoot.querySelector<HTMLElement>('h3'))?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('offer')) this.#fitOffer();
  }

  override render(): TemplateResult | typeof nothing {
    const { texts, moved, offer, missing } = this;
    if (!offer) return nothing;
    const refusal = this.#refusal;
    const isWhole = refusal !== undefined && refusal.part === undefined;
    return html`<form novalidate @submit=${this.#submit} @input=${this.#soften}>
      <h3 tabindex="-1">${moved ? texts.moveTitle : texts.callbackTitle}</h3>
      <p class="intro">${introText(texts, offer, moved)}</p>
      ${
        isWhole
          ? html`<p class="problem" tabindex="-1" role="alert">${alertIcon()}<span>${refusal.text}</span></p>`
          : nothing
      }
      ${moved ? nothing : renderReason(texts, this.reasons, this.way !== undefined)}
      ${this.#renderWhen(offer)} ${this.#renderNumber(offer)} ${moved ? nothing : this.#renderConsents(offer)}
      <div class="end">
        <p class="promise" role="status">${this.#needs?.fieldsMissing(missing.length) ?? this.#promise()}</p>
        <button class="button primary wide" ?disabled=${this.busy} aria-busy=${this.busy ? 'true' : nothing}>
          ${moved ? texts.askMove : texts.ask}
        </button>
        ${
          moved
            ? html`<button type="button" class="button quiet wide" @click=${() => this.#act('back')}>
                ${texts.keepAsIs}
              </button>`
            : html`<button type="button" class="button quiet wide" @click=${() => this.#act('chat')}>
                ${texts.writeInstead}
              </button>`
        }
      </div>
    </form>`;
  }

  #renderWhen(offer: CallbackOffer): TemplateResult {
    const { texts, kind, missing } = this;
    const { availability } = offer;
    const hasSlots = availability.slots.length > 0 && availability.offer !== 'asap';
    const isMissing = missing.includes('when');
    const waiting = availability.waiting && minutesText(texts, this.formats, availability.waiting);
    return html`<fieldset aria-invalid=${isMissing ? 'true' : nothing} aria-describedby="when-error">
      <legend>${texts.whenTitle}</legend>
      ${
        offersNow(offer)
          ? this.#renderChoice(
              'asap',
              texts.whenAsap,
              waiting ? texts.callMeNow(waiting) : texts.whenAsapUnknown,
            )
          : html`<p class="hint">${this.notNow}</p>`
      }
      ${hasSlots ? this.#renderChoice('scheduled', texts.whenLater, this.#nextText(offer)) : nothing}
      ${renderError('when', isMissing ? this.#needs?.requiredWhen : this.#partText('when', kind !== 'scheduled'))}
      ${kind === 'scheduled' && hasSlots ? this.#renderPicker(offer) : nothing}
    </fieldset>`;
  }

  #renderChoice(kind: WantedWhen['kind'], title: string, detail: string): TemplateResult {
    return html`<label class="choice">
      <input type="radio" name="when" .checked=${this.kind === kind} @change=${() => this.#choose(kind)} />
      <span><span class="title">${title}</span><span class="detail">${detail}</span></span>
    </label>`;
  }

  #renderPicker({ availability }: CallbackOffer): TemplateResult {
    const isMissing = this.missing.includes('slot');
    const error = this.#partText('when', true);
    if (!this.#keeper) void this.#loadPicker();
    return html`<beside-slot-picker
      class=${isMissing || error ? 'wrong' : ''}
      .texts=${this.texts}
      .locale=${this.locale}
      .slots=${availability.slots}
      .chosen=${this.chosen}
      .hold=${this.#keeper?.state}
      .centreZone=${availability.zone}
      .now=${this.#now()}
      .alternatives=${this.#refusal?.alternatives ?? []}
      .error=${error}
      ?missing=${isMissing}
      @beside-slot-pick=${this.#handlePick}
    ></beside-slot-picker>`;
  }

  #renderNumber({ targets }: CallbackOffer): TemplateResult | typeof nothing {
    const { texts, moved, missing } = this;
    if (!targets.includes('phone')) return nothing;
    const error = missing.includes('number') ? this.#needs?.requiredNumber : this.#partText('number', true);
    return html`<div class="field">
      <label for="number">
        ${moved ? texts.newNumberLabel : texts.numberTitle}
        ${moved ? html`<span class="mark">${texts.optional}</span>` : nothing}
      </label>
      <input
        id="number"
        type="tel"
        inputmode="tel"
        autocomplete="tel"
        dir="ltr"
        maxlength="40"
        value=${(!moved && this.way?.phone) || nothing}
        aria-required=${moved ? nothing : 'true'}
        aria-invalid=${error ? 'true' : nothing}
        aria-describedby="number-hint number-error"
        @focus=${this.#watchNumber}
      />
      <p id="number-hint" class="hint">${texts.numberHint}</p>
      ${renderError('number', error)}
    </div>`;
  }

  #renderConsents({ consents }: CallbackOffer): readonly unknown[] {
    const { texts, missing } = this;
    const isMissing = missing.includes('consents');
    const error = isMissing ? this.#needs?.requiredConsent : this.#partText('consents', true);
    const note = (consentId: string): void => void this.#answeredAt.set(consentId, this.#clock.now());
    return [
      renderConsents(texts, 'required', consents, error, note),
      renderConsents(texts, 'optional', consents, '', note),
    ];
  }

  #partText(part: FormPart, isHere: boolean): string {
    const refusal = this.#refusal;
    return isHere && refusal?.part === part ? refusal.text : '';
  }

  get #needs(): CallbackRefusalTerms | undefined {
    return this.missing.length > 0 ? this.checker?.missingTexts(this.texts) : undefined;
  }

  get #refusal(): ReadRefusal | undefined {
    return this.lost ?? (this.isMended ? undefined : this.refusal);
  }

  #nextText({ availability: { slots } }: CallbackOffer): string {
    const [next] = slots;
    return next ? this.texts.callMeNext(this.formats.moment(next.startAt, this.#now())) : '';
  }

  #promise(): string {
    const { texts, kind, chosen } = this;
    if (kind === 'asap') return texts.askedForAsap;
    return kind && chosen !== undefined ? texts.askedFor(this.formats.moment(chosen, this.#now())) : '';
  }

  /** A new offer: what was chosen stays where it is still there. */
  #fitOffer(): void {
    const { offer } = this;
    const availability = offer?.availability;
    const kept = this.#keeper?.state;
    const isKept = kept?.startAt === this.chosen && kept?.status === 'held';
    const isThere = availability?.slots.some(({ startAt }) => startAt === this.chosen);
    if (this.chosen !== undefined && !isThere && !isKept) this.chosen = undefined;
    if (this.kind === 'asap' && offer && !offersNow(offer)) this.kind = undefined;
    if (this.kind === undefined && availability?.offer === 'asap') this.kind = 'asap';
    if (this.kind === undefined && availability?.offer === 'scheduled') this.kind = 'scheduled';
  }

  #choose(kind: WantedWhen['kind']): void {
    this.kind = kind;
    this.lost = undefined;
    if (kind === 'scheduled') return;
    this.chosen = undefined;
    this.#keeper?.drop();
  }

  #handlePick = ({ detail }: BesideSlotPickEvent): void => {
    this.chosen = detail;
    this.lost = undefined;
    this.#soften();
    this.#cancelRest?.();
    this.#cancelRest = this.#clock.after(REST_MS, () => void this.#keep(detail));
  };

  async #keep(startAt: number): Promise<void> {
    const refusal = await this.#keeper?.pick(startAt);
    if (!refusal || this.chosen !== startAt) return;
    this.chosen = undefined;
    const loaded = await import('./refusal-text.ts').catch(() => undefined);
    this.lost = loaded?.readRefusal(this.texts, refusal, true) ?? {
      ...{ text: this.terms.error_other, part: 'when', alternatives: [] },
    };
    this.#act('look-again');
  }

  /** Without it the number stays as it was typed, which the server reads as well. */
  #watchNumber = async ({ target }: FocusEvent): Promise<void> => {
    if (this.#watched === target) return;
    this.#watched = target;
    const loaded = await import('./number-typing.ts').catch(() => undefined);
    if (loaded)
      loaded.watchNumber(target as HTMLInputElement, () => this.offer?.country); // it listens on that field
    else this.#watched = null;
  };

  /** Chunks of their own; what cannot be loaded now is asked for with the next change. */
  async #loadPicker(): Promise<void> {
    const loaded = await import('./slot-picker.ts').catch(() => undefined);
    this.#keeper ??= loaded?.createHoldKeeper({
      clock: this.#clock,
      serverNow: () => this.#now(),
      findChannel: () => this.channel,
      onChange: () => this.requestUpdate(),
    });
  }

  /** Without it nothing is told beforehand, and the server says what is missing. */
  async #loadChecker(): Promise<void> {
    this.checker ??= await import('./find-missing.ts').catch(() => undefined);
  }

  /** Whoever mends something has read what was wrong. */
  #soften = (): void => {
    this.isMended = true;
    void this.#loadChecker();
    if (this.missing.length > 0) this.missing = this.#findMissing();
  };

  #findMissing(): readonly FormProblem[] {
    const { offer, kind, chosen, moved, checker } = this;
    if (!offer || !checker) return [];
    const [number, given] = [readNumber(this.renderRoot), readConsents(this.renderRoot)];
    return checker.findMissing({ offer, kind, chosen, number, given, isMove: moved !== undefined });
  }

  #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.busy) return;
    await this.#loadChecker();
    this.missing = this.#findMissing();
    if (this.missing.length > 0) {
      await this.updateComplete;
      await this.renderRoot.querySelector<BesideSlotPicker>('beside-slot-picker')?.updateComplete;
      this.focus();
      return;
    }
    const { offer, moved } = this;
    const when = this.#when();
    if (!offer || !when) return;
    this.lost = undefined;
    this.isMended = false;
    const number = readNumber(this.renderRoot);
    const choice = {
      ...{ when, availabilityRevision: offer.availability.revision },
      ...(number ? { number } : {}),
      ...(number && offer.country ? { country: offer.country } : {}),
    };
    const given = readConsents(this.renderRoot);
    this.dispatchEvent(
      new BesideCallbackAskEvent(
        moved
          ? choice
          : {
              ...choice,
              ...(this.way?.queueId ? { queueId: this.way.queueId } : {}),
              matter: readMatter(this.renderRoot, this.reasons),
              consents: offer.consents.map((text) => ({
                ...{ text, isGiven: given.includes(text.consentId) },
                at: this.#answeredAt.get(text.consentId),
              })),
            },
      ),
    );
  };

  #when(): WantedWhen | undefined {
    const { kind, chosen } = this;
    if (kind === 'asap') return { kind };
    if (chosen === undefined) return undefined;
    const kept = this.#keeper?.state;
    const holdId = kept?.startAt === chosen && kept.status === 'held' ? kept.hold?.holdId : undefined;
    return { kind: 'scheduled', startAt: chosen, ...(holdId ? { holdId } : {}) };
  }

  #act(action: 'back' | 'chat' | 'look-again'): void {
    this.dispatchEvent(new BesideCallbackActEvent(action));
  }

  #now(): number {
    return this.#clock.now() + this.clockOffsetMs;
  }
}

defineElement('beside-callback-form', BesideCallbackForm);

declare global {
  interface HTMLElementTagNameMap {
    'beside-callback-form': BesideCallbackForm;
  }
}
