const TARGETS = Object.freeze({ label: 'aria-label', placeholder: 'placeholder', alt: 'alt' });

/**
 * Writes the texts of a language into a page: `data-text="key"` becomes the content, `data-label`,
 * `data-placeholder` and `data-alt` the attribute of that name. Done in place, so that focus, scroll
 * and everything already typed survive a switch of language.
 *
 * @param {ParentNode} root
 * @param {Record<string, unknown>} terms
 */
export function fillTexts(root, terms) {
  for (const node of root.querySelectorAll('[data-text]'))
    node.textContent = getTerm(terms, node.dataset.text);
  for (const [name, attribute] of Object.entries(TARGETS)) {
    for (const node of root.querySelectorAll(`[data-${name}]`)) {
      node.setAttribute(attribute, getTerm(terms, node.dataset[name]));
    }
  }
}

function getTerm(terms, key) {
  const term = terms[key];
  if (typeof term !== 'string') throw new Error(`There is no text called ${key}.`);
  return term;
}
