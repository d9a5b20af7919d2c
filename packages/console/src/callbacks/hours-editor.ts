import type { DeskHours, OpenInterval, SiteId } from '@beside/protocol';
import '@beside/elements/parts/notice';
import { closeIcon, controls, defineElement, tokens } from '@beside/elements/shared';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import { CallbackElement } from './callback-element.ts';
import { dayText, findTimeProblem, sortTimes, type DayWish, type HoursDay } from './hours-days.ts';
import { formStyles } from './form.styles.ts';
import { BesideHoursDoneEvent } from './hours-done-event.ts';
import { hoursEditorStyles } from './hours-editor.styles.ts';

/** How far ahead the server lets days be set. */
const MAX_DAYS_AHEAD = 400;
const DAY_MS = 86_400_000;
const MAX_NOTE = 200;
const MAX_TIMES = 12;
/** What a day begins with when it was closed. */
const USUAL: OpenInterval = { from: '09:00', to: '18:00' };

/**
 * When a site is open on one day, to be changed at once.
 *
 * @element beside-hours-editor
 * @fires {BesideWishEvent} beside-wish - `callback` with `hours.set`.
 * @fires {BesideHoursDoneEvent} beside-hours-done - It holds, or shall stay as it is.
 */
export class BesideHoursEditor extends CallbackElement {
  static override styles = [tokens, controls, formStyles, hoursEditorStyles];

  /** The day as it was when it was sent, as JSON; another one means that the server did it. */
  #sent: string | undefined;

  @state() private date = '';
  @state() private want: DayWish = 'open';
  @state() private open: readonly OpenInterval[] = [];
  @state() private note = '';
  @state() private isChecked = false;

  @property({ attribute: false }) hours!: DeskHours;
  /** The day to change; absent: one that is still to be named. */
  @property({ attribute: false }) day: HoursDay | undefined = undefined;
  /** Its times to begin with, where they are not those that hold. */
  @property({ attribute: false }) proposed: readonly OpenInterval[] | undefined = undefined;
  @property({ type: Boolean }) isPending = false;

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('h5')?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (!this.hasUpdated) this.#begin();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.#sent === undefined || !changed.has('hours')) return;
    if (JSON.stringify(this.#findDay()) !== this.#sent) this.dispatchEvent(new BesideHoursDoneEvent());
  }

  override render(): TemplateResult {
    const { texts, day, hours, want, isPending, note } = this;
    const problem = this.isChecked ? this.#problem() : '';
    return html`<form novalidate aria-labelledby="day" @submit=${this.#submit}>
      <h5 id="day" tabindex="-1">
        ${day ? texts.changeDay(dayText(day.date, hours.today, this.times)) : texts.anotherDay}
      </h5>
      ${day ? nothing : this.#renderDate()}
      <div class="wishes" role="radiogroup" aria-labelledby="day">
        ${this.#renderWish('open', texts.openAt)} ${want === 'open' ? this.#renderTimes() : nothing}
        ${this.#renderWish('closed', texts.closedAllDay)}
        ${this.#findDay()?.set ? this.#renderWish('configured', texts.asConfigured) : nothing}
      </div>
      <label class="field">
        <span>${texts.hoursNote}</span>
        <input
          type="text"
          maxlength=${MAX_NOTE}
          dir="auto"
          .value=${note}
          @input=${(event: InputEvent) => (this.note = valueOf(event))}
        />
      </label>
      <div role="alert">
        ${problem ? html`<beside-notice tone="danger">${problem}</beside-notice>` : nothing}
      </div>
      <p class="detail">${texts.hoursDetail}</p>
      <div class="buttons">
        <button type="button" class="button" @click=${() => this.dispatchEvent(new BesideHoursDoneEvent())}>
          ${texts.keep}
        </button>
        <button
          type="submit"
          class="button primary"
          aria-disabled=${isPending ? 'true' : nothing}
          aria-busy=${isPending ? 'true' : nothing}
        >
          ${texts.setHours}
        </button>
      </div>
    </form>`;
  }

  #renderDate(): TemplateResult {
    const { texts, hours, date } = this;
    const today = Date.parse(hours.today);
    return html`<label class="field">
      <span>${texts.day}</span>
      <input
        type="date"
        required
        min=${hours.today}
        max=${new Date(today + MAX_DAYS_AHEAD * DAY_MS).toISOString().slice(0, 10)}
        .value=${date}
        @change=${(event: Event) => this.#name(valueOf(event))}
      />
    </label>`;
  }

