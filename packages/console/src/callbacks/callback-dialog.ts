import type { Desk, DeskCallback, QueueId } from '@beside/protocol';
import '@beside/elements/parts/notice';
import { controls, defineElement, tokens } from '@beside/elements/shared';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';

import { callbackDialogStyles } from './callback-dialog.styles.ts';
import { CallbackElement } from './callback-element.ts';
import { customerMomentText } from './callback-times.ts';
import { formStyles } from './form.styles.ts';
import { listQuarters } from './quarters.ts';

/** What is asked before a callback is changed. */
export type CallbackQuestion = 'move' | 'transfer' | 'cancel';

const REASONS = ['asked', 'solved', 'mistake', 'no-agents', 'other'] as const;
type Reason = (typeof REASONS)[number];

/**
 * Asks for another time, another queue, or the reason for calling off; closes itself once the server did it.
 *
 * @element beside-callback-dialog
 * @fires {BesideWishEvent} beside-wish - `callback`.
 */
export class BesideCallbackDialog extends CallbackElement {
  static override styles = [tokens, controls, formStyles, callbackDialogStyles];

  /** The callback as it was when the answer was sent; another one means that it was done. */
  #sent: DeskCallback | undefined;
  /** Listed once, so that choices do not move under the hand. */
  #times: readonly number[] = [];

  @query('dialog') private dialog!: HTMLDialogElement;

  @state() private question: CallbackQuestion = 'move';
  /** Epoch ms of the chosen slot; 0: as soon as possible. */
  @state() private at = 0;
  @state() private queueId: QueueId | undefined;
  @state() private reason: Reason = 'asked';

  @property({ attribute: false }) callback!: DeskCallback;
  @property({ attribute: false }) queues: Desk['queues'] = [];
  /** The nearest times after the chosen one was refused. */
  @property({ attribute: false }) alternatives: readonly number[] = [];
  @property({ type: Boolean }) isPending = false;

