import { element, getElement } from '../shared/element.js';
import { icon } from '../shared/icon.js';
import { createAddedNotice } from './added-notice.js';
import { addToCart } from './cart-state.js';
import { buildProductCard } from './product-card.js';
import { CATEGORIES, PRODUCTS } from './products.js';
import { startShop } from './start-shop.js';

const PROMISES = Object.freeze([
  ['van', 'promiseShipping', 'promiseShippingText'],
  ['back', 'promiseReturn', 'promiseReturnText'],
  ['hand', 'promiseMade', 'promiseMadeText'],
]);

/** Reads the shelf out of the address, so that a filtered catalogue can be linked to. */
function findCategory() {
  const wished = new URLSearchParams(location.search).get('category');
  return CATEGORIES.find((category) => category === wished);
}

function buildFilter(onPick) {
  const buttons = [undefined, ...CATEGORIES].map((category) => ({
    category,
    button: element('button', { type: 'button', class: 'chip', onclick: () => onPick(category) }),
  }));
  getElement('#filter').append(...buttons.map(({ button }) => button));
  return (terms, picked) => {
    for (const { category, button } of buttons) {
      button.textContent = category ? terms.categories[category] : terms.all;
      button.setAttribute('aria-pressed', String(category === picked));
    }
  };
}

function buildPromises() {
  const promises = PROMISES.map(([picture, title, text]) =>
    element(
      'div',
      { class: 'promise' },
      icon(picture),
      element('h2', { 'data-text': title }),
      element('p', { 'data-text': text }),
    ),
  );
  getElement('#promises').append(...promises);
}

function startCatalogue() {
  const notice = createAddedNotice();
  const updateFilter = buildFilter(pick);
  const products = getElement('#products');
  let drawn = '';
  buildPromises();
  const shop = startShop({ titleOf: ({ terms }) => terms.homeTitle, render });

  function render(view) {
    const category = findCategory();
    const shown = PRODUCTS.filter((product) => !category || product.category === category);
    updateFilter(view.terms, category);
    // Cards depend on language and shelf only; redrawing them for a change of the cart would lose the focus.
    const key = `${view.language} ${category}`;
    if (key === drawn) return;
    drawn = key;
    getElement('#shown').textContent = view.terms.shown(shown.length);
    products.replaceChildren(...shown.map((product) => buildProductCard(product, view, add)));
  }

  function pick(category) {
    history.replaceState(null, '', category ? `?category=${category}` : location.pathname);
    render(shop.currentView());
  }

  function add(id) {
    shop.cart.update((cart) => addToCart(cart, id, 1));
    notice.show(shop.currentView(), id);
  }
}

startCatalogue();
