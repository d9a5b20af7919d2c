import { css } from 'lit';

/** Styles of `beside-button` beyond the shared controls. */
export const buttonStyles = css`
  :host {
    display: inline-block;
    vertical-align: middle;
  }
  :host([wide]) {
    display: block;
  }
  :host([disabled]),
  :host([busy]) {
    pointer-events: none;
  }
  .button {
    inline-size: 100%;
  }
`;
