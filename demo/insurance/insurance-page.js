import { tellBeside } from '../shared/beside.js';
import { element, getElement } from '../shared/element.js';
import { fillTexts } from '../shared/fill-texts.js';
import { drawing } from '../shared/icon.js';
import { createLanguage } from '../shared/language.js';
import { formatWon } from '../shared/price.js';
import { PRODUCTS } from './products.js';
import { TERMS } from './terms/index.js';

const LANGUAGE_NAMES = Object.freeze({ en: 'English', ko: '한국어' });

function buildCover({ id, premium, icon }, terms, language) {
  const { name, text, points } = terms.products[id];
  const ask = () => {
    tellBeside('context', contextOf(terms, name));
    tellBeside('open');
  };
  return element(
    'li',
    { class: 'card cover' },
    drawing(icon),
    element('h3', {}, name),
    element('p', {}, text),
    element('ul', { class: 'points' }, ...points.map((point) => element('li', {}, point))),
    element('p', { class: 'premium' }, terms.from(formatWon(premium, language))),
    element('button', { class: 'button button-wide', type: 'button', onclick: ask }, terms.ask(name)),
  );
}

function buildStep({ title, text }) {
  return element('li', {}, element('h3', {}, title), element('p', { class: 'hint' }, text));
}

/** The agent sees which cover was asked about, if one was. */
function contextOf(terms, cover) {
  const page = { url: location.origin + location.pathname, title: terms.brand };
  return cover ? { page, attributes: { cover } } : { page };
}

function startInsurance() {
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
    getElement('#products').replaceChildren(
      ...PRODUCTS.map((product) => buildCover(product, terms, language.current)),
    );
    getElement('#claim-steps').replaceChildren(...terms.claims.map(buildStep));
    fillTexts(document, terms);
    tellBeside('locale', language.current);
    tellBeside('context', contextOf(terms));
  };

  getElement('#languages').append(...buttons);
  getElement('#ask').addEventListener('click', () => tellBeside('open', 'chat'));
  getElement('#call').addEventListener('click', () => tellBeside('open', 'callback'));
  getElement('#claim').addEventListener('click', () => tellBeside('open'));
  language.onChange(update);
  update();
}

startInsurance();
