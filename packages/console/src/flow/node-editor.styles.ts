import { css } from 'lit';

/** Fields as the designer has them. */
export const fieldStyles = css`
  .field {
    display: grid;
    gap: 3px;
    min-inline-size: 0;
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  input[type='text'],
  select,
  textarea {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 38px;
    margin: 0;
    padding: 6px 10px;
    border: 1px solid var(--_outline);
    border-radius: 8px;
    background-color: var(--_surface);
    color: var(--_text);
    font: 400 var(--_size) / 1.4 var(--_font);
  }
  textarea {
    resize: vertical;
  }
  .code {
    font-family: ui-monospace, monospace;
    font-size: 13px;
  }
  [aria-invalid='true'] {
    border-color: var(--_danger);
  }
  .problem {
    color: var(--_danger-text);
  }
  .problem:empty {
    display: none;
  }
  .hint {
    margin: 0;
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-3);
    align-items: end;
  }
  .row > * {
    flex: 1 1 130px;
  }
  .check {
    display: flex;
    gap: var(--_space-2);
    align-items: center;
    min-block-size: 38px;
  }
  .check input {
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
    accent-color: var(--_accent);
  }
  @media (pointer: coarse) {
    input[type='text'],
    select {
      min-block-size: 44px;
    }
  }
`;

const own = css`
  :host {
    display: block;
  }
  .editor {
    display: grid;
    gap: var(--_space-4);
  }
  h3 {
    margin: 0;
    font-size: var(--_size-large);
    font-weight: 650;
  }
  h4 {
    margin: 0 0 var(--_space-2);
    font-size: var(--_size);
    font-weight: 650;
  }
  fieldset {
    display: grid;
    gap: var(--_space-2);
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    margin-block-end: 4px;
    padding: 0;
    font-weight: 600;
  }
  .item {
    display: grid;
    gap: var(--_space-3);
    padding: var(--_space-3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background-color: light-dark(#f7f8fb, #ffffff08);
  }
  .item-buttons,
  .roles {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }
  .roles > * {
    align-self: center;
  }
  dl {
    display: grid;
    gap: 4px;
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
  dl div {
    display: flex;
    gap: var(--_space-3);
    justify-content: space-between;
  }
  dt {
    color: var(--_muted);
  }
  dd {
    margin: 0;
    font-weight: 600;
  }
`;

/** Styles of `beside-node-editor`. */
export const nodeEditorStyles = [fieldStyles, own];
