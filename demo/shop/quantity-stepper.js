import { element } from '../shared/element.js';
import { icon } from '../shared/icon.js';
import { CART_RULES } from './cart-state.js';

/**
 * Minus, number, plus. At the ends the buttons stay focusable and say they are disabled, so that the
 * focus is not lost by pressing one.
 *
 * @param {(quantity: number) => void} onQuantity told the wished quantity, always within the limits
 */
export function createQuantityStepper(onQuantity) {
  let current = 1;
  const wish = (quantity) => {
    if (quantity >= 1 && quantity <= CART_RULES.maxQuantity) onQuantity(quantity);
  };
  const fewer = element('button', { type: 'button', onclick: () => wish(current - 1) }, icon('minus'));
  const more = element('button', { type: 'button', onclick: () => wish(current + 1) }, icon('plus'));
  const output = element('output', {});
  const node = element('div', { class: 'stepper', role: 'group' }, fewer, output, more);

  return {
    node,
    /** @param {number} quantity @param {{ label: string, fewer: string, more: string }} names */
    update(quantity, names) {
      current = quantity;
      output.textContent = String(quantity);
      node.setAttribute('aria-label', names.label);
      fewer.setAttribute('aria-label', names.fewer);
      more.setAttribute('aria-label', names.more);
      fewer.setAttribute('aria-disabled', String(quantity <= 1));
      more.setAttribute('aria-disabled', String(quantity >= CART_RULES.maxQuantity));
    },
  };
}
