import { element, getElement } from '../shared/element.js';
import { icon } from '../shared/icon.js';

/**
 * The page after the order: thanks, number, where it goes, how it was paid.
 *
 * @param {{ number: string, order: Record<string, string> }} placed
 * @param {import('./start-shop.js').View} view
 */
export function renderConfirmation({ number, order }, { terms }) {
  const facts = [
    [terms.orderNumber, number],
    [terms.orderTo, `(${order.postcode}) ${order.address} ${order.addressDetail}`],
    [terms.orderPaid, terms[`payment_${order.payment}`]],
  ];
  getElement('#confirmation').replaceChildren(
    element('div', { class: 'confirmation-mark' }, icon('check')),
    element('h1', { id: 'confirmation-title', tabindex: -1 }, terms.confirmationTitle),
    element('p', { class: 'lead' }, terms.confirmationText(order.name)),
    element(
      'dl',
      { class: 'facts card' },
      ...facts.flatMap(([label, text]) => [element('dt', {}, label), element('dd', {}, text)]),
    ),
    element('p', { class: 'hint' }, terms.neverSubmitted),
    element('a', { class: 'button button-primary', href: '/demo/shop/' }, terms.backToShop),
  );
}