  /** Opens it with one question. */
  async show(question: CallbackQuestion): Promise<void> {
    this.#sent = undefined;
    this.#times = listQuarters(this.now);
    this.question = question;
    this.at = this.#times[0] ?? 0;
    this.queueId = this.#otherQueues()[0]?.queueId;
    this.reason = 'asked';
    await this.updateComplete;
    this.dialog.showModal();
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.#sent || !changed.has('callback')) return;
    const { revision, queueId, status } = this.callback;
    const isDone =
      this.#sent.revision !== revision || this.#sent.queueId !== queueId || this.#sent.status !== status;
    if (isDone || this.#sent.callbackId !== this.callback.callbackId) this.dialog.close();
  }

  override render(): TemplateResult {
    const { texts, question, isPending } = this;
    const [title, detail, confirm] = {
      move: [texts.moveTitle, texts.moveDetail, texts.moveConfirm],
      transfer: [texts.transferTitle, texts.transferDetail, texts.transferConfirm],
      cancel: [texts.cancelTitle, texts.cancelDetail, texts.cancelConfirm],
    }[question];
    const canConfirm = question !== 'transfer' || this.queueId !== undefined;
    return html`<dialog aria-labelledby="heading" aria-describedby="detail">
      <h2 id="heading">${title}</h2>
      <p id="detail" class="detail">${detail}</p>
      <form method="dialog" @submit=${this.#submit}>
        ${
          question === 'move'
            ? this.#renderMove()
            : question === 'transfer'
              ? this.#renderTransfer()
              : this.#renderCancel()
        }
        <div class="buttons">
          <button type="button" class="button" @click=${() => this.dialog.close()}>${texts.keep}</button>
          ${
            canConfirm
              ? html`<button
                  type="submit"
                  class="button ${question === 'cancel' ? 'danger' : 'primary'}"
                  aria-disabled=${isPending ? 'true' : nothing}
                  aria-busy=${isPending ? 'true' : nothing}
                >
                  ${confirm}
                </button>`
              : nothing
          }
        </div>
      </form>
    </dialog>`;
  }

  #renderMove(): TemplateResult {
    const { texts, formats, now, alternatives } = this;
    const days = this.#times.filter((at, index, all) => !index || !formats.sameDay(at, all[index - 1] ?? 0));
    const ofDay = this.#times.filter((at) => formats.sameDay(at, this.at));
    const theirs = this.at ? customerMomentText(this.at, this.callback.zone, now, this.times) : undefined;
    return html`<div role="alert">
        ${
          alternatives.length
            ? html`<beside-notice tone="warn">${texts.nearest}</beside-notice>
                <div class="nearest">
                  ${alternatives.map(
                    (at) =>
                      html`<button type="button" class="button" @click=${() => this.#move(at)}>
                        ${formats.moment(at, now)}
                      </button>`,
                  )}
                </div>`
            : nothing
        }
      </div>
      <label class="choice">
        <input
          type="checkbox"
          .checked=${this.at === 0}
          @change=${() => (this.at = this.at ? 0 : (this.#times[0] ?? 0))}
        />${texts.asap}
      </label>
      ${
        this.at
          ? html`<div class="pair">
                ${this.#select(
                  texts.day,
                  days.map((at) => [String(at), formats.day(at, now)]),
                  String(days.find((at) => formats.sameDay(at, this.at))),
                  (value) => (this.at = Number(value)),
                )}
                ${this.#select(
                  texts.time,
                  ofDay.map((at) => [String(at), formats.time(at)]),
                  String(this.at),
                  (value) => (this.at = Number(value)),
                )}
              </div>
              <p class="detail" aria-live="polite">${theirs ?? nothing}</p>`
          : nothing
      }`;
  }

  #renderTransfer(): TemplateResult {
    const { texts, words } = this;
    const queues = this.#otherQueues();
    if (!queues.length) return html`<p>${texts.noOtherQueue}</p>`;
    return this.#select(
      words.queue,
      queues.map(({ queueId, name }) => [queueId, name]),
      this.queueId ?? '',
      (value) => (this.queueId = queues.find(({ queueId }) => queueId === value)?.queueId),
    );
  }

  #renderCancel(): TemplateResult {
    const { texts } = this;
    return this.#select(
      texts.reason,
      REASONS.map((reason) => [reason, texts.reasons[reason]]),
      this.reason,
      (value) => (this.reason = REASONS.find((reason) => reason === value) ?? 'asked'),
    );
  }

  #select(
    label: string,
    choices: readonly (readonly [value: string, text: string])[],
    chosen: string,
    choose: (value: string) => void,
  ): TemplateResult {
    return html`<label class="field">
      <span>${label}</span>
      <select
        @change=${(event: Event) => {
          // The listener sits on exactly this field.
          choose((event.currentTarget as HTMLSelectElement).value);
        }}
      >
        ${choices.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
      </select>
    </label>`;
  }

  #otherQueues(): Desk['queues'] {
    const { siteId, queueId } = this.callback;
    return this.queues.filter((queue) => queue.siteId === siteId && queue.queueId !== queueId);
  }

  #submit = (event: Event): void => {
    event.preventDefault();
    if (this.question === 'move') return this.#move(this.at);
    const { conversationId, callbackId } = this.callback;
    this.#sent = this.callback;
    if (this.question === 'cancel')
      return this.command({ type: 'callback.cancel', conversationId, callbackId, reason: this.reason });
    if (this.queueId !== undefined)
      this.command({ type: 'callback.transfer', conversationId, callbackId, queueId: this.queueId });
  };

  #move(at: number): void {
    const { conversationId, callbackId, revision, zone } = this.callback;
    this.#sent = this.callback;
    this.command({
      type: 'callback.reschedule',
      ...{ conversationId, callbackId, revision, zone },
      when: at ? { kind: 'scheduled', startAt: at } : { kind: 'asap' },
      // Consoles are not told what customers are offered; the server checks the time itself.
      availabilityRevision: 'desk',
    });
  }
}

defineElement('beside-callback-dialog', BesideCallbackDialog);

declare global {
  interface HTMLElementTagNameMap {
    'beside-callback-dialog': BesideCallbackDialog;
  }
}
