import { css } from 'lit';

import { fieldStyles } from './node-editor.styles.ts';

const own = css`
  :host {
    display: flex;
    flex: 1;
    min-block-size: 0;
    min-inline-size: 0;
    container-type: inline-size;
    background-color: var(--_surface);
  }
  .desk {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2) var(--_space-4);
    align-items: center;
    padding: var(--_space-3) var(--_space-4);
    border-block-end: 1px solid var(--_border);
  }
  h2 {
    margin: 0;
    font-size: var(--_size-large);
    font-weight: 650;
  }
  .site {
    white-space: nowrap;
    display: flex;
    gap: var(--_space-2);
    align-items: center;
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .where {
    margin: 0;
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  header .where {
    margin-inline-end: auto;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    align-items: center;
  }
  .bar select,
  .site select {
    inline-size: auto;
    padding-inline-end: 28px;
  }
  .body {
    flex: 1;
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(320px, 420px);
    min-block-size: 0;
  }
  .side {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    border-inline-start: 1px solid var(--_border);
    background-color: var(--_raised);
  }
  .tabs {
    display: flex;
    gap: 2px;
    padding: var(--_space-2) var(--_space-3) 0;
    border-block-end: 1px solid var(--_border);
  }
  .tabs button {
    min-block-size: 40px;
    margin: 0;
    padding: 6px 12px;
    border: 0;
    border-block-end: 3px solid transparent;
    background: none;
    color: var(--_muted);
    font: 600 var(--_size-small) / 1.3 var(--_font);
    cursor: pointer;
  }
  .tabs [aria-selected='true'] {
    border-block-end-color: var(--_accent-text);
    color: var(--_text);
  }
  .count {
    padding: 1px 7px;
    border-radius: 10px;
    background-color: var(--_warn-soft);
    color: var(--_warn-text);
  }
  .pane {
    flex: 1;
    min-block-size: 0;
    padding: var(--_space-4);
    overflow: auto;
    scrollbar-width: thin;
  }
  .wait {
    margin: auto;
    padding: var(--_space-5);
    max-inline-size: 420px;
    text-align: center;
  }
  .findings,
  .versions {
    display: grid;
    gap: var(--_space-3);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .findings li,
  .versions li {
    display: grid;
    gap: 4px;
    justify-items: start;
    padding: var(--_space-3);
    border: 1px solid var(--_border);
    border-inline-start: 4px solid light-dark(#a06a00, #e0b050);
    border-radius: var(--_radius);
  }
  .findings li.error {
    border-inline-start-color: var(--_danger);
  }
  .versions li {
    border-inline-start-color: var(--_border);
  }
  .findings p,
  .versions p {
    margin: 0;
  }
  .link {
    margin: 0;
    padding: 2px 4px;
    border: 0;
    background: none;
    color: var(--_accent-text);
    font: inherit;
    text-decoration: underline;
    cursor: pointer;
  }
  .current {
    padding: 1px 8px;
    border-radius: 10px;
    background-color: var(--_accent-soft);
    color: var(--_accent-text);
    font-size: var(--_size-small);
  }
  .good {
    margin: 0;
    color: var(--_muted);
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  @media (forced-colors: active) {
    /* What is transparent is drawn there. */
    .tabs button {
      border-block-end-color: Canvas;
    }
    .tabs [aria-selected='true'] {
      border-block-end-color: Highlight;
    }
  }
  @container (max-width: 820px) {
    .desk {
      overflow: auto;
    }
    .body {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: 46cqi auto;
      flex: none;
    }
    .side {
      border-inline-start: 0;
      border-block-start: 1px solid var(--_border);
    }
    .pane {
      overflow: visible;
    }
  }
`;

/** Styles of `beside-flow-desk`. */
export const flowDeskStyles = [fieldStyles, own];
