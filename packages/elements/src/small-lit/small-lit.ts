/**
 * The part of Lit that our elements use, which stands in for `lit`, `lit/decorators.js` and `lit/directives/repeat.js`
 * in what browsers load: docs/decisions/2026-11-25-small-lit.md. Written anew after Lit's documented behaviour and order
 * of calls; what is missing here fails at build time, or in the browser tests, which run on it too.
 */
export { render, repeat } from './child.ts';
export { css } from './css.ts';
export { decorate, property, query, queryAll, state } from './decorators.ts';
export { LitElement } from './element.ts';
export { html, nothing } from './result.ts';
