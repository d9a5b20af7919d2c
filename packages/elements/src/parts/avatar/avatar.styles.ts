import { css } from 'lit';

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
  [data-tone='0'] {
    --hue: 20;
  }
  [data-tone='1'] {
    --hue: 65;
  }
  [data-tone='2'] {
    --hue: 110;
  }
  [data-tone='3'] {
    --hue: 155;
  }
  [data-tone='4'] {
    --hue: 200;
  }
  [data-tone='5'] {
    --hue: 245;
  }
  [data-tone='6'] {
    --hue: 290;
  }
  [data-tone='7'] {
    --hue: 335;
  }
`;
