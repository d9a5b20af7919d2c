import { css } from 'lit';

/** Styles of `beside-icon-button` beyond the shared controls. */
export const iconButtonStyles = css`
  :host {
    display: inline-block;
    vertical-align: middle;
  }
  :host([disabled]) {
    pointer-events: none;
  }
`;
