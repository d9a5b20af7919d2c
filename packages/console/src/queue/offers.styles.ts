import { css } from 'lit';

/** Styles of `beside-offers`. */
export const offersStyles = css`
  :host {
    display: block;
  }
  h2 {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    margin: 0 0 var(--_space-2);
    color: var(--_accent-text);
    font-size: var(--_size-small);
    font-weight: 650;
  }
  h2 svg {
    inline-size: 17px;
    block-size: 17px;
    transform-origin: 50% 10%;
    animation: swing 1.2s ease-in-out infinite;
  }
  ul {
    display: grid;
    gap: var(--_space-2);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .offer {
    padding: var(--_space-3);
    border: 1px solid color-mix(in oklab, var(--_accent-text) 45%, var(--_surface));
    border-radius: var(--_radius);
    background-color: var(--_raised);
    box-shadow:
      0 0 0 3px var(--_accent-soft),
      var(--_shadow);
    animation: arrive var(--_slow) var(--_ease);
  }
  .top {
    display: flex;
    gap: var(--_space-3);
    align-items: center;
  }
  .who {
    flex: 1;
    min-inline-size: 0;
  }
  .name {
    display: block;
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .meta {
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .about {
    display: flex;
    gap: 6px;
    align-items: center;
    margin-block-start: var(--_space-2);
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .about span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .about svg {
    inline-size: 16px;
    block-size: 16px;
  }
  .actions {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--_space-2);
    margin-block-start: var(--_space-3);
  }
  .ring {
    position: relative;
    display: grid;
    place-items: center;
  }
  .ring .track {
    stroke: var(--_border);
  }
  .ring .left {
    stroke: var(--_accent-text);
    transition: stroke-dashoffset 1s linear;
  }
  .ring .seconds {
    position: absolute;
    font-size: var(--_size-small);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  @keyframes arrive {
    from {
      opacity: 0;
      translate: 0 -8px;
    }
  }
  @keyframes swing {
    0%,
    60%,
    100% {
      rotate: 0deg;
    }
    15% {
      rotate: 14deg;
    }
    30% {
      rotate: -11deg;
    }
    45% {
      rotate: 6deg;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    h2 svg {
      animation: none;
    }
    .ring .left {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .offer {
      border: 2px solid Highlight;
    }
  }
`;
