import { css } from 'lit';

/**
 * Looks of plain `<button>` elements, shared by the button parts and by panels that have many small buttons.
 *
 * Classes: `button` (secondary) with `primary`, `quiet`, `danger`, `wide`; `icon-button` (square, icon only).
 * Heights grow to 44 px where the pointer is coarse.
 */
export const controls = css`
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
  .button.primary {
    border-color: light-dark(transparent, #ffffff24);
    background-color: var(--_accent);
    color: var(--_on-accent);
  }
  .button.primary:hover {
    background-color: var(--_accent-hover);
    color: var(--_on-accent);
  }
  .button.quiet {
    border-color: transparent;
    background-color: transparent;
    color: var(--_accent-text);
  }
  .button.quiet:hover {
    background-color: var(--_accent-soft);
  }
  .button.danger {
    border-color: transparent;
    background-color: var(--_danger);
    color: #fff;
  }
  .button.danger:hover {
    background-color: color-mix(in oklab, var(--_danger), #000 10%);
  }
  .button.wide {
    inline-size: 100%;
  }
  .button:disabled,
  .icon-button:disabled {
    background-color: var(--_hover);
    border-color: transparent;
    color: var(--_muted);
    pointer-events: none;
  }
  .icon-button:disabled,
  .button.quiet:disabled {
    background-color: transparent;
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
    .button.primary,
    .button.danger {
      forced-color-adjust: none;
      background-color: Highlight;
      color: HighlightText;
    }
    .button:disabled,
    .icon-button:disabled {
      forced-color-adjust: none;
      background-color: Canvas;
      border-color: GrayText;
      color: GrayText;
    }
  }
`;
