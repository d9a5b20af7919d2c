/** Lit itself, also where the tests run on its small stand-in: the test runner leaves the imports of this file alone. */
export { LitElement, css, html, nothing, render } from 'lit';
export { property, query, queryAll, state } from 'lit/decorators.js';
export { repeat } from 'lit/directives/repeat.js';
