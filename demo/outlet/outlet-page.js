import { tellBeside } from '../shared/beside.js';
import { element, getElement } from '../shared/element.js';
import { fillTexts } from '../shared/fill-texts.js';
import { createLanguage } from '../shared/language.js';
import { formatWon } from '../shared/price.js';
import { OFFERS, percentOff } from './offers.js';
import { TERMS } from './terms.js';

const LANGUAGE_NAMES = Object.freeze({ en: 'English', ko: '한국어' });

function buildOffer(offer, terms, language) {
  const { name, flaw } = terms.offers[offer.id];
  const ask = () => {
    tellBeside('context', contextOf(terms, name));
    tellBeside('open', 'chat');
  };
  return element(
    'li',
    { class: 'offer' },
    element('img', { src: `/demo/shop/pictures/${offer.id}.svg`, alt: '', width: 800, height: 1000 }),
    element('p', { class: 'offer-off' }, terms.off(percentOff(offer))),
    element('h2', {}, name),
    element('p', { class: 'hint' }, flaw),
    element(
      'dl',
      { class: 'offer-prices' },
      element('dt', {}, terms.now),
      element('dd', { class: 'offer-now' }, formatWon(offer.unitPrice, language)),
      element('dt', {}, terms.before),
      element('dd', {}, element('s', {}, formatWon(offer.priceBefore, language))),
    ),
    element('button', { class: 'button', type: 'button', onclick: ask }, terms.ask(name)),
  );
}

/** The agent sees which piece was asked about, if one was. */
function contextOf(terms, piece) {
  const page = { url: location.origin + location.pathname, title: terms.brand };
  return piece ? { page, attributes: { piece } } : { page };
}

function startOutlet() {
  const language = createLanguage(localStorage, navigator.languages);
  const buttons = Object.entries(LANGUAGE_NAMES).map(([code, name]) =>
    element(
      'button',
      { class: 'quiet-link', type: 'button', lang: code, onclick: () => language.choose(code) },
      name,
    ),
  );
  const update = () => {
    const terms = TERMS[language.current];
    document.documentElement.lang = language.current;
    document.title = `${terms.title} · ${terms.brand}`;
    for (const button of buttons)
      button.setAttribute('aria-pressed', String(button.lang === language.current));
    getElement('#offers').replaceChildren(
      ...OFFERS.map((offer) => buildOffer(offer, terms, language.current)),
    );
    fillTexts(document, terms);
    tellBeside('locale', language.current);
    tellBeside('context', contextOf(terms));
  };

  getElement('#languages').append(...buttons);
  getElement('#ask').addEventListener('click', () => tellBeside('open', 'chat'));
  language.onChange(update);
  update();
}

startOutlet();
