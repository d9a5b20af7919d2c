import type { DeskConversation } from '@beside/protocol';
import '@beside/elements/parts/avatar';
import '@beside/elements/parts/badge';
import { clockIcon, defineElement, tokens } from '@beside/elements/shared';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import { ConsoleElement } from '../shared/console-element.ts';
import { shieldIcon, tagIcon } from '../shared/console-icons.ts';
import { customerName } from '../shared/customer.ts';
import { languageName } from '../shared/language-name.ts';
import { customerCardStyles } from './customer-card.styles.ts';
import { renderCart, renderPage, renderWay } from './said-sections.ts';

/**
 * What is known about a customer. What the site's server confirmed stands apart from what the page merely said.
 *
 * @element beside-customer-card
 */
export class BesideCustomerCard extends ConsoleElement {
  static override styles = [tokens, customerCardStyles];

  /** Whose customer; undefined when no conversation is open. */
  @property({ attribute: false }) conversation: DeskConversation | undefined = undefined;
  /** Name of its queue. */
  @property() queueName = '';
  /** The server's clock, epoch ms. */
  @property({ attribute: false }) now = 0;

  override render(): TemplateResult {
    const { conversation, words } = this;
    if (!conversation) return html`<p class="note">${words.noCustomer}</p>`;
    return html`${this.#renderWho(conversation)} ${this.#renderSaid(conversation)}
    ${this.#renderMatter(conversation)}`;
  }

  #renderWho(conversation: DeskConversation): TemplateResult {
    const { words } = this;
    const { verified } = conversation;
    const { name, isNamed } = customerName(conversation, words);
    return html`<div class="who">
        <beside-avatar .name=${isNamed ? name : ''}></beside-avatar>
        <h2>${name}</h2>
        ${verified?.email ? html`<span class="email">${verified.email}</span>` : nothing}
        ${
          verified
            ? html`<beside-badge tone="success">${shieldIcon(14)}${words.verified}</beside-badge>`
            : html`<beside-badge tone="warn">${words.notVerified}</beside-badge>`
        }
      </div>
      ${
        verified
          ? html`<section>
              <h3>${shieldIcon()}${words.verified}</h3>
              <dl>
                <dt>${words.customerId}</dt>
                <dd>${verified.subject}</dd>
              </dl>
              <p class="note">${words.verifiedDetail}</p>
            </section>`
          : nothing
      }`;
  }

  /** Everything the page said, marked as such. */
  #renderSaid({ context }: DeskConversation): TemplateResult {
    const { words } = this;
    const { page, cart, flow } = context;
    const attributes = Object.entries(context.attributes ?? {});
    const isSilent = !page && !cart && !flow && !attributes.length;
    return html`${flow ? renderWay(flow, words) : nothing} ${page ? renderPage(page, words) : nothing}
      ${cart ? renderCart(cart, { words, locale: this.locale, formats: this.formats }) : nothing}
      ${
        attributes.length
          ? html`<section>
              <h3>
                ${tagIcon()}${words.attributes}<beside-badge tone="warn">${words.notVerified}</beside-badge>
              </h3>
              <dl>
                ${attributes.map(
                  ([key, value]) =>
                    html`<dt>${key}</dt>
                      <dd dir="auto">${value}</dd>`,
                )}
              </dl>
            </section>`
          : nothing
      }
      <section>
        <p class="note">${isSilent ? words.nothingKnown : words.notVerifiedDetail}</p>
      </section>`;
  }

  #renderMatter(conversation: DeskConversation): TemplateResult {
    const { words } = this;
    return html`<section>
      <h3>${clockIcon()}${words.matter}</h3>
      <dl>
        <dt>${words.queue}</dt>
        <dd>${this.queueName}</dd>
        <dt>${words.site}</dt>
        <dd>${conversation.siteId}</dd>
        <dt>${words.locale}</dt>
        <dd>${languageName(conversation.locale, this.locale)}</dd>
        <dt>${words.arrived}</dt>
        <dd>${this.formats.moment(conversation.queuedAt, this.now)}</dd>
        ${
          conversation.answeredAt === undefined
            ? nothing
            : html`<dt>${words.answered}</dt>
                <dd>${this.formats.moment(conversation.answeredAt, this.now)}</dd>`
        }
      </dl>
    </section>`;
  }
}

defineElement('beside-customer-card', BesideCustomerCard);

declare global {
  interface HTMLElementTagNameMap {
    'beside-customer-card': BesideCustomerCard;
  }
}
