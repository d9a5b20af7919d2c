import { LIMITS, type Desk, type DeskCallback, type DeskOffer, type OfferId } from '@beside/protocol';
import { bellIcon, controls, defineElement, tokens } from '@beside/elements/shared';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';

import { cartIcon, pageIcon } from '../shared/console-icons.ts';
import { ConsoleElement } from '../shared/console-element.ts';
import { customerName } from '../shared/customer.ts';
import { moneyText } from '../shared/money.ts';
import { durationText, secondsUntil } from '../shared/text-of-time.ts';
import { callbackName } from '../callbacks/callback-name.ts';
import { renderCallbackOffer } from './callback-offer.ts';
import { countdownRing } from './countdown-ring.ts';
import { offersStyles } from './offers.styles.ts';

/**
 * The offers that ring, with the time left for each.
 *
 * @element beside-offers
 * @fires {BesideWishEvent} beside-wish - `accept`, `decline`, `callback-answer`.
 */
export class BesideOffers extends ConsoleElement {
  static override styles = [tokens, controls, offersStyles];

  #announced = '';
  #known: ReadonlySet<OfferId> = new Set();

  /** What rings. */
  @property({ attribute: false }) offers: readonly DeskOffer[] = [];
  /** Callbacks that ring, after the chats. */
  @property({ attribute: false }) callbacks: readonly DeskCallback[] = [];
  /** Callbacks whose answer is under way. */
  @property({ attribute: false }) pending: ReadonlySet<string> = new Set();
  /** For the names of queues. */
  @property({ attribute: false }) queues: Desk['queues'] = [];
  /** Offers whose answer is under way. */
  @property({ attribute: false }) answering: ReadonlySet<OfferId> = new Set();
  /** The server's clock, epoch ms. */
  @property({ attribute: false }) now = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    // Said once per offer: the seconds that go by are not news.
    if (!changed.has('offers') && !changed.has('callbacks')) return;
    const ids = [
      ...this.offers.map(({ offerId }) => offerId),
      ...this.callbacks.flatMap(({ offer }) => offer?.offerId ?? []),
    ];
    const freshId = ids.find((id) => !this.#known.has(id));
    this.#known = new Set(ids);
    if (freshId !== undefined) this.#announced = this.#announcement(freshId);
    else if (!ids.length) this.#announced = '';
  }

  override render(): TemplateResult {
    return html`<div class="unseen" role="alert">${this.#announced}</div>
      ${
        this.offers.length || this.callbacks.length
          ? html`<section aria-labelledby="heading">
              <h2 id="heading">${bellIcon()}${this.words.ringing}</h2>
              <ul>
                ${repeat(
                  this.offers,
                  (offer) => offer.offerId,
                  (offer) => this.#renderOffer(offer),
                )}
                ${repeat(
                  this.callbacks,
                  ({ callbackId }) => callbackId,
                  (callback) => this.#renderCallback(callback),
                )}
              </ul>
            </section>`
          : nothing
      }`;
  }

  #renderOffer(offer: DeskOffer): TemplateResult {
    const { words, now } = this;
    const { conversation, offerId, expiresAt } = offer;
    const { conversationId, context } = conversation;
    const seconds = secondsUntil(expiresAt, now);
    const isBusy = this.answering.has(offerId);
    const { cart, page } = context;
    return html`<li class="offer" aria-label=${this.#name(offer)}>
      <div class="top">
        ${countdownRing(seconds, (expiresAt - now) / LIMITS.offerTimeoutMs)}
        <div class="who">
          <span class="name">${this.#name(offer)}</span>
          <span class="meta"
            >${this.#queueName(offer)} ·
            ${words.waitingFor(durationText(now - conversation.queuedAt, words))}</span
          >
          <span class="unseen">${words.secondsLeft(seconds)}</span>
        </div>
      </div>
      ${page ? html`<div class="about">${pageIcon()}<span>${page.title || page.url}</span></div>` : nothing}
      ${
        cart
          ? html`<div class="about">
              ${cartIcon()}<span>${moneyText(cart.total, cart.currency, this.locale)}</span>
            </div>`
          : nothing
      }
      <div class="actions">
        <button
          type="button"
          class="button primary"
          aria-keyshortcuts="Alt+A"
          title="Alt A"
          aria-disabled=${isBusy ? 'true' : nothing}
          aria-busy=${isBusy ? 'true' : nothing}
          @click=${() => this.wish({ type: 'accept', conversationId, offerId })}
        >
          ${words.accept}
        </button>
        <button
          type="button"
          class="button"
          aria-keyshortcuts="Alt+X"
          title="Alt X"
          aria-disabled=${isBusy ? 'true' : nothing}
          @click=${() => this.wish({ type: 'decline', conversationId, offerId })}
        >
          ${words.decline}
        </button>
      </div>
    </li>`;
  }

  #renderCallback(callback: DeskCallback): TemplateResult {
    const { words, locale, now } = this;
    return renderCallbackOffer({
      ...{ callback, words, locale, now },
      queueName: this.#nameOfQueue(callback),
      isBusy: this.pending.has(callback.callbackId),
      wish: (wish) => this.wish(wish),
    });
  }

  #announcement(offerId: OfferId): string {
    const { words } = this;
    const callback = this.callbacks.find(({ offer }) => offer?.offerId === offerId);
    if (callback) return words.callbackFrom(callbackName(callback, words).name, this.#nameOfQueue(callback));
    const offer = this.offers.find((one) => one.offerId === offerId);
    return offer ? words.offerFrom(this.#name(offer), this.#queueName(offer)) : '';
  }

  #name({ conversation }: DeskOffer): string {
    return customerName(conversation, this.words).name;
  }

  #queueName({ conversation }: DeskOffer): string {
    return this.#nameOfQueue(conversation);
  }

  #nameOfQueue({ siteId, queueId }: Pick<DeskCallback, 'siteId' | 'queueId'>): string {
    return this.queues.find((queue) => queue.siteId === siteId && queue.queueId === queueId)?.name ?? queueId;
  }
}

defineElement('beside-offers', BesideOffers);

declare global {
  interface HTMLElementTagNameMap {
    'beside-offers': BesideOffers;
  }
}
