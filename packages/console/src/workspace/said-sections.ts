import type { Cart, Context, PageContext } from '@beside/protocol';
import '@beside/elements/parts/badge';
import type { Formats } from '@beside/elements/shared';
import { html, nothing, type TemplateResult } from 'lit';

import type { ConsoleTerms } from '../console-terms.ts';
import { cartIcon, flowIcon, pageIcon } from '../shared/console-icons.ts';
import { moneyText } from '../shared/money.ts';

/** The page a customer is on, marked as said by the page. Looks are those of the customer card. */
export function renderPage(page: PageContext, words: ConsoleTerms): TemplateResult {
  return html`<section>
    <h3>${pageIcon()}${words.page}<beside-badge tone="warn">${words.notVerified}</beside-badge></h3>
    ${page.title ? html`<p class="title" dir="auto">${page.title}</p>` : nothing}
    <p class="path">${pathOf(page.url)}</p>
  </section>`;
}

/**
 * The way a customer came through the site's flow and what they filled in there, so that nobody asks twice (Q1). Looks are
 * those of the customer card.
 */
export function renderWay(
  { path, answers }: NonNullable<Context['flow']>,
  words: ConsoleTerms,
): TemplateResult {
  return html`<section class="way">
    <h3>${flowIcon()}${words.flowWay}<beside-badge tone="warn">${words.notVerified}</beside-badge></h3>
    ${
      path.length
        ? html`<ol>
            ${path.map(({ label }) => html`<li dir="auto">${label}</li>`)}
          </ol>`
        : nothing
    }
    ${
      answers.length
        ? html`<dl>
            ${answers.map(
              ({ label, value }) =>
                html`<dt dir="auto">${label}</dt>
                  <dd dir="auto">${value}</dd>`,
            )}
          </dl>`
        : nothing
    }
  </section>`;
}

/** What is in a customer's cart, marked as said by the page. Looks are those of the customer card. */
export function renderCart(
  { items, total, currency }: Cart,
  {
    words,
    locale,
    formats,
  }: { readonly words: ConsoleTerms; readonly locale: string; readonly formats: Formats },
): TemplateResult {
  return html`<section>
    <h3>${cartIcon()}${words.cart}<beside-badge tone="warn">${words.notVerified}</beside-badge></h3>
    <ul class="lines">
      ${items.map(
        (item) =>
          html`<li>
            <span
              ><span class="times">${words.quantityTimes(formats.number(item.quantity))}</span>
              <span dir="auto">${item.name}</span></span
            >
            <span class="sum">${moneyText(item.quantity * item.unitPrice, currency, locale)}</span>
          </li>`,
      )}
      <li class="total">
        <span>${words.cartTotal}</span><span class="sum">${moneyText(total, currency, locale)}</span>
      </li>
    </ul>
  </section>`;
}

/** Address without its scheme, which says nothing to an agent; as it came where it is none. */
function pathOf(url: string): string {
  return url.replace(/^https?:\/\//, '');
}
