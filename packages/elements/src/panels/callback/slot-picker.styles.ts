import { css } from 'lit';

/** Looks of `beside-slot-picker`. */
export const slotPickerStyles = css`
  :host {
    display: block;
  }
  .note,
  .error,
  .alternatives p,
  .hold p {
    margin: 0;
    font-size: var(--_size-small);
  }
  .note {
    color: var(--_muted);
  }
  .error {
    margin-block-start: var(--_space-2);
    color: var(--_danger-text);
  }
  .alternatives {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    margin-block-start: var(--_space-2);
  }
  .alternatives p {
    inline-size: 100%;
  }
  .days {
    margin-block-start: var(--_space-3);
    overflow: hidden;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background-color: light-dark(var(--_surface), var(--_raised));
  }
  h4 {
    margin: 0;
  }
  h4 + .slots + h4 {
    border-block-start: 1px solid var(--_border);
  }
  .day-button {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    inline-size: 100%;
    min-block-size: 44px;
    margin: 0;
    padding: var(--_space-2) var(--_space-3);
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  .day-button:hover {
    background-color: var(--_hover);
  }
  .day-button:focus-visible {
    outline-offset: -2px;
  }
  .day {
    flex: 1;
    font-weight: 550;
  }
  .count {
    font-weight: 400;
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .day-button svg {
    color: var(--_muted);
    transition: rotate var(--_fast);
  }
  [aria-expanded='true'] svg {
    rotate: 180deg;
  }
  .slots {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(96px, 100%), 1fr));
    gap: var(--_space-2);
    max-block-size: 264px;
    padding: var(--_space-1) var(--_space-3) var(--_space-3);
    overflow: hidden auto;
    scrollbar-width: thin;
  }
  .slot {
    position: relative;
    display: flex;
    flex-direction: column;
    justify-content: center;
    min-block-size: 52px;
    padding: 6px var(--_space-2);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-small);
    line-height: 1.3;
    text-align: center;
    cursor: pointer;
    transition:
      border-color var(--_fast),
      background-color var(--_fast);
  }
  .slot:hover {
    border-color: var(--_accent-text);
  }
  .slot input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }
  .slot:has(:checked) {
    border-color: var(--_accent-text);
    background-color: var(--_accent-soft);
    box-shadow: inset 0 0 0 1px var(--_accent-text);
  }
  .slot:has(:focus-visible) {
    outline: 2px solid var(--_accent-text);
    outline-offset: 2px;
  }
  .time {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .there,
  .load {
    color: var(--_muted);
    font-size: var(--_size-tiny);
  }
  .load {
    display: inline-flex;
    align-items: baseline;
    justify-content: center;
    gap: 5px;
  }
  /* One to three bars, so that load is read without colour and without words. */
  .bars {
    inline-size: 3px;
    block-size: 9px;
    background: linear-gradient(currentColor 0 0) 0 100% / 3px 4px no-repeat;
  }
  .normal .bars {
    inline-size: 8px;
    background:
      linear-gradient(currentColor 0 0) 0 100% / 3px 4px no-repeat,
      linear-gradient(currentColor 0 0) 100% 100% / 3px 6px no-repeat;
  }
  .busy .bars {
    inline-size: 13px;
    background:
      linear-gradient(currentColor 0 0) 0 100% / 3px 4px no-repeat,
      linear-gradient(currentColor 0 0) 50% 100% / 3px 6px no-repeat,
      linear-gradient(currentColor 0 0) 100% 100% / 3px 9px no-repeat;
  }
  .hold {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2);
    margin: var(--_space-2) var(--_space-3) var(--_space-3);
    padding: var(--_space-2) var(--_space-3);
    border-radius: var(--_radius-small);
    background-color: var(--_accent-soft);
    font-variant-numeric: tabular-nums;
  }
  .hold p {
    flex: 1 1 180px;
  }
  .hold.over {
    background-color: var(--_warn-soft);
    color: var(--_warn-text);
  }
  @media (forced-colors: active) {
    .slot:has(:checked) {
      border-color: Highlight;
      outline: 2px solid Highlight;
    }
    .bars {
      forced-color-adjust: none;
      color: CanvasText;
    }
    .hold {
      border: 1px solid CanvasText;
    }
  }
`;
