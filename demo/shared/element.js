/**
 * A new element with its attributes, listeners and children.
 *
 * Text children become text nodes, so that nothing is ever parsed as HTML (the pages run under
 * `require-trusted-types-for 'script'`). A function under `onclick` becomes a listener for `click`;
 * `false` and `undefined` leave the attribute out, `true` writes it empty.
 *
 * @param {string} name
 * @param {Record<string, string | number | boolean | undefined | ((event: Event) => void)>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 * @example element('button', { type: 'button', onclick: add }, terms.addToCart)
 */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') node.addEventListener(attribute.slice('on'.length), value);
    else node.setAttribute(attribute, value === true ? '' : String(value));
  }
  node.append(...children);
  return node;
}

/**
 * The one element of this page that matches; a missing one is a mistake in the page and throws.
 *
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement}
 */
export function getElement(selector, root = document) {
  const found = root.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`This page has no ${selector}.`);
  return found;
}
