import { element, getElement } from '../shared/element.js';
import { formatWon } from '../shared/price.js';
import { totalsOf } from './cart-state.js';
import { fillHelpBox } from './help-box.js';
import { renderConfirmation } from './order-confirmation.js';
import { createOrderProblems } from './order-problems.js';
import { findOrderProblems, formatPhone } from './order-rules.js';
import { renderSums } from './order-sums.js';
import { startPaymentChoice } from './payment-choice.js';
import { findProduct, pictureOf } from './products.js';
import { startShop } from './start-shop.js';
import { startTermsDialog } from './terms-dialog.js';

function startCheckout() {
  const form = getElement('#order-form');
  const { phone, postcode, agreed } = form.elements;
  const problems = createOrderProblems(form);
  let placed;
  startPaymentChoice(form);
  fillHelpBox(getElement('#help'));
  const shop = startShop({
    titleOf: ({ terms }) => (placed ? terms.confirmationTitle : terms.checkoutTitle),
    render,
  });
  startTermsDialog(() => {
    agreed.checked = true;
    recheck();
  });

  phone.addEventListener('change', () => {
    phone.value = formatPhone(phone.value);
  });
  postcode.addEventListener('input', () => render(shop.currentView()));
  form.addEventListener('change', recheck);
  form.addEventListener('submit', handleSubmit);

  function render(view) {
    const isEmpty = view.totals.count === 0;
    getElement('#checkout').hidden = Boolean(placed) || isEmpty;
    getElement('#empty').hidden = Boolean(placed) || !isEmpty;
    getElement('#confirmation').hidden = !placed;
    if (placed) return renderConfirmation(placed, view);
    const totals = totalsOf(view.cart, findProduct, postcode.value.trim());
    renderSums(getElement('#sums'), { ...view, totals });
    renderMiniLines(view);
    getElement('#place-order').textContent = view.terms.placeOrder(formatWon(totals.total, view.language));
    return problems.render(view.terms);
  }

  function recheck() {
    problems.settle(findOrderProblems(readOrder(form), new Date()), shop.currentView().terms);
  }

  function handleSubmit(event) {
    event.preventDefault();
    const order = readOrder(form);
    const found = findOrderProblems(order, new Date());
    problems.show(found, shop.currentView().terms);
    if (found.length > 0) return;
    placed = { number: createOrderNumber(), order };
    form.reset();
    shop.cart.empty();
    scrollTo(0, 0);
    getElement('#confirmation-title').focus();
  }
}

function readOrder(form) {
  return { ...Object.fromEntries(new FormData(form)), agreed: form.elements.agreed.checked };
}

function renderMiniLines({ terms, language, totals }) {
  const lines = totals.lines.map(({ id, quantity, sum }) =>
    element(
      'li',
      {},
      element('img', { src: pictureOf(id), alt: '', width: 800, height: 1000 }),
      element('span', {}, terms.products[id].name, element('span', { class: 'hint' }, ` × ${quantity}`)),
      element('span', { class: 'price' }, formatWon(sum, language)),
    ),
  );
  getElement('#mini-lines').replaceChildren(...lines);
}

/** Eight digits are enough to look like one; there is no order behind it. */
function createOrderNumber() {
  const [random] = crypto.getRandomValues(new Uint32Array(1));
  return `N-${String(random % 100_000_000).padStart(8, '0')}`;
}

startCheckout();
