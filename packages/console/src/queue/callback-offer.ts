import { LIMITS, type DeskCallback } from '@beside/protocol';
import { phoneIcon } from '@beside/elements/shared';
import { html, nothing, type TemplateResult } from 'lit';

import { callbackName, matterText } from '../callbacks/callback-name.ts';
import type { ConsoleTerms } from '../console-terms.ts';
import { cartIcon, pageIcon } from '../shared/console-icons.ts';
import { moneyText } from '../shared/money.ts';
import { durationText, secondsUntil } from '../shared/text-of-time.ts';
import type { Wish } from '../shared/wishes.ts';
import { countdownRing } from './countdown-ring.ts';

/** What a ringing callback is drawn from. */
export interface CallbackOffer {
  readonly callback: DeskCallback;
  readonly words: ConsoleTerms;
  readonly locale: string;
  readonly queueName: string;
  /** Its answer is under way. */
  readonly isBusy: boolean;
  /** The server's clock, epoch ms. */
  readonly now: number;
  readonly wish: (wish: Wish) => void;
}

/** A callback that rings, beside the chats that ring. */
export function renderCallbackOffer(offer: CallbackOffer): TemplateResult {
  const { callback, words, locale, queueName, isBusy, now, wish } = offer;
  const { callbackId, details, attempts, status } = callback;
  const expiresAt = callback.offer?.expiresAt ?? now;
  const { name } = callbackName(callback, words);
  const seconds = secondsUntil(expiresAt, now);
  const matter = matterText(callback);
  const isHolding = status === 'holding';
  const answer = (kind: 'accept' | 'decline') => (): void =>
    wish({ type: 'callback-answer', answer: kind, callbackId });
  return html`<li class="offer" aria-label="${words.callback}: ${name}">
    <div class="top">
      ${countdownRing(seconds, (expiresAt - now) / LIMITS.offerTimeoutMs)}
      <div class="who">
        <span class="name">${name}</span>
        <span class="meta"
          >${queueName} · ${words.waitingFor(durationText(now - callback.queuedAt, words))}</span
        >
        <span class="unseen">${words.secondsLeft(seconds)}</span>
      </div>
    </div>
    <div class="about">
      ${phoneIcon()}<span
        >${words.callback}${isHolding ? ` · ${words.callbackHolding}` : nothing}${
          attempts.length && !isHolding ? ` · ${words.attempt(attempts.length + 1)}` : nothing
        }${matter ? html` · <span dir="auto">${matter}</span>` : nothing}</span
      >
    </div>
    ${
      details?.context.page
        ? html`<div class="about">
            ${pageIcon()}<span>${details.context.page.title || details.context.page.url}</span>
          </div>`
        : nothing
    }
    ${
      details?.context.cart
        ? html`<div class="about">
            ${cartIcon()}<span
              >${moneyText(details.context.cart.total, details.context.cart.currency, locale)}</span
            >
          </div>`
        : nothing
    }
    <div class="actions">
      <button
        type="button"
        class="button primary"
        aria-disabled=${isBusy ? 'true' : nothing}
        aria-busy=${isBusy ? 'true' : nothing}
        @click=${answer('accept')}
      >
        ${words.accept}
      </button>
      <button
        type="button"
        class="button"
        aria-disabled=${isBusy ? 'true' : nothing}
        @click=${answer('decline')}
      >
        ${words.decline}
      </button>
    </div>
  </li>`;
}
