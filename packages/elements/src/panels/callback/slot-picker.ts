import type { Slot } from '@beside/protocol';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import { controls } from '../../shared/controls.ts';
import { defineElement } from '../../shared/define-element.ts';
import { createFormats, type Formats } from '../../shared/formats.ts';
import { icon } from '../../shared/icons.ts';
import { PanelElement } from '../../shared/panel-element.ts';
import { enCallbackSlots } from '../../shared/terms/callback-slots.ts';
import type { CallbackSlotTerms } from '../../shared/terms/texts.ts';
import { tokens } from '../../shared/tokens.ts';
import type { HoldState } from './hold-keeper.ts';
import { cityOf, groupByDay, showSameTime, type SlotDay } from './slot-days.ts';
import { BesideSlotPickEvent } from './slot-pick-event.ts';
import { slotPickerStyles } from './slot-picker.styles.ts';

export { createHoldKeeper } from './hold-keeper.ts';

/** Below this a kept slot is said to run out. */
const SOON_SECONDS = 60;

/**
 * The times that are offered, day by day: headings that open a day, in each a group of radios with the load in words. In
 * a zone that shows another time than the centre's, both are there.
 *
 * @element beside-slot-picker
 * @fires {BesideSlotPickEvent} beside-slot-pick - A slot was picked, or shall be kept longer.
 */
export class BesideSlotPicker extends PanelElement {
  static override styles = [tokens, controls, slotPickerStyles];

  #centre: Formats = createFormats('en');
  #texts: CallbackSlotTerms = enCallbackSlots;

  /** The day that the customer opened; absent: that of the chosen slot, or the first. */
  @state() private openedAt: number | undefined = undefined;

  /** Texts to show. */
  @property({ attribute: false }) texts: Partial<CallbackSlotTerms> = {};
  /** What is offered, earliest first. */
  @property({ attribute: false }) slots: readonly Slot[] = [];
  /** Start of the chosen one. */
  @property({ attribute: false }) chosen: number | undefined = undefined;
  /** What is kept of it. */
  @property({ attribute: false }) hold: HoldState | undefined = undefined;
  /** Zone of the centre. */
  @property({ attribute: false }) centreZone = 'UTC';
  /** Zone of the customer; their browser's unless a test says otherwise. */
  @property({ attribute: false }) ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  /** Moment at which days are called today. */
  @property({ attribute: false }) now = 0;
  /** Free times close to one that was taken. */
  @property({ attribute: false }) alternatives: readonly number[] = [];
  /** What is wrong with the choice. */
  @property() error = '';
  /** Nothing is chosen, and something has to be. */
  @property({ type: Boolean }) missing = false;

