import { css } from 'lit';

/** What {@link controls} are without their kinds: all that a first opening shows. */
export const plainControls = css`
  .button,
  .icon-button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-2);
    margin: 0;
    padding: 7px var(--_space-4);
    min-block-size: 38px;
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: none;
    color: inherit;
    font: 550 var(--_size) / 1.4 var(--_font);
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    user-select: none;
    touch-action: manipulation;
    transition:
      background-color var(--_fast),
      border-color var(--_fast),
      scale var(--_fast);
  }
  .button {
    border-color: var(--_border);
    background-color: var(--_raised);
  }
  .button:hover,
  .icon-button:hover {
    background-color: color-mix(in oklab, var(--_text) 7%, var(--_raised));
  }
  .button:active,
  .icon-button:active {
    scale: 0.98;
  }
  .icon-button {
    padding: 0;
    inline-size: 36px;
    min-block-size: 36px;
    color: var(--_muted);
  }
  .icon-button:hover {
    background-color: var(--_hover);
    color: var(--_text);
  }
  [aria-busy='true'] {
    cursor: progress;
  }
  @media (pointer: coarse) {
    .button {
      min-block-size: 44px;
    }
    .icon-button {
      inline-size: 44px;
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .button {
      border-color: ButtonText;
    }
  }
`;
