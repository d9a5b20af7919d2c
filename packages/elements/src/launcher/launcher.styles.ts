import { css } from 'lit';

/** What only the upgraded launcher shows; the painted button's own looks are in paint-button.ts. */
export const launcherStyles = css`
  .launcher {
    position: relative;
  }
  .launcher[aria-expanded='true'] {
    padding: 0;
    justify-content: center;
    border-radius: 50%;
  }
  .launcher[aria-expanded='true'] span {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .count {
    position: absolute;
    inset-block-start: -5px;
    inset-inline-end: -5px;
    display: grid;
    place-items: center;
    min-inline-size: 22px;
    block-size: 22px;
    padding-inline: 6px;
    border: 2px solid var(--_surface);
    border-radius: 11px;
    background-color: #c22f3d;
    color: #fff;
    font: 700 12px/1 var(--_font);
    animation: pop var(--_slow) var(--_ease);
  }
  @keyframes pop {
    from {
      scale: 0;
    }
  }
`;