  /** Moves the focus to the first thing that can be chosen. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.alternatives button, .day-button')?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('texts')) this.#texts = { ...enCallbackSlots, ...this.texts };
    if (changed.has('locale') || changed.has('ownZone'))
      this.formats = createFormats(this.locale, this.ownZone);
    if (changed.has('locale') || changed.has('centreZone'))
      this.#centre = createFormats(this.locale, this.centreZone);
  }

  override render(): TemplateResult {
    const { slots, hold, ownZone, centreZone } = this;
    const texts = this.#texts;
    const isSame = showSameTime(
      ownZone,
      centreZone,
      slots.map(({ startAt }) => startAt),
    );
    const days = groupByDay(slots, this.formats);
    const openedAt = this.#findOpened(days);
    const error = this.#error();
    return html`<p class="note">
        ${isSame ? texts.slotsZone : texts.slotsZones(cityOf(ownZone), cityOf(centreZone))}
        ${texts.slotsBusyMeaning}
      </p>
      <p class="error" id="error" ?hidden=${!error}>${error}</p>
      ${this.#renderAlternatives()}
      <div class="days">${days.map((day) => this.#renderDay(day, day.at === openedAt, isSame))}</div>
      <div class="unseen" role="status">${hold && this.#heardText(hold)}</div>`;
  }

  #renderAlternatives(): TemplateResult | typeof nothing {
    const { alternatives, formats, now } = this;
    const texts = this.#texts;
    if (alternatives.length === 0) return nothing;
    return html`<div class="alternatives" role="group" aria-labelledby="alternatives">
      <p id="alternatives">${texts.alternatives}</p>
      ${alternatives.map(
        (at) =>
          html`<button type="button" class="button" @click=${() => this.#pick(at)}>
            ${formats.moment(at, now)}
          </button>`,
      )}
    </div>`;
  }

  #renderDay({ at, slots }: SlotDay, isOpen: boolean, isSame: boolean): TemplateResult {
    const { formats, now } = this;
    const texts = this.#texts;
    const count = slots.length;
    return html`<h4>
        <button
          type="button"
          class="day-button"
          id="day-${at}"
          aria-expanded=${isOpen ? 'true' : 'false'}
          aria-controls="slots-${at}"
          @click=${() => (this.openedAt = isOpen ? -1 : at)}
        >
          <span class="day">${formats.day(at, now)}</span>
          <span class="count"
            >${count === 1 ? texts.slotsOneCount : texts.slotsCount(formats.number(count))}</span
          >
          ${icon('m6 9.5 6 6 6-6')}
        </button>
      </h4>
      <div
        class="slots"
        id="slots-${at}"
        role="radiogroup"
        aria-labelledby="day-${at}"
        aria-describedby="error"
        aria-invalid=${this.#error() ? 'true' : nothing}
        ?hidden=${!isOpen}
      >
        ${slots.map((slot) => this.#renderSlot(slot, at, isSame))}
      </div>
      ${isOpen && this.hold && formats.sameDay(at, this.hold.startAt) ? this.#renderHold(this.hold) : nothing}`;
  }

  #renderSlot({ startAt, load }: Slot, dayAt: number, isSame: boolean): TemplateResult {
    const { formats } = this;
    const texts = this.#texts;
    return html`<label class="slot ${load}">
      <input
        type="radio"
        name="slot-${dayAt}"
        .checked=${startAt === this.chosen}
        @change=${() => this.#pick(startAt)}
      />
      <span class="time">${formats.time(startAt)}</span>
      ${isSame ? nothing : html`<span class="there">${texts.centreTime(this.#centre.time(startAt))}</span>`}
      <span class="load"><span class="bars" aria-hidden="true"></span>${texts[load]}</span>
    </label>`;
  }

  /** How long the slot is kept, close to where it was picked: to be seen every second, and heard when something changes. */
  #renderHold(hold: HoldState): TemplateResult {
    const { status, startAt, secondsLeft } = hold;
    const said = this.#holdText(hold);
    const isLonger = status === 'over' || (status === 'held' && secondsLeft <= SOON_SECONDS);
    return html`<div class="hold ${status}" ?hidden=${!said}>
      <p>${said}</p>
      ${
        isLonger
          ? html`<button type="button" class="button" @click=${() => this.#pick(startAt)}>
              ${this.#texts.holdLonger}
            </button>`
          : nothing
      }
    </div>`;
  }

  #holdText({ status, startAt, secondsLeft }: HoldState): string {
    const texts = this.#texts;
    const moment = this.formats.moment(startAt, this.now);
    if (status === 'asking') return texts.holding;
    if (status === 'over') return texts.heldOver(moment);
    return status === 'held' ? texts.held(moment, clockOf(secondsLeft)) : '';
  }

  /** The same in steps of which each is said once. */
  #heardText(hold: HoldState): string {
    if (hold.status !== 'held') return hold.status === 'over' ? this.#holdText(hold) : '';
    const moment = this.formats.moment(hold.startAt, this.now);
    const isSoon = hold.secondsLeft <= SOON_SECONDS;
    const minutes = Math.ceil(hold.secondsLeft / 60);
    return isSoon
      ? this.#texts.heldSoonOver(moment)
      : minutes >= 5
        ? this.#holdText({ ...hold, secondsLeft: 300 })
        : '';
  }

  #error(): string {
    return this.missing ? this.#texts.requiredSlot : this.error;
  }

  #findOpened(days: readonly SlotDay[]): number | undefined {
    if (this.openedAt !== undefined) return this.openedAt;
    const { chosen } = this;
    const day = days.find(({ slots }) => slots.some(({ startAt }) => startAt === chosen));
    return (day ?? days[0])?.at;
  }

  #pick(startAt: number): void {
    this.openedAt = undefined;
    this.dispatchEvent(new BesideSlotPickEvent(startAt));
  }
}

/** Minutes and seconds: `4:05`. */
function clockOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

defineElement('beside-slot-picker', BesideSlotPicker);

declare global {
  interface HTMLElementTagNameMap {
    'beside-slot-picker': BesideSlotPicker;
  }
}
