import { css } from 'lit';

/** Styles of `beside-text-field`. */
export const textFieldStyles = css`
  :host {
    display: block;
  }
  label {
    display: block;
    margin-block-end: 6px;
    font-size: var(--_size-small);
    font-weight: 550;
  }
  .mark {
    color: var(--_muted);
    font-weight: 400;
  }
  input {
    inline-size: 100%;
    min-block-size: 40px;
    margin: 0;
    padding: 8px var(--_space-3);
    border: 1px solid var(--_outline);
    border-radius: var(--_radius-small);
    background-color: var(--_surface);
    color: inherit;
    /* Under 16 px iOS zooms the page in when the field gets focus. */
    font: 400 max(16px, var(--_size)) / 1.4 var(--_font);
    transition: box-shadow var(--_fast);
  }
  @media (pointer: fine) {
    input {
      font-size: var(--_size);
    }
  }
  input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  input:focus {
    border-color: var(--_accent-text);
    outline: 2px solid transparent;
    box-shadow:
      0 0 0 1px var(--_accent-text),
      0 0 0 4px var(--_accent-soft);
  }
  input[aria-invalid='true'] {
    border-color: var(--_danger-text);
  }
  input:disabled {
    background-color: var(--_sunken);
    color: var(--_muted);
  }
  .hint,
  .error {
    margin: 6px 0 0;
    font-size: var(--_size-small);
    color: var(--_muted);
  }
  .error {
    display: flex;
    gap: 6px;
    color: var(--_danger-text);
  }
  .error svg {
    inline-size: 16px;
    block-size: 1.5em;
  }
`;
