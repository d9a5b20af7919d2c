import { css } from 'lit';

/** Looks of `beside-callback-status`. */
export const callbackStatusStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: var(--_space-4);
  }
  .card {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: var(--_space-2);
    padding: var(--_space-5) var(--_space-4);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background-color: light-dark(var(--_surface), var(--_raised));
    box-shadow: var(--_shadow);
    text-align: center;
  }
  .seal {
    display: grid;
    place-items: center;
    inline-size: 52px;
    block-size: 52px;
    border-radius: 50%;
    background-color: var(--_accent-soft);
    color: var(--_accent-text);
  }
  .over .seal {
    background-color: var(--_sunken);
    color: var(--_muted);
  }
  .rings {
    animation: ring 1.6s ease-out infinite;
  }
  @keyframes ring {
    from {
      box-shadow: 0 0 0 0 color-mix(in oklab, var(--_accent-text) 35%, transparent);
    }
    to {
      box-shadow: 0 0 0 16px transparent;
    }
  }
  h3 {
    margin: 0;
    font-size: var(--_size-large);
    font-weight: 650;
    line-height: 1.35;
    text-wrap: balance;
    outline: none;
  }
  p {
    margin: 0;
  }
  .card p {
    margin-block-start: var(--_space-1);
    color: var(--_muted);
    font-size: var(--_size-small);
    text-wrap: balance;
  }
  .card .countdown {
    padding: 3px 12px;
    border-radius: var(--_pill);
    background-color: var(--_accent-soft);
    color: var(--_accent-text);
    font-weight: 600;
  }
  .pending {
    color: var(--_muted);
    font-size: var(--_size-small);
    text-align: center;
  }
  .pending:empty {
    display: none;
  }
  dl {
    display: flex;
    flex-direction: column;
    margin: 0;
    padding: 0 var(--_space-4);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background-color: light-dark(var(--_surface), var(--_raised));
  }
  dl > div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--_space-3);
    padding-block: var(--_space-3);
  }
  dl > div + div {
    border-block-start: 1px solid var(--_border);
  }
  dt {
    color: var(--_muted);
  }
  dd {
    margin: 0;
    font-weight: 550;
  }
  .code {
    align-items: center;
  }
  .code dd {
    display: contents;
  }
  .code b {
    padding: 0 10px;
    border-radius: var(--_radius-small);
    background-color: var(--_accent-soft);
    color: var(--_accent-text);
    font-size: calc(var(--_size) * 1.5);
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.12em;
  }
  .code span {
    inline-size: 100%;
    margin-block-start: 6px;
    color: var(--_muted);
    font-size: var(--_size-small);
    font-weight: 400;
  }
  h4 {
    margin: 0 0 var(--_space-1);
    font-size: var(--_size-small);
    font-weight: 600;
  }
  ol {
    margin: 0;
    padding-inline-start: 1.4em;
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  form label {
    display: block;
    margin-block-end: var(--_space-2);
    font-weight: 600;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }
  #code {
    flex: 1 1 120px;
    min-inline-size: 0;
    min-block-size: 44px;
    padding: 8px var(--_space-3);
    border: 1px solid var(--_outline);
    border-radius: var(--_radius-small);
    background-color: var(--_surface);
    color: inherit;
    font: 600 calc(var(--_size) * 1.2) / 1.4 var(--_font);
    letter-spacing: 0.2em;
  }
  #code[aria-invalid='true'] {
    border-color: var(--_danger-text);
  }
  .error {
    margin-block: var(--_space-2);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }
  .actions .button {
    flex: 1 1 auto;
    min-inline-size: min(140px, 100%);
    min-block-size: 44px;
  }
  .manage {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    align-self: center;
    color: var(--_accent-text);
    font-size: var(--_size-small);
  }
  .manage svg {
    inline-size: 16px;
  }
  @media (prefers-reduced-motion: reduce) {
    .rings {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .problem,
    .code b,
    .card .countdown {
      border: 1px solid CanvasText;
    }
  }
`;
