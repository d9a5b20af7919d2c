import type { DeskHours, OpenInterval } from '@beside/protocol';
import '@beside/elements/parts/badge';
import { controls, defineElement, tokens } from '@beside/elements/shared';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import { CallbackElement } from './callback-element.ts';
import { cardStyles } from './card.styles.ts';
import { closeAt, dayText, openText, sortDays, statusText, wallTimeIn, type HoursDay } from './hours-days.ts';
import './hours-editor.ts';
import { openingHoursStyles } from './opening-hours.styles.ts';

/** The day that is edited; `''`: one that is still to be named. */
interface Edited {
  readonly date: string;
  readonly proposed?: readonly OpenInterval[];
}

/**
 * When a site is open: now, today, the next two weeks and later days that were set; supervisors change single days at once.
 *
 * @element beside-opening-hours
 * @fires {BesideWishEvent} beside-wish - `callback` with `hours.set`.
 */
export class BesideOpeningHours extends CallbackElement {
  static override styles = [tokens, controls, cardStyles, openingHoursStyles];

  @state() private edited: Edited | undefined = undefined;

  @property({ attribute: false }) hours!: DeskHours;
  /** A change is under way. */
  @property({ type: Boolean }) isPending = false;

  override render(): TemplateResult {
    const { hours, texts, now, times, edited } = this;
    const { first, others } = sortDays(hours);
    return html`<section class="card" aria-labelledby="heading">
      <div class="head">
        <h4 id="heading">${texts.hours}</h4>
        <beside-badge tone=${hours.isOpen ? 'success' : 'neutral'}
          >${statusText(hours, now, times)}</beside-badge
        >
      </div>
      <p class="detail">${texts.hoursZone(times.zoneName(hours.zone, now))}</p>
      <div class="line">
        ${hours.isOpen ? this.#renderEdit(texts.closeEarly, () => this.#closeEarly()) : nothing}
        ${this.#renderEdit(texts.anotherDay, () => this.#edit({ date: '' }))}
      </div>
      ${edited?.date === '' ? this.#renderEditor() : nothing}
      <ul>
        ${first.map((day) => this.#renderDay(day))}
      </ul>
      ${
        others.length
          ? html`<details>
              <summary>${texts.otherDays}</summary>
              <ul>
                ${others.map((day) => this.#renderDay(day))}
              </ul>
            </details>`
          : nothing
      }
    </section>`;
  }

  #renderDay(day: HoursDay): TemplateResult {
    const { hours, texts, times, edited } = this;
    const { date, open, set, outside } = day;
    const name = dayText(date, hours.today, times);
    return html`<li>
      <div class="day">
        <span class="name">${name}</span>
        <span class="open ${open.length ? '' : 'closed'}">${openText(open, texts)}</span>
        ${this.#renderEdit(texts.change, () => this.#edit({ date }), `${texts.change}: ${name}`)}
      </div>
      ${
        set
          ? html`<p class="detail" dir="auto">
              ${texts.setBy(set.name ?? texts.somebody, times.formats.moment(set.at, this.now))}${set.note ? `: ${set.note}` : nothing}
            </p>`
          : nothing
      }
      ${outside ? html`<p class="outside">${texts.outside(outside)}</p>` : nothing}
      ${edited?.date === date ? this.#renderEditor(day) : nothing}
    </li>`;
  }

  #renderEdit(text: string, press: () => void, label?: string): TemplateResult {
    return html`<button type="button" class="button" aria-label=${label ?? nothing} @click=${press}>
      ${text}
    </button>`;
  }

  #renderEditor(day?: HoursDay): TemplateResult {
    const { words, terms, texts, locale, hours, now, edited } = this;
    return html`<beside-hours-editor
      .words=${words}
      .terms=${terms}
      .texts=${texts}
      .locale=${locale}
      .hours=${hours}
      .now=${now}
      .day=${day}
      .proposed=${edited?.proposed}
      ?isPending=${this.isPending}
      @beside-hours-done=${this.#done}
    ></beside-hours-editor>`;
  }

  /** Today, closed from this minute on. */
  #closeEarly(): void {
    const { hours, now } = this;
    const today = hours.days.find(({ date }) => date === hours.today);
    if (today) this.#edit({ date: today.date, proposed: closeAt(today.open, wallTimeIn(hours.zone, now)) });
  }

  /** An editor that was open begins anew. */
  #edit(edited: Edited): void {
    this.edited = undefined;
    void this.updateComplete.then(async () => {
      this.edited = edited;
      await this.updateComplete;
      const editor = this.renderRoot.querySelector('beside-hours-editor');
      await editor?.updateComplete;
      editor?.focus();
    });
  }

  #done = async (): Promise<void> => {
    const date = this.edited?.date;
    this.edited = undefined;
    await this.updateComplete;
    // The focus goes where the editor was opened, or to the beginning.
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('li .day button')];
    const days = [...sortDays(this.hours).first, ...sortDays(this.hours).others];
    (
      buttons[days.findIndex((day) => day.date === date)] ??
      this.renderRoot.querySelector<HTMLElement>('.line button')
    )?.focus();
  };
}

defineElement('beside-opening-hours', BesideOpeningHours);

declare global {
  interface HTMLElementTagNameMap {
    'beside-opening-hours': BesideOpeningHours;
  }
}
