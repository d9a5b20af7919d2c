import { css } from 'lit';

/**
 * Defence of a root host against the page's own style sheets; only for elements that stand directly in a site's page.
 *
 * Important declarations of a shadow tree win over important ones of the page, so `* { all: unset !important }` and
 * `body * { display: none !important }` lose here. `all` leaves custom properties alone (theming still works) and
 * `direction` too: which corner is the page's choice, and what is written inside has a `dir` of its own.
 * The `scheme` attribute and `hidden` are handled in tokens.ts, whose selectors are more specific than these.
 */
export const hostReset = css`
  :host {
    all: initial !important;
    display: block !important;
    color-scheme: inherit !important;
    color: var(--_text) !important;
    font: 400 var(--_size) / 1.5 var(--_font) !important;
    overflow-wrap: anywhere !important;
  }
  :host(:lang(ko)) {
    word-break: keep-all !important;
  }
`;
