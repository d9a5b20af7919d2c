import { element, getElement } from '../shared/element.js';
import { findCouponProblem, normalizeCoupon, withCoupon } from './cart-state.js';

/**
 * Wires the coupon field of the cart.
 *
 * @param {() => ReturnType<typeof import('./start-shop.js').startShop>} getShop asked when the visitor acts
 * @returns {(view: import('./start-shop.js').View) => void} brings message and field up to date
 */
export function startCouponForm(getShop) {
  const form = getElement('#coupon');
  const input = getElement('#coupon-code');
  const message = getElement('#coupon-message');
  const remove = element('button', {
    class: 'quiet-link',
    type: 'button',
    'data-text': 'couponRemove',
    onclick: takeOut,
  });
  let problem;
  form.append(remove);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { cart, currentView } = getShop();
    const code = normalizeCoupon(input.value);
    problem = findCouponProblem(code, currentView().totals.subtotal);
    cart.update((current) => (problem ? current : withCoupon(current, code)));
    if (problem) input.focus();
    else input.value = '';
  });

  function takeOut() {
    getShop().cart.update((current) => withCoupon(current, undefined));
    input.focus();
  }

  return ({ terms, cart, totals }) => {
    const lapsed = cart.coupon === undefined ? undefined : findCouponProblem(cart.coupon, totals.subtotal);
    const shown = problem ?? lapsed;
    message.classList.toggle('is-problem', shown !== undefined);
    input.setAttribute('aria-invalid', String(problem !== undefined));
    message.textContent = shown ? terms[shown] : cart.coupon ? terms.couponApplied(cart.coupon) : '';
    remove.hidden = cart.coupon === undefined;
  };
}
