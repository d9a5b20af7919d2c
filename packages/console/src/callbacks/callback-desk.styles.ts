import { css } from 'lit';

/** Styles of `beside-callback-desk`. */
export const callbackDeskStyles = css`
  :host {
    display: flex;
    min-block-size: 0;
    min-inline-size: 0;
    container-type: inline-size;
    background-color: var(--_surface);
  }
  .desk {
    flex: 1;
    display: grid;
    grid-template-columns: minmax(280px, 340px) minmax(0, 1fr);
    min-block-size: 0;
  }
  .side,
  .main {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }
  .side {
    padding: var(--_space-4) var(--_space-3);
    overflow: hidden auto;
    scrollbar-width: thin;
    scrollbar-color: var(--_outline) transparent;
    border-inline-end: 1px solid var(--_border);
  }
  .desk:not(:has(.main)) {
    grid-template-columns: minmax(0, 720px);
  }
  .desk:not(:has(.main)) .side {
    border: 0;
  }
  h2 {
    margin: 0 var(--_space-2) var(--_space-2);
    font-size: var(--_size-large);
    font-weight: 650;
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-block-end: var(--_space-3);
  }
  .tab {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    min-block-size: 32px;
    margin: 0;
    padding: 3px 11px;
    border: 1px solid var(--_border);
    border-radius: var(--_pill);
    background-color: var(--_raised);
    color: var(--_muted);
    font: 550 var(--_size-small) / 1.4 var(--_font);
    cursor: pointer;
  }
  .tab:hover {
    color: var(--_text);
  }
  .tab[aria-current] {
    border-color: var(--_accent-text);
    background-color: var(--_accent-soft);
    color: var(--_accent-text);
  }
  .tab.warn .count {
    color: var(--_warn-text);
  }
  .count {
    font-variant-numeric: tabular-nums;
    font-weight: 650;
  }
  .empty {
    margin: 0;
    padding: var(--_space-2);
    color: var(--_muted);
  }
  ul {
    display: grid;
    gap: 2px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .line {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 1px var(--_space-2);
    inline-size: 100%;
    margin: 0;
    padding: 9px var(--_space-3);
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  .line:hover {
    background-color: var(--_hover);
  }
  .line[aria-current] {
    background-color: var(--_accent-soft);
  }
  .line:focus-visible {
    outline-offset: -2px;
  }
  .when {
    font-weight: 600;
  }
  .late {
    color: var(--_warn-text);
  }
  .matter,
  .theirs,
  .facts {
    grid-column: 1 / -1;
  }
  .theirs,
  .facts,
  .queue {
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .matter {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .queue {
    grid-area: 1 / 2;
  }
  .pick {
    margin: auto;
    padding: var(--_space-5);
    max-inline-size: 360px;
    color: var(--_muted);
    text-align: center;
  }
  .pick h3 {
    margin: var(--_space-3) 0 var(--_space-1);
    color: var(--_text);
    font-size: var(--_size-large);
  }
  .pick p {
    margin: 0;
  }
  .picture {
    display: inline-grid;
    place-items: center;
    inline-size: 56px;
    block-size: 56px;
    border-radius: 50%;
    background-color: var(--_accent-soft);
    color: var(--_accent-text);
  }
  beside-callback {
    flex: 1;
    min-block-size: 0;
  }
  @container (max-width: 700px) {
    beside-callback {
      --_back: inline-flex;
    }
    .desk {
      grid-template-columns: minmax(0, 1fr);
    }
    .side {
      border: 0;
    }
    .desk:not(.detail) .main,
    .desk.detail .side {
      display: none;
    }
  }
  @media (pointer: coarse) {
    .tab {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .tab[aria-current],
    .line[aria-current] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
