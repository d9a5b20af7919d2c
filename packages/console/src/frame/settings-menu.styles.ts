import { css } from 'lit';

/** Styles of `beside-settings-menu`. */
export const settingsMenuStyles = css`
  :host {
    display: block;
  }
  .menu {
    position: fixed;
    inset: 60px 12px auto auto;
    inline-size: min(320px, calc(100vi - 24px));
    max-block-size: calc(100dvb - 76px);
    margin: 0;
    padding: var(--_space-4);
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background-color: var(--_raised);
    color: inherit;
    box-shadow: var(--_shadow-large);
  }
  .menu:dir(rtl) {
    inset: 60px auto auto 12px;
  }
  .me {
    padding-block-end: var(--_space-3);
    font-weight: 650;
  }
  .me span {
    display: block;
    color: var(--_muted);
    font-size: var(--_size-small);
    font-weight: 400;
  }
  fieldset,
  .line {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-3);
    margin: 0;
    padding: 6px 0;
    border: 0;
    min-block-size: 46px;
    border-block-start: 1px solid var(--_border);
    font-size: var(--_size-small);
  }
  legend {
    float: left;
    padding: 0;
  }
  .choices {
    display: flex;
    margin-inline-start: auto;
    padding: 2px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    background-color: var(--_sunken);
  }
  label {
    position: relative;
    padding: 3px 10px;
    border-radius: 6px;
    color: var(--_muted);
    font-weight: 550;
  }
  label input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  label:has(:checked) {
    background-color: var(--_raised);
    color: var(--_text);
    box-shadow: var(--_shadow);
  }
  label:has(:focus-visible) {
    outline: 2px solid var(--_accent-text);
  }
  .value {
    color: var(--_muted);
    text-align: end;
  }
  .line .button {
    min-block-size: 32px;
    padding-block: 2px;
    font-size: var(--_size-small);
  }
  .out {
    margin-block-start: var(--_space-3);
  }
  @media (pointer: coarse) {
    label {
      padding-block: 9px;
    }
  }
  @media (forced-colors: active) {
    label:has(:checked) {
      forced-color-adjust: none;
      background-color: Highlight;
      color: HighlightText;
    }
  }
`;
