import { element, getElement } from '../shared/element.js';
import { formatWon } from '../shared/price.js';
import { createAddedNotice } from './added-notice.js';
import { addToCart } from './cart-state.js';
import { fillHelpBox } from './help-box.js';
import { buildProductCard } from './product-card.js';
import { findProduct, pictureOf, relatedProducts } from './products.js';
import { createQuantityStepper } from './quantity-stepper.js';
import { startShop } from './start-shop.js';

const FACTS = Object.freeze(['material', 'size', 'maker']);

function startNotFound() {
  getElement('#related').hidden = true;
  getElement('#product').replaceChildren(
    element(
      'div',
      { class: 'empty' },
      element('h1', { 'data-text': 'notFoundTitle' }),
      element('p', { 'data-text': 'notFoundText' }),
      element('a', { class: 'button button-primary', href: '/demo/shop/', 'data-text': 'backToShop' }),
    ),
  );
  startShop({ titleOf: ({ terms }) => terms.notFoundTitle, render: () => {} });
}

/** Builds the page once; returns what writes the words of a language into it. */
function buildProduct(product, stepper, onAdd) {
  const shelf = element('a', { href: `/demo/shop/?category=${product.category}` });
  const name = element('h1');
  const line = element('p', { class: 'product-line' });
  const price = element('p', { class: 'price' });
  const description = element('p', { class: 'lead' });
  const facts = FACTS.map((fact) => [fact, element('dd')]);
  const help = element('section', { class: 'card help' });
  fillHelpBox(help);

  getElement('#product').append(
    element('img', { class: 'product-image', src: pictureOf(product.id), alt: '', width: 800, height: 1000 }),
    element(
      'div',
      { class: 'product-side' },
      element(
        'nav',
        { class: 'breadcrumbs', 'data-label': 'breadcrumbs' },
        element('a', { href: '/demo/shop/', 'data-text': 'navShop' }),
        shelf,
      ),
      name,
      line,
      price,
      description,
      element(
        'div',
        { class: 'buy' },
        stepper.node,
        element('button', {
          class: 'button button-primary',
          type: 'button',
          'data-text': 'addToCart',
          onclick: onAdd,
        }),
      ),
      element(
        'dl',
        { class: 'facts' },
        ...facts.flatMap(([fact, node]) => [element('dt', { 'data-text': fact }), node]),
        element('dt', { 'data-text': 'delivery' }),
        element('dd', { 'data-text': 'deliveryText' }),
      ),
      help,
    ),
  );

  return ({ terms, language }) => {
    const words = terms.products[product.id];
    shelf.textContent = terms.categories[product.category];
    name.textContent = words.name;
    line.textContent = words.line;
    price.textContent = formatWon(product.unitPrice, language);
    description.textContent = words.description;
    for (const [fact, node] of facts) node.textContent = words[fact];
  };
}

function startProduct(product) {
  const notice = createAddedNotice();
  const stepper = createQuantityStepper((wished) => {
    quantity = wished;
    updateStepper(shop.currentView());
  });
  const updateWords = buildProduct(product, stepper, () => add(product.id, quantity));
  const related = getElement('#related-products');
  let quantity = 1;
  let drawn = '';
  const shop = startShop({ titleOf: ({ terms }) => terms.products[product.id].name, render });

  function render(view) {
    updateStepper(view);
    if (view.language === drawn) return;
    drawn = view.language;
    updateWords(view);
    related.replaceChildren(
      ...relatedProducts(product).map((one) => buildProductCard(one, view, (id) => add(id, 1))),
    );
  }

  function updateStepper({ terms }) {
    stepper.update(quantity, { label: terms.quantity, fewer: terms.fewer, more: terms.more });
  }

  function add(id, pieces) {
    shop.cart.update((cart) => addToCart(cart, id, pieces));
    notice.show(shop.currentView(), id);
  }
}

const product = findProduct(new URLSearchParams(location.search).get('id'));
if (product) startProduct(product);
else startNotFound();
