import { css } from 'lit';

import { plainControls } from './plain-controls.ts';

const kinds = css`
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
  @media (forced-colors: active) {
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

/**
 * Looks of plain `<button>` elements, shared by the button parts and by panels that have many small buttons.
 *
 * Classes: `button` (secondary) with `primary`, `quiet`, `danger`, `wide`; `icon-button` (square, icon only).
 * Heights grow to 44 px where the pointer is coarse.
 */
export const controls = [plainControls, kinds];
