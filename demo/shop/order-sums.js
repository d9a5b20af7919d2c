import { element } from '../shared/element.js';
import { formatWon } from '../shared/price.js';

/**
 * Draws subtotal, coupon, delivery and total into a `<dl>`.
 *
 * @param {HTMLElement} list
 * @param {Pick<import('./start-shop.js').View, 'terms' | 'language' | 'cart' | 'totals'>} view
 */
export function renderSums(list, { terms, language, cart, totals }) {
  const won = (amount) => formatWon(amount, language);
  const rows = [[terms.subtotal, won(totals.subtotal)]];
  if (totals.discount > 0) rows.push([terms.discount(cart.coupon), won(-totals.discount)]);
  rows.push([terms.shipping, totals.shipping === 0 ? terms.free : won(totals.shipping)]);

  list.replaceChildren(
    ...rows.map(([label, amount]) => element('div', {}, element('dt', {}, label), element('dd', {}, amount))),
    element(
      'div',
      { class: 'sum-total' },
      element('dt', {}, terms.total, ' ', element('small', {}, terms.taxIncluded)),
      element('dd', { id: 'total' }, won(totals.total)),
    ),
  );
}
