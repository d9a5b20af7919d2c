import { element, getElement } from '../shared/element.js';
import { formatWon } from '../shared/price.js';
import { createCartLine } from './cart-line.js';
import { CART_RULES, removeFromCart, restoreLine, setQuantity } from './cart-state.js';
import { startCouponForm } from './coupon-form.js';
import { fillHelpBox } from './help-box.js';
import { renderSums } from './order-sums.js';
import { startShop } from './start-shop.js';

function startCart() {
  const list = getElement('#cart-lines');
  const notice = getElement('#notice');
  /** Lines on the page by product id. @type {Map<string, ReturnType<typeof createCartLine>>} */
  const lines = new Map();
  const updateCoupon = startCouponForm(() => shop);
  fillHelpBox(getElement('#help'));
  let removed;
  let noticed = '';
  const shop = startShop({ titleOf: ({ terms }) => terms.cartTitle, render });

  function render(view) {
    const isEmpty = view.totals.count === 0;
    getElement('#empty').hidden = !isEmpty;
    getElement('#cart').hidden = isEmpty;
    renderLines(view);
    renderFreeShipping(view);
    renderSums(getElement('#sums'), view);
    updateCoupon(view);
    renderNotice(view);
  }

  function renderLines(view) {
    const wanted = view.totals.lines.map((line) => line.id);
    for (const [id, line] of lines) {
      if (wanted.includes(id)) continue;
      line.node.remove();
      lines.delete(id);
    }
    for (const [index, line] of view.totals.lines.entries()) {
      const shown = lines.get(line.id) ?? createLine(line.id);
      shown.update(line, view);
      // Only a node at the wrong place is moved: moving takes the focus away.
      if (list.children[index] !== shown.node) list.insertBefore(shown.node, list.children[index] ?? null);
    }
  }

  function createLine(id) {
    const line = createCartLine(id, {
      onQuantity: (quantity) => shop.cart.update((cart) => setQuantity(cart, id, quantity)),
      onRemove: () => remove(id),
    });
    lines.set(id, line);
    return line;
  }

  function remove(id) {
    const position = shop.cart.current.lines.findIndex((line) => line.id === id);
    removed = { line: shop.cart.current.lines[position], position };
    shop.cart.update((cart) => removeFromCart(cart, id));
    getElement('#page-title').focus();
  }

  function undo() {
    const { line, position } = removed;
    removed = undefined;
    shop.cart.update((cart) => restoreLine(cart, line, position));
    lines.get(line.id)?.focus();
  }

  function renderNotice({ terms }) {
    // The notice is read out whenever it is drawn, so it is drawn only when it says something else.
    const key = removed ? terms.removed(terms.products[removed.line.id].name) : '';
    if (key === noticed) return;
    noticed = key;
    if (!removed) {
      notice.replaceChildren();
      return;
    }
    const button = element('button', { class: 'quiet-link', type: 'button', onclick: undo }, terms.undo);
    notice.replaceChildren(key, ' ', button);
  }
}

function renderFreeShipping({ terms, language, totals }) {
  const bar = getElement('#free-shipping');
  bar.max = CART_RULES.freeShippingFrom;
  bar.value = CART_RULES.freeShippingFrom - totals.untilFreeShipping;
  getElement('#free-shipping-text').textContent =
    totals.untilFreeShipping === 0
      ? terms.freeReached
      : terms.untilFree(formatWon(totals.untilFreeShipping, language));
}

startCart();
