import { css } from 'lit';

/** Looks of `beside-flow`. */
export const flowStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    overflow: hidden;
    background-color: var(--_sunken);
  }
  .scroll {
    flex: 1;
    min-block-size: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    padding: var(--_space-4);
  }
  .level {
    display: flex;
    flex-direction: column;
    gap: var(--_space-4);
  }
  .way-here ol {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    margin: 0 0 var(--_space-2);
    padding: 0;
    font-size: var(--_size-small);
    list-style: none;
  }
  .way-here li {
    display: flex;
    align-items: center;
    min-inline-size: 0;
    color: var(--_muted);
  }
  .way-here button {
    min-block-size: 32px;
    margin: 0;
    padding: 0 var(--_space-1);
    border: 0;
    border-radius: var(--_radius-small);
    background: none;
    color: var(--_accent-text);
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  .way-here button:hover {
    text-decoration: underline;
  }
  .way-here svg {
    inline-size: 14px;
    block-size: 14px;
  }
  h3 {
    margin: 0;
    font-size: var(--_size-large);
    font-weight: 650;
    line-height: 1.3;
    outline: none;
  }
  .text {
    margin: calc(-1 * var(--_space-3)) 0 0;
    color: var(--_muted);
    white-space: pre-line;
  }
  .choices {
    display: flex;
    flex-direction: column;
    gap: var(--_space-2);
  }
  .card {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
    inline-size: 100%;
    min-block-size: 60px;
    margin: 0;
    padding: var(--_space-3) var(--_space-4);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background-color: light-dark(var(--_surface), var(--_raised));
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
    transition: border-color var(--_fast);
  }
  .card:hover {
    border-color: var(--_accent-text);
  }
  .card .picture {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 40px;
    block-size: 40px;
    border-radius: 50%;
    background-color: var(--_accent-soft);
    color: var(--_accent-text);
  }
  .words {
    flex: 1;
    min-inline-size: 0;
  }
  .title {
    display: block;
    font-weight: 600;
  }
  .detail {
    display: block;
    margin: 0;
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .card .onwards {
    color: var(--_muted);
  }
  form {
    display: flex;
    flex-direction: column;
    gap: var(--_space-4);
  }
  .field label {
    display: block;
    margin-block-end: 6px;
    font-weight: 600;
  }
  .mark {
    color: var(--_muted);
    font-size: var(--_size-small);
    font-weight: 400;
  }
  .hint {
    margin: 6px 0 0;
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .error {
    display: flex;
    gap: var(--_space-2);
    margin: 6px 0 0;
    color: var(--_danger-text);
    font-size: var(--_size-small);
  }
  .error svg {
    inline-size: 16px;
    block-size: 1.5em;
  }
  input,
  select {
    display: block;
    inline-size: 100%;
    min-block-size: 44px;
    margin: 0;
    padding: 10px var(--_space-3);
    border: 1px solid var(--_outline);
    border-radius: var(--_radius-small);
    background-color: var(--_surface);
    color: inherit;
    /* Under 16 px iOS zooms the page in when the field gets focus. */
    font: 400 max(16px, var(--_size)) / 1.4 var(--_font);
  }
  :dir(rtl) > input[dir='ltr'] {
    text-align: right;
  }
  input:focus,
  select:focus {
    border-color: var(--_accent-text);
    outline: 2px solid transparent;
    box-shadow:
      0 0 0 1px var(--_accent-text),
      0 0 0 4px var(--_accent-soft);
  }
  [aria-invalid='true'] {
    border-color: var(--_danger-text);
  }
  .article {
    padding: var(--_space-4);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background-color: light-dark(var(--_surface), var(--_raised));
  }
  .article > :first-child {
    margin-block-start: 0;
  }
  .article > :last-child {
    margin-block-end: 0;
  }
  .article h4,
  .article h5 {
    margin: var(--_space-4) 0 var(--_space-2);
    font-size: var(--_size);
    font-weight: 650;
  }
  .article p,
  .article ul,
  .article ol {
    margin: 0 0 var(--_space-3);
  }
  .article ul,
  .article ol {
    padding-inline-start: var(--_space-5);
  }
  .article a {
    color: var(--_accent-text);
  }
  .plain {
    white-space: pre-line;
  }
  .helped {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-2);
  }
  .helped p {
    margin: 0;
  }
  .answers {
    display: flex;
    gap: var(--_space-2);
  }
  .down {
    margin: 0;
    padding: 10px var(--_space-3);
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background-color: var(--_warn-soft);
    color: var(--_warn-text);
  }
  .waiting {
    color: var(--_muted);
  }
  .people {
    flex: none;
    padding: var(--_space-3) var(--_space-4);
    border-block-start: 1px solid var(--_border);
    background-color: var(--_surface);
  }
  .people h4 {
    margin: 0 0 var(--_space-2);
    color: var(--_muted);
    font-size: var(--_size-small);
    font-weight: 600;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }
  .way {
    display: flex;
    flex: 1 1 140px;
    align-items: center;
    gap: var(--_space-2);
    min-block-size: 52px;
    margin: 0;
    padding: var(--_space-2) var(--_space-3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    background-color: var(--_raised);
    color: inherit;
    font: inherit;
    line-height: 1.3;
    text-align: start;
    text-decoration: none;
    cursor: pointer;
  }
  .way svg {
    color: var(--_accent-text);
  }
  .way:hover {
    border-color: var(--_accent-text);
  }
  .way:disabled {
    color: var(--_muted);
    pointer-events: none;
  }
  .way .detail {
    font-size: var(--_size-tiny);
  }
  @media (forced-colors: active) {
    .way:disabled {
      color: GrayText;
    }
  }
`;
