import { css } from 'lit';

/** Looks of `beside-callback-form`. */
export const callbackFormStyles = css`
  :host {
    display: block;
  }
  form {
    display: flex;
    flex-direction: column;
    gap: var(--_space-5);
  }
  h3 {
    margin: 0;
    font-size: var(--_size-large);
    font-weight: 650;
    line-height: 1.3;
    outline: none;
  }
  .intro {
    margin: calc(-1 * var(--_space-4)) 0 0;
    color: var(--_muted);
  }
  .error {
    margin-block-start: var(--_space-2);
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend,
  .field label {
    display: block;
    margin-block-end: var(--_space-2);
    padding: 0;
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
  legend + .hint {
    margin: 0 0 var(--_space-2);
  }
  input[type='tel'],
  textarea {
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
    resize: vertical;
    transition: box-shadow var(--_fast);
  }
  @media (pointer: fine) {
    input[type='tel'],
    textarea {
      font-size: var(--_size);
    }
  }
  :dir(rtl) > input[type='tel'] {
    text-align: right;
  }
  textarea::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  input[type='tel']:focus,
  textarea:focus {
    border-color: var(--_accent-text);
    outline: 2px solid transparent;
    box-shadow:
      0 0 0 1px var(--_accent-text),
      0 0 0 4px var(--_accent-soft);
  }
  input[aria-invalid='true'] {
    border-color: var(--_danger-text);
  }
  input[type='radio'],
  input[type='checkbox'] {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    margin: 2px 0 0;
    accent-color: var(--_accent-text);
  }
  .choice,
  .consent {
    display: flex;
    gap: var(--_space-3);
    align-items: flex-start;
    padding: var(--_space-3);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background-color: light-dark(var(--_surface), var(--_raised));
    cursor: pointer;
    transition:
      border-color var(--_fast),
      background-color var(--_fast);
  }
  .choice + .choice,
  .consent + .consent,
  .hint + .choice,
  .choice + beside-slot-picker,
  .error + beside-slot-picker {
    margin-block-start: var(--_space-2);
  }
  .choice:hover,
  .consent:hover {
    border-color: var(--_accent-text);
  }
  .choice:has(:checked) {
    border-color: var(--_accent-text);
    background-color: var(--_accent-soft);
    box-shadow: inset 0 0 0 1px var(--_accent-text);
  }
  .title {
    display: block;
    font-weight: 600;
  }
  .detail {
    display: block;
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .consent {
    font-size: var(--_size-small);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    margin-block-end: var(--_space-3);
  }
  .chip {
    position: relative;
    display: inline-flex;
    align-items: center;
    min-block-size: 36px;
    padding: 5px 14px;
    border: 1px solid var(--_border);
    border-radius: var(--_pill);
    background-color: light-dark(var(--_surface), var(--_raised));
    cursor: pointer;
  }
  .chip input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }
  .chip:hover {
    border-color: var(--_accent-text);
  }
  .chip:has(:checked) {
    border-color: var(--_accent-text);
    background-color: var(--_accent-soft);
    color: var(--_accent-text);
    font-weight: 600;
  }
  .chip:has(:focus-visible),
  .choice:has(:focus-visible),
  .consent:has(:focus-visible) {
    outline: 2px solid var(--_accent-text);
    outline-offset: 2px;
  }
  .choice input:focus-visible,
  .consent input:focus-visible {
    outline: none;
  }
  .promise {
    min-block-size: 1.5em;
    margin: 0 0 var(--_space-2);
    color: var(--_muted);
    font-size: var(--_size-small);
    text-align: center;
  }
  .end .button {
    min-block-size: 44px;
  }
  .end .quiet {
    margin-block-start: var(--_space-1);
  }
  @media (forced-colors: active) {
    .problem {
      border-color: CanvasText;
    }
    .chip:has(:checked),
    .choice:has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`;