  #renderWish(wish: DayWish, text: string): TemplateResult {
    return html`<label class="choice">
      <input
        type="radio"
        name="wish"
        .checked=${this.want === wish}
        @change=${() => (this.want = wish)}
      />${text}
    </label>`;
  }

  #renderTimes(): TemplateResult {
    const { texts, open } = this;
    return html`<div class="times">
      ${open.map(
        ({ from, to }, index) =>
          html`<div class="time">
            ${this.#renderTime(texts.from(index + 1), from, (value) => this.#edit(index, { from: value, to }))}
            <span aria-hidden="true">–</span>
            ${this.#renderTime(texts.to(index + 1), to, (value) => this.#edit(index, { from, to: value === '00:00' ? '24:00' : value }))}
            ${
              open.length > 1
                ? html`<button
                    type="button"
                    class="icon-button"
                    aria-label=${texts.removeTime(index + 1)}
                    title=${texts.removeTime(index + 1)}
                    @click=${() => (this.open = open.filter((_, other) => other !== index))}
                  >
                    ${closeIcon()}
                  </button>`
                : nothing
            }
          </div>`,
      )}
      ${
        open.length < MAX_TIMES
          ? html`<button
              type="button"
              class="button quiet"
              @click=${() => (this.open = [...open, { from: '', to: '' }])}
            >
              ${texts.addTime}
            </button>`
          : nothing
      }
    </div>`;
  }

  #renderTime(label: string, value: string, take: (value: string) => void): TemplateResult {
    return html`<input
      type="time"
      aria-label=${label}
      .value=${value === '24:00' ? '00:00' : value}
      @change=${(event: Event) => take(valueOf(event))}
    />`;
  }

  #begin(): void {
    this.date = this.day?.date ?? '';
    this.#take(this.proposed ?? this.day?.open ?? [USUAL]);
  }

  #take(open: readonly OpenInterval[]): void {
    this.want = open.length ? 'open' : 'closed';
    this.open = open.length ? open : [USUAL];
  }

  #name(date: string): void {
    this.date = date;
    const known = this.#findDay();
    if (known) this.#take(known.open);
  }

  #edit(index: number, time: OpenInterval): void {
    this.open = this.open.map((other, at) => (at === index ? time : other));
  }

  #findDay(): HoursDay | undefined {
    return this.hours.days.find(({ date }) => date === this.date);
  }

  #problem(): string {
    const { texts, want, open, date, hours } = this;
    if (!date || date < hours.today) return texts.dayMissing;
    const problem = want === 'open' ? findTimeProblem(open) : undefined;
    return problem ? texts.timeProblem[problem] : '';
  }

  #submit = (event: Event): void => {
    event.preventDefault();
    this.isChecked = true;
    if (this.isPending || this.#problem()) return;
    const { date, want, note, hours } = this;
    const open = want === 'open' ? [...sortTimes(this.open)] : want === 'closed' ? [] : undefined;
    this.#sent = JSON.stringify(this.#findDay());
    this.command({
      type: 'hours.set',
      siteId: hours.siteId satisfies SiteId,
      days: [{ date, ...(open ? { open } : {}) }],
      ...(note.trim() ? { note: note.trim() } : {}),
    });
  };
}

/** What stands in the field that an event is of; the listener sits on exactly that one. */
function valueOf({ currentTarget }: Event): string {
  return (currentTarget as HTMLInputElement).value;
}

defineElement('beside-hours-editor', BesideHoursEditor);

declare global {
  interface HTMLElementTagNameMap {
    'beside-hours-editor': BesideHoursEditor;
  }
}
