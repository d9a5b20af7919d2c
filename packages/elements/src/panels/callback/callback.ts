import { BesideError, type CallbackOffer } from '@beside/protocol';
import {
  createSystemClock,
  type CallbackChannel,
  type CallbackMove,
  type CallbackState,
  type CallbackWish,
  type CustomerClient,
} from '@beside/sdk';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import { ClientController } from '../../client/client-controller.ts';
import { findSiteText } from '../../client/site-text.ts';
import { controls } from '../../shared/controls.ts';
import { defineElement } from '../../shared/define-element.ts';
import { findCallbackTerms } from '../../shared/find-callback-terms.ts';
import { PanelElement } from '../../shared/panel-element.ts';
import type { CallbackTerms } from '../../shared/terms/texts.ts';
import { tokens } from '../../shared/tokens.ts';
import type { BesideCallbackActEvent, BesideCallbackAskEvent } from './callback-events.ts';
import './callback-form.ts';
import { callbackStyles } from './callback.styles.ts';
import type { BesideCallbackCodeEvent } from './code-event.ts';
import type * as excuses from './nothing-offered.ts';
import { offersNow } from './offers-now.ts';
import type { CallbackRefusal, ReadRefusal, readRefusal } from './refusal-text.ts';
import type { renderStatus } from './render-status.ts';
import { BesideWriteEvent } from './write-event.ts';
import { whatToShow, type CallbackMode, type CallbackPart } from './what-to-show.ts';

/** What is offered moves with the queue; a form that stands open shows it as it is. */
const OFFER_AGAIN_MS = 60_000;
/** Refusals after which the offer is asked for again. */
const STALE: readonly string[] = [
  'availability_stale',
  'slot_taken',
  'slot_not_offered',
  'consent_required',
  'capacity',
];

/**
 * Being called back: asks for a call now or later, then shows where it stands.
 *
 * @element beside-callback
 * @fires {BesideWriteEvent} beside-write - The customer would rather write.
 */
export class BesideCallback extends PanelElement {
  static override styles = [tokens, controls, callbackStyles];

  readonly #watch = new ClientController(this);
  readonly #clock = createSystemClock();
  #stops: (() => void)[] = [];
  #cancelAgain: (() => void) | undefined;
  #question = 0;
  #shown: CallbackPart | undefined;
  #wasConnected = false;

  @state() private texts: CallbackTerms | undefined = undefined;
  @state() private channel: CallbackChannel | undefined = undefined;
  @state() private offer: CallbackOffer | undefined = undefined;
  @state() private offerProblem: BesideError | undefined = undefined;
  @state() private mode: CallbackMode = 'auto';
  /** What a call of the channel was refused with at once. */
  @state() private refused: BesideError | undefined = undefined;
  @state() private reader: typeof readRefusal | undefined = undefined;
  @state() private status: typeof renderStatus | undefined = undefined;
  @state() private excuse: typeof excuses | undefined = undefined;
  @state() private isAsking = false;
  /** What is told once, in passing. */
  @state() private told = '';

  /** Whose callback it is. */
  @property({ attribute: false }) client: CustomerClient | undefined = undefined;
  /** Before a person's eyes. */
  @property({ type: Boolean }) active = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.client?.report('callback.opened');
    if (this.hasUpdated) void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  override focus(): void {
    this.#part()?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('locale')) void this.#loadTexts();
    if (changed.has('client')) {
      this.#watch.watch(this.client);
      void this.#open();
    }
    const isConnected = this.client?.state.connection.status === 'connected';
    const isBack = isConnected && !this.#wasConnected;
    this.#wasConnected = isConnected;
    if (this.channel && (isBack || (changed.has('active') && this.active))) void this.#ask();
  }

  protected override updated(): void {
    const { channel } = this;
    if (!channel || !this.texts) return;
    const shown = whatToShow(channel.state, this.mode);
    const before = this.#shown;
    this.#shown = shown;
    // What stood there is gone, and the focus with it.
    const hadFocus = this.renderRoot instanceof ShadowRoot && this.renderRoot.activeElement !== null;
    if (before && before !== shown && (hadFocus || document.activeElement === document.body))
      void this.#moveFocus();
  }

  override render(): TemplateResult {
    const { texts, channel, client } = this;
    if (!texts || !channel || !client) return this.#renderWaiting();
    const shown = whatToShow(channel.state, this.mode);
    return html`<div class="scroll">
      <p class="unseen" role="status">${this.told}</p>
      ${isForm(shown) ? this.#renderOffer(texts, client) : this.#renderStatus(channel.state, texts, client)}
      ${this.#renderForm(shown, channel.state, texts, client)}
    </div>`;
  }

