import { element } from '../shared/element.js';
import { icon } from '../shared/icon.js';
import { formatWon } from '../shared/price.js';
import { pictureOf } from './products.js';

/**
 * One product of a shelf: picture, name and price lead to its page, the round button puts it into the cart.
 *
 * @param {typeof import('./products.js').PRODUCTS[number]} product
 * @param {import('./start-shop.js').View} view
 * @param {(id: string) => void} onAdd
 */
export function buildProductCard(product, { terms, language }, onAdd) {
  const words = terms.products[product.id];
  const picture = element('img', {
    src: pictureOf(product.id),
    alt: '',
    width: 800,
    height: 1000,
    loading: 'lazy',
  });
  const link = element('a', { href: `/demo/shop/product?id=${product.id}` }, words.name);
  const badge = product.isNew ? [element('span', { class: 'badge' }, terms.fresh)] : [];
  const add = element(
    'button',
    {
      class: 'add-button',
      type: 'button',
      'aria-label': terms.addNamed(words.name),
      onclick: () => onAdd(product.id),
    },
    icon('plus'),
  );
  return element(
    'li',
    { class: 'product-card' },
    element('div', { class: 'product-picture' }, picture, ...badge),
    element(
      'div',
      { class: 'product-words' },
      element('h3', {}, link),
      element('p', { class: 'product-line' }, words.line),
      element('p', { class: 'price' }, formatWon(product.unitPrice, language)),
    ),
    add,
  );
}
