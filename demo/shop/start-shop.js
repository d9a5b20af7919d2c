import { tellBeside } from '../shared/beside.js';
import { fillTexts } from '../shared/fill-texts.js';
import { createLanguage } from '../shared/language.js';
import { totalsOf } from './cart-state.js';
import { createCartStore } from './cart-store.js';
import { findProduct } from './products.js';
import { buildFrame } from './shop-frame.js';
import { en } from './terms/en.js';
import { ko } from './terms/ko.js';

/**
 * @typedef {object} View what a page is drawn from
 * @property {typeof en} terms
 * @property {'en' | 'ko'} language
 * @property {import('./cart-state.js').Cart} cart
 * @property {ReturnType<typeof totalsOf>} totals
 */

const TERMS = Object.freeze({ en, ko });

/**
 * Brings a page of the shop to life: draws it now and whenever language or cart change, and keeps the
 * help widget informed. Call once per page.
 *
 * @param {object} page
 * @param {(view: View) => string} page.titleOf
 * @param {(view: View) => void} page.render draws into the page's own elements; called often
 */
export function startShop({ titleOf, render }) {
  const language = createLanguage(localStorage, navigator.languages);
  const cart = createCartStore(localStorage);
  const updateFrame = buildFrame((choice) => language.choose(choice));

  const currentView = () => ({
    terms: TERMS[language.current],
    language: language.current,
    cart: cart.current,
    totals: totalsOf(cart.current, findProduct),
  });
  const update = () => {
    const view = currentView();
    document.documentElement.lang = view.language;
    document.title = `${titleOf(view)} · ${view.terms.brand}`;
    render(view);
    updateFrame(view);
    fillTexts(document, view.terms);
    tellBeside('context', contextOf(view));
  };

  cart.onChange(update);
  language.onChange(() => {
    update();
    tellBeside('locale', language.current);
  });
  update();
  tellBeside('locale', language.current);
  return { cart, currentView };
}

/** What the agent sees beside the conversation: the page and the cart, in the visitor's language. */
function contextOf({ terms, totals }) {
  const items = totals.lines.map(({ id, quantity, unitPrice }) => {
    return { id, name: terms.products[id].name, quantity, unitPrice };
  });
  const page = { url: location.origin + location.pathname, title: document.title };
  return { page, cart: { items, total: totals.total, currency: 'KRW' } };
}
