import type { Desk, DeskHours, DeskStaffing } from '@beside/protocol';
import { controls, defineElement, tokens } from '@beside/elements/shared';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import { CallbackElement } from './callback-element.ts';
import { loadOf } from './callback-lists.ts';
import { cardStyles } from './card.styles.ts';
import './opening-hours.ts';
import { renderWaits } from './render-waits.ts';
import { teamStyles } from './team.styles.ts';

const MAX_AGENTS = 10_000;

/**
 * Supervisors: planned agents and pause of each queue, beside what is there to do now and how the waiting ranges held;
 * opening hours of each site.
 *
 * @element beside-callback-team
 * @fires {BesideWishEvent} beside-wish - `callback` with `callback.staff` or `hours.set`.
 */
export class BesideCallbackTeam extends CallbackElement {
  static override styles = [tokens, controls, cardStyles, teamStyles];

  @property({ attribute: false }) desk!: Desk;
  /** What is being changed: queues as `site/queue`, hours as `site hours`. */
  @property({ attribute: false }) pending: ReadonlySet<string> = new Set();

  override render(): TemplateResult {
    const { texts } = this;
    const { staffing = [], hours = [] } = this.desk;
    const sites = [...new Set([...hours, ...staffing].map(({ siteId }) => siteId))];
    if (!sites.length) return html`<p>${texts.noTeam}</p>`;
    return html`<p class="detail">${texts.teamDetail}</p>
      ${sites.map(
        (siteId) =>
          html`<section aria-label=${siteId}>
            <h3>${siteId}</h3>
            ${hours.filter((one) => one.siteId === siteId).map((one) => this.#renderHours(one))}
            <ul>
              ${staffing.filter((one) => one.siteId === siteId).map((queue) => this.#renderQueue(queue))}
            </ul>
          </section>`,
      )}`;
  }

  #renderQueue(staffing: DeskStaffing): TemplateResult {
    const { texts, words, desk, now } = this;
    const { siteId, queueId, isPaused, plannedAgents } = staffing;
    const queue = desk.queues.find((one) => one.siteId === siteId && one.queueId === queueId);
    const name = queue?.name ?? queueId;
    const { due, soon } = loadOf(desk.callbacks ?? [], staffing, now);
    const waits = desk.waits?.find((one) => one.siteId === siteId && one.queueId === queueId);
    const isBusy = this.pending.has(`${siteId}/${queueId}`);
    return html`<li class="card" aria-label=${name}>
      <div class="head">
        <strong>${name}</strong>
        <button
          type="button"
          class="button"
          aria-label="${isPaused ? texts.resume : texts.pause}: ${name}"
          aria-disabled=${isBusy ? 'true' : nothing}
          @click=${() => this.#staff(staffing, { isPaused: !isPaused })}
        >
          ${isPaused ? texts.resume : texts.pause}
        </button>
      </div>
      <p class="detail">
        ${texts.load(due, soon)} · ${words.agentsAvailable(queue?.agentsAvailable ?? 0)} ·
        ${texts.waitingChats(queue?.waiting ?? 0)}
      </p>
      <div class="line planned">
        <span aria-hidden="true">${texts.planned}</span>
        ${this.#renderStep(staffing, -1, '−', `${texts.fewer}: ${name}`)}
        <input
          type="number"
          inputmode="numeric"
          min="0"
          max=${MAX_AGENTS}
          aria-label=${texts.plannedIn(name)}
          .value=${String(plannedAgents)}
          @change=${(event: Event) => {
            // The listener sits on exactly this field.
            this.#plan(staffing, (event.currentTarget as HTMLInputElement).valueAsNumber);
          }}
        />
        ${this.#renderStep(staffing, 1, '+', `${texts.more}: ${name}`)}
      </div>
      <p class="paused" role="status">${isPaused ? texts.isPaused : nothing}</p>
      ${waits ? renderWaits(waits, texts, this.formats) : nothing}
    </li>`;
  }

  #renderHours(hours: DeskHours): TemplateResult {
    const { words, terms, texts, locale, now } = this;
    return html`<beside-opening-hours
      .words=${words}
      .terms=${terms}
      .texts=${texts}
      .locale=${locale}
      .hours=${hours}
      .now=${now}
      ?isPending=${this.pending.has(`${hours.siteId} hours`)}
    ></beside-opening-hours>`;
  }

  #renderStep(staffing: DeskStaffing, step: 1 | -1, sign: string, label: string): TemplateResult {
    return html`<button
      type="button"
      class="button step"
      aria-label=${label}
      title=${label}
      @click=${() => this.#plan(staffing, staffing.plannedAgents + step)}
    >
      ${sign}
    </button>`;
  }

  #plan(staffing: DeskStaffing, wanted: number): void {
    const plannedAgents = Math.min(MAX_AGENTS, Math.max(0, Math.round(wanted)));
    // An emptied field is not a wish; what holds is shown again.
    if (Number.isNaN(plannedAgents) || plannedAgents === staffing.plannedAgents) return this.requestUpdate();
    this.#staff(staffing, { plannedAgents });
  }

  #staff(
    { siteId, queueId }: DeskStaffing,
    change: { readonly plannedAgents?: number; readonly isPaused?: boolean },
  ): void {
    this.command({ type: 'callback.staff', siteId, queueId, ...change });
  }
}

defineElement('beside-callback-team', BesideCallbackTeam);

declare global {
  interface HTMLElementTagNameMap {
    'beside-callback-team': BesideCallbackTeam;
  }
}
