import { element, getElement } from '../shared/element.js';
import { icon } from '../shared/icon.js';

const SHOWN_MS = 8000;

/**
 * The small notice under the header that says what went into the cart. It never takes the focus; the
 * number in the header says the same for as long as one likes.
 */
export function createAddedNotice() {
  const text = element('p', { role: 'status' });
  const link = element('a', { href: '/demo/shop/cart' });
  const close = element(
    'button',
    { class: 'icon-button', type: 'button', onclick: () => hide() },
    icon('close'),
  );
  const notice = element('div', { class: 'added-notice' }, text, link, close);
  let timer;

  const hide = () => {
    clearTimeout(timer);
    notice.classList.remove('is-shown');
    text.textContent = '';
  };
  // Inside main, so that it belongs to a landmark although it hovers.
  getElement('main').append(notice);

  return {
    /** @param {import('./start-shop.js').View} view @param {string} id */
    show({ terms }, id) {
      clearTimeout(timer);
      text.textContent = terms.added(terms.products[id].name);
      link.textContent = terms.viewCart;
      close.setAttribute('aria-label', terms.dismiss);
      notice.classList.add('is-shown');
      timer = setTimeout(hide, SHOWN_MS);
    },
  };
}
