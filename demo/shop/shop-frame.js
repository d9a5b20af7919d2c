import { element, getElement } from '../shared/element.js';
import { icon } from '../shared/icon.js';
import { LANGUAGES } from '../shared/language.js';

/** Languages by their own name: whoever looks for theirs may read no other. */
const LANGUAGE_NAMES = Object.freeze({ en: ['EN', 'English'], ko: ['한국어', '한국어'] });

/**
 * Fills header and footer, the same on every page of the shop.
 *
 * @param {(language: 'en' | 'ko') => void} onLanguage called when the visitor picks one
 * @returns {(view: import('./start-shop.js').View) => void} brings both up to date
 */
export function buildFrame(onLanguage) {
  const count = element('span', { class: 'cart-count', 'aria-hidden': 'true' });
  const cartLink = element('a', { class: 'cart-link', href: '/demo/shop/cart' }, icon('bag'), count);
  const languages = LANGUAGES.map((language) => buildLanguageButton(language, onLanguage));

  getElement('#site-header').append(
    element('a', { class: 'brand', href: '/demo/shop/', 'data-text': 'brand' }),
    element(
      'nav',
      { class: 'site-nav', 'data-label': 'navigation' },
      element('a', { href: '/demo/shop/', 'data-text': 'navShop' }),
      element('a', { href: '/demo/outlet/', 'data-text': 'navOutlet' }),
    ),
    element('div', { class: 'languages', role: 'group', 'data-label': 'language' }, ...languages),
    cartLink,
  );
  getElement('#site-footer').append(
    element('p', { class: 'footer-brand', 'data-text': 'brand' }),
    element('p', { class: 'footer-about', 'data-text': 'footerAbout' }),
    element(
      'nav',
      { class: 'footer-nav', 'data-label': 'footerNavigation' },
      element('a', { href: '/demo/shop/', 'data-text': 'navShop' }),
      element('a', { href: '/demo/shop/cart', 'data-text': 'navCart' }),
      element('a', { href: '/demo/outlet/', 'data-text': 'navOutlet' }),
    ),
  );

  return ({ terms, language, totals }) => {
    count.textContent = String(totals.count);
    count.hidden = totals.count === 0;
    cartLink.setAttribute('aria-label', terms.cartWithCount(totals.count));
    for (const button of languages) button.setAttribute('aria-pressed', String(button.lang === language));
  };
}

function buildLanguageButton(language, onLanguage) {
  const [short, name] = LANGUAGE_NAMES[language];
  const attributes = { type: 'button', lang: language, onclick: () => onLanguage(language) };
  // The visible text must be part of the name (WCAG 2.5.3), so a short form gets the long one behind it.
  if (short !== name) attributes['aria-label'] = `${short}, ${name}`;
  return element('button', attributes, short);
}