  #renderWaiting(text: string = this.terms.loading): TemplateResult {
    return html`<div class="waiting" role="status">${text}</div>`;
  }

  #renderStatus(state: CallbackState, texts: CallbackTerms, client: CustomerClient): TemplateResult {
    if (!this.status) void this.#loadStatus();
    const rendered = this.status?.({
      ...{ state, texts, locale: this.locale, clockOffsetMs: client.state.clockOffsetMs },
      ...{ act: this.#handleAct, sayCode: this.#handleCode },
      findProblem: () => this.#read(this.refused ?? state.problem, texts)?.text,
    });
    return rendered ?? this.#renderWaiting();
  }

  /** Stays while what it asked for is on its way: what was filled in is there again when that is refused. */
  #renderForm(
    shown: CallbackPart,
    { view, pending, problem }: CallbackState,
    texts: CallbackTerms,
    client: CustomerClient,
  ): TemplateResult | typeof nothing {
    const { offer } = this;
    const isShown = isForm(shown);
    if (
      !offer ||
      (isShown && !canAsk(offer)) ||
      (!isShown && !(pending && this.#part('beside-callback-form')))
    )
      return nothing;
    const { way } = client;
    const reasons = way?.reason ?? findSiteText(client.state.site, this.locale, 'callbackReasons') ?? '';
    const kind = shown === 'move' ? 'reschedule' : 'request';
    return html`<beside-callback-form
      ?hidden=${!isShown}
      .texts=${texts}
      .locale=${this.locale}
      .channel=${this.channel}
      .offer=${offer}
      .moved=${shown === 'move' ? (view ?? undefined) : undefined}
      .refusal=${this.#read(this.refused ?? (problem?.kind === kind ? problem : undefined), texts)}
      .notNow=${offersNow(offer) ? '' : (this.#findExcuse()?.whyNotNow(texts, offer) ?? '')}
      .way=${way}
      .reasons=${reasons.split('\n').flatMap((line) => line.trim() || [])}
      .clockOffsetMs=${client.state.clockOffsetMs}
      ?busy=${this.isAsking}
      @input=${this.#loadStatus}
      @beside-callback-ask=${this.#handleAsk}
      @beside-callback-act=${this.#handleAct}
    ></beside-callback-form>`;
  }

  /** What stands in the place of the form while nothing can be asked for. */
  #renderOffer(texts: CallbackTerms, client: CustomerClient): TemplateResult | typeof nothing {
    const { offer, offerProblem } = this;
    if (offer && canAsk(offer)) return nothing;
    const isOffline = client.state.connection.status !== 'connected';
    if (!offer && !offerProblem && !isOffline) return this.#renderWaiting();
    const rendered = this.#findExcuse()?.renderNothingOffered({
      ...{ texts, offer, isOffline, problem: offerProblem, write: this.#write },
      momentOf: (at) => this.formats.moment(at, this.#now()),
      lookAgain: () => void this.#ask(),
    });
    return rendered ?? this.#renderWaiting(isOffline ? texts.offerOffline : undefined);
  }

  async #open(): Promise<void> {
    this.#close();
    const { client } = this;
    const channel = await client?.openCallback().catch(() => undefined);
    if (!channel || client !== this.client || !this.isConnected) return;
    this.channel = channel;
    this.#stops.push(channel.onChange((next) => this.#handleChange(next)));
    await this.#ask();
  }

  #close(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#cancelAgain?.();
    this.#cancelAgain = undefined;
    this.#question += 1;
  }

  /** Also while the form is filled in: what is asked without a connection shall be seen to be kept. */
  #loadStatus = async (): Promise<void> => {
    this.status ??= (await import('./render-status.ts').catch(() => undefined))?.renderStatus;
  };

  /** Why something is not offered, in words; loaded where that is so. What cannot be loaded now is tried with the next change. */
  #findExcuse(): typeof excuses | undefined {
    if (!this.excuse)
      void import('./nothing-offered.ts').then(
        (loaded) => (this.excuse = loaded),
        () => undefined,
      );
    return this.excuse;
  }

  /** A refusal in words; what has them is loaded with the first one. */
  #read(refusal: CallbackRefusal | undefined, texts: CallbackTerms): ReadRefusal | undefined {
    if (!refusal) return undefined;
    if (!this.reader) void this.#loadReader();
    const isShown = this.channel?.state.view?.endedAt === undefined && this.channel?.state.view !== null;
    return this.reader?.(texts, refusal, isShown);
  }

  async #loadReader(): Promise<void> {
    const loaded = await import('./refusal-text.ts').catch(() => undefined);
    this.reader =
      loaded?.readRefusal ?? (() => ({ text: this.terms.error_other, part: undefined, alternatives: [] }));
    // Told where it is mended, once that is on the page.
    await this.#moveFocus();
  }

  async #loadTexts(): Promise<void> {
    const { locale } = this;
    const texts = await findCallbackTerms(locale);
    if (locale === this.locale) this.texts = texts;
  }

  /** Asks what may be offered; the newest question counts. */
  async #ask(): Promise<void> {
    const { channel } = this;
    if (!channel) return;
    const question = (this.#question += 1);
    this.#cancelAgain?.();
    try {
      const queueId = this.client?.way?.queueId;
      const offer = await channel.offer(queueId ? { queueId } : {});
      if (question !== this.#question) return;
      this.#tellChange(offer);
      this.offer = offer;
      this.offerProblem = undefined;
    } catch (cause) {
      if (question !== this.#question) return;
      this.offerProblem = cause instanceof BesideError ? cause : new BesideError('internal', { cause });
    }
    this.#cancelAgain = this.#clock.after(OFFER_AGAIN_MS, () => {
      if (this.active && this.#shown && isForm(this.#shown)) void this.#ask();
    });
  }

  #tellChange({ availability }: CallbackOffer): void {
    const before = this.offer?.availability;
    const isOther =
      before &&
      JSON.stringify([before.offer, before.waiting]) !==
        JSON.stringify([availability.offer, availability.waiting]);
    this.told = isOther && this.#shown && isForm(this.#shown) ? (this.texts?.offerChanged ?? '') : '';
  }

  #handleChange({ view, problem }: CallbackState): void {
    this.requestUpdate();
    if (problem && STALE.includes(problem.code)) void this.#ask();
    // Moved, or over: what is shown now is the callback.
    if (this.mode === 'move' && view?.endedAt !== undefined) this.mode = 'auto';
    if (!problem && view && view.endedAt === undefined && this.mode === 'new') this.mode = 'auto';
    if (problem?.kind === 'reschedule' && STALE.includes(problem.code)) this.mode = 'move';
  }

  #handleAsk = async ({ detail }: BesideCallbackAskEvent): Promise<void> => {
    await this.#try(async (channel) => {
      if ('consents' in detail) await channel.request(detail satisfies CallbackWish);
      else await channel.reschedule(detail satisfies CallbackMove);
      this.mode = 'auto';
    });
  };

  #handleCode = ({ detail }: BesideCallbackCodeEvent): Promise<void> =>
    this.#try((channel) => channel.verify(detail));

  #handleAct = async ({ detail }: BesideCallbackActEvent): Promise<void> => {
    switch (detail) {
      case 'again':
        return this.#try((channel) => channel.retry());
      case 'cancel':
        return this.#try((channel) => channel.cancel());
      case 'send-code':
        return this.#try((channel) => channel.sendCode());
      case 'move':
      case 'new':
        this.mode = detail;
        return this.#ask();
      case 'back':
        this.mode = 'auto';
        return this.#discard();
      case 'chat':
        return this.#write();
      case 'look-again':
        return this.#ask();
      default:
        return detail satisfies never;
    }
  };

  async #try(act: (channel: CallbackChannel) => Promise<unknown>): Promise<void> {
    const { channel } = this;
    if (!channel || this.isAsking) return;
    this.isAsking = true;
    this.refused = undefined;
    try {
      await act(channel);
    } catch (cause) {
      this.refused = cause instanceof BesideError ? cause : new BesideError('internal', { cause });
    } finally {
      this.isAsking = false;
    }
  }

  async #discard(): Promise<void> {
    const { problem } = this.channel?.state ?? {};
    this.refused = undefined;
    if (problem) await this.channel?.discard(problem.key);
  }

  #write = (): void => void this.dispatchEvent(new BesideWriteEvent());

  #part(
    name = this.#shown && isForm(this.#shown) ? 'beside-callback-form' : 'beside-callback-status',
  ): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(name);
  }

  async #moveFocus(): Promise<void> {
    if (this.#shown && !isForm(this.#shown)) await this.#loadStatus();
    await this.updateComplete;
    const part = this.#part() as PanelElement | null;
    await part?.updateComplete;
    part?.focus();
  }

  #now(): number {
    return this.#clock.now() + (this.client?.state.clockOffsetMs ?? 0);
  }
}

function isForm(part: CallbackPart): boolean {
  return part === 'form' || part === 'move';
}

function canAsk(offer: CallbackOffer): boolean {
  return offersNow(offer) || offer.availability.offer === 'scheduled';
}

defineElement('beside-callback', BesideCallback);

declare global {
  interface HTMLElementTagNameMap {
    'beside-callback': BesideCallback;
  }
}
