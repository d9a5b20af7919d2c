import { element } from '../shared/element.js';
import { icon } from '../shared/icon.js';
import { formatWon } from '../shared/price.js';
import { pictureOf } from './products.js';
import { createQuantityStepper } from './quantity-stepper.js';

/**
 * One product in the cart. The node lives as long as the line, so that pressing plus five times keeps the focus.
 *
 * @param {string} id
 * @param {{ onQuantity: (quantity: number) => void, onRemove: () => void }} wishes
 */
export function createCartLine(id, { onQuantity, onRemove }) {
  const name = element('a', { href: `/demo/shop/product?id=${id}` });
  const description = element('p', { class: 'product-line' });
  const each = element('p', { class: 'each' });
  const sum = element('p', { class: 'price' });
  const stepper = createQuantityStepper(onQuantity);
  const remove = element('button', { class: 'remove-button', type: 'button', onclick: onRemove });
  const node = element(
    'li',
    { class: 'cart-line' },
    element('img', { src: pictureOf(id), alt: '', width: 800, height: 1000 }),
    element('div', { class: 'cart-words' }, element('h2', {}, name), description, each),
    stepper.node,
    sum,
    remove,
  );

  return {
    node,
    focus: () => name.focus(),
    /** @param {{ quantity: number, unitPrice: number, sum: number }} line @param {import('./start-shop.js').View} view */
    update(line, { terms, language }) {
      const words = terms.products[id];
      name.textContent = words.name;
      description.textContent = words.line;
      each.textContent = terms.each(formatWon(line.unitPrice, language));
      sum.textContent = formatWon(line.sum, language);
      remove.replaceChildren(icon('bin'), element('span', {}, terms.remove));
      remove.setAttribute('aria-label', terms.removeNamed(words.name));
      stepper.update(line.quantity, {
        label: terms.quantityOf(words.name),
        fewer: terms.fewerOf(words.name),
        more: terms.moreOf(words.name),
      });
    },
  };
}
