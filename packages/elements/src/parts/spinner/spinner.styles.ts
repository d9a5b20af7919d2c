import { css } from 'lit';

/** Styles of `beside-spinner`. */
export const spinnerStyles = css`
  :host {
    display: inline-block;
    vertical-align: -0.15em;
    inline-size: 1.15em;
    block-size: 1.15em;
    color: inherit;
    font-size: inherit;
  }
  .ring {
    inline-size: 100%;
    block-size: 100%;
    border: 2px solid color-mix(in srgb, currentColor 25%, transparent);
    border-block-start-color: currentColor;
    border-radius: 50%;
    animation: turn 0.8s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @keyframes fade {
    50% {
      opacity: 0.35;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .ring {
      border-color: currentColor;
      border-style: dotted;
      animation: fade 2s ease-in-out infinite;
    }
  }
`;
