import { css, unsafeCSS } from 'lit';

import { avatarTones } from './initials.ts';

const hues = Array.from(
  { length: avatarTones },
  (_, tone) => `[data-tone='${tone}']{--hue:${20 + (tone * 360) / avatarTones}}`,
);

/** Styles of `beside-avatar`: soft ground, dark letters of the same hue, 7:1 in both schemes. */
export const avatarStyles = css`
  :host {
    display: inline-block;
    flex: none;
    inline-size: var(--beside-avatar-size, 36px);
    block-size: var(--beside-avatar-size, 36px);
    container-type: inline-size;
  }
  .disc {
    display: grid;
    place-items: center;
    inline-size: 100%;
    block-size: 100%;
    overflow: hidden;
    border: 1px solid transparent;
    border-radius: 50%;
    background-color: light-dark(oklch(0.92 0.045 var(--hue)), oklch(0.36 0.06 var(--hue)));
    color: light-dark(oklch(0.38 0.1 var(--hue)), oklch(0.92 0.05 var(--hue)));
    font-size: 38cqi;
    font-weight: 600;
    line-height: 1;
    letter-spacing: -0.01em;
    white-space: nowrap;
    user-select: none;
  }
  svg {
    inline-size: 60cqi;
    block-size: 60cqi;
  }
  ${unsafeCSS(hues.join(''))}
`;
