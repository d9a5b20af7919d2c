import { css } from 'lit';

/** Styles of `beside-callback`, over those of the customer card. */
export const callbackDetailStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    padding: 0;
    overflow: hidden;
    container-type: inline-size;
  }
  header {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
    padding: var(--_space-2) var(--_space-4);
    min-block-size: 60px;
    border-block-end: 1px solid var(--_border);
  }
  .back {
    display: var(--_back, none);
    margin-inline-start: calc(-1 * var(--_space-2));
  }
  header .who {
    flex: 1;
    display: block;
    justify-items: normal;
    min-inline-size: 0;
    padding: 0;
    text-align: start;
  }
  header .who beside-avatar {
    margin: 0;
  }
  h2 {
    display: flex;
    align-items: center;
    gap: 5px;
  }
  h2:focus:not(:focus-visible) {
    outline: none;
  }
  h2 svg {
    color: var(--_success-text);
  }
  header p {
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .columns {
    flex: 1;
    display: grid;
    grid-template-columns: minmax(0, 1.25fr) minmax(0, 1fr);
    min-block-size: 0;
  }
  .column {
    display: flex;
    flex-direction: column;
    gap: var(--_space-4);
    min-block-size: 0;
    padding: var(--_space-4);
    overflow: hidden auto;
    scrollbar-width: thin;
    scrollbar-color: var(--_outline) transparent;
  }
  .column > section {
    padding-block-end: 0;
  }
  .talk {
    padding: 0;
    border-inline-start: 1px solid var(--_border);
  }
  .conversation {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    padding: 0;
    border: 0;
  }
  .conversation h3,
  .conversation .note {
    margin: 0;
    padding: var(--_space-3) var(--_space-4) 0;
  }
  beside-chat-log {
    flex: 1;
    min-block-size: 0;
  }
  .call {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-4);
    padding: var(--_space-4);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background-color: var(--_sunken);
  }
  .check {
    display: grid;
    align-content: start;
    justify-items: center;
    inline-size: 118px;
    text-align: center;
  }
  .label {
    font-size: var(--_size-small);
    font-weight: 550;
  }
  .digits {
    color: var(--_accent-text);
    font-size: calc(var(--_size) * 3.4);
    font-variant-numeric: tabular-nums;
    font-weight: 700;
    letter-spacing: 0.06em;
    line-height: 1.1;
  }
  .call .line {
    flex: 1 1 190px;
    display: grid;
    gap: var(--_space-2);
    align-content: start;
    min-inline-size: 0;
  }
  .number {
    font-size: var(--_size-title);
    font-variant-numeric: tabular-nums;
    font-weight: 650;
    line-height: 1.2;
  }
  .buttons,
  .actions,
  .outcomes {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }
  .box {
    display: grid;
    gap: 4px;
    font-size: var(--_size-small);
    font-variant-numeric: tabular-nums;
    font-weight: 550;
  }
  .box.short {
    color: var(--_warn-text);
  }
  progress {
    inline-size: 100%;
    block-size: 6px;
    border: 0;
    border-radius: var(--_pill);
    background-color: var(--_border);
    accent-color: var(--_accent);
    appearance: none;
    overflow: hidden;
  }
  progress::-webkit-progress-bar {
    background-color: var(--_border);
  }
  progress::-webkit-progress-value {
    background-color: var(--_accent-text);
  }
  progress::-moz-progress-bar {
    background-color: var(--_accent-text);
  }
  .running {
    display: flex;
    gap: var(--_space-2);
    align-items: center;
    font-weight: 600;
  }
  .timer {
    margin-inline-start: auto;
    font-size: var(--_size-large);
    font-variant-numeric: tabular-nums;
  }
  .pulse {
    inline-size: 10px;
    block-size: 10px;
    border-radius: 50%;
    background-color: var(--_accent-text);
  }
  .connected .pulse {
    background-color: var(--_success-text);
  }
  .dialing .pulse {
    animation: pulse 1.2s ease-in-out infinite alternate;
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    margin-block-end: 6px;
    padding: 0;
    font-size: var(--_size-small);
    font-weight: 550;
  }
  summary {
    color: var(--_muted);
    font-size: var(--_size-small);
    cursor: pointer;
  }
  details .outcomes {
    margin-block-start: var(--_space-2);
  }
  .wrap-up,
  .review {
    display: grid;
    gap: var(--_space-3);
    padding: var(--_space-4);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .review {
    border-color: var(--_warn-text);
    background-color: var(--_warn-soft);
  }
  .wrap-up h3,
  .review h3 {
    margin: 0;
    font-size: var(--_size);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }
  .choices label {
    display: flex;
    gap: 6px;
    align-items: center;
    min-block-size: 34px;
    padding: 2px 12px;
    border: 1px solid var(--_border);
    border-radius: var(--_pill);
    font-size: var(--_size-small);
    cursor: pointer;
  }
  .choices label:has(:checked) {
    border-color: var(--_accent-text);
    background-color: var(--_accent-soft);
  }
  input[type='radio'] {
    margin: 0;
    accent-color: var(--_accent);
  }
  .field {
    display: grid;
    gap: 4px;
    font-size: var(--_size-small);
    font-weight: 550;
  }
  .field .note {
    font-weight: 400;
  }
  textarea {
    box-sizing: border-box;
    inline-size: 100%;
    padding: 8px 10px;
    border: 1px solid var(--_outline);
    border-radius: var(--_radius-small);
    background-color: var(--_surface);
    color: inherit;
    font: 400 var(--_size) / 1.5 var(--_font);
    resize: vertical;
  }
  .reasons {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 0;
    margin: 0;
    padding: 0;
    list-style: none;
    font-weight: 550;
  }
  .reasons li + li::before {
    content: '›';
    padding-inline: 6px;
    color: var(--_muted);
    font-weight: 400;
  }
  .quote {
    margin-block-start: 6px;
    padding-inline-start: var(--_space-3);
    border-inline-start: 3px solid var(--_border);
    white-space: pre-wrap;
  }
  .attempts {
    display: grid;
    gap: 4px;
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: var(--_size-small);
  }
  .attempts li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--_space-3);
  }
  @keyframes pulse {
    to {
      opacity: 0.25;
    }
  }
  @container (max-width: 760px) {
    .columns {
      display: block;
      overflow: hidden auto;
    }
    .column {
      overflow: visible;
    }
    .talk {
      border: 0;
      border-block-start: 1px solid var(--_border);
    }
    .conversation {
      block-size: 380px;
    }
  }
  @container (max-width: 420px) {
    .check {
      inline-size: 100%;
    }
    header beside-badge,
    header beside-avatar {
      display: none;
    }
  }
  @media (pointer: coarse) {
    .choices label {
      min-block-size: 44px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .dialing .pulse {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .choices label:has(:checked) {
      outline: 2px solid Highlight;
    }
    .pulse {
      forced-color-adjust: none;
      background-color: Highlight;
    }
    progress,
    progress::-webkit-progress-bar {
      forced-color-adjust: none;
      border: 1px solid CanvasText;
      background-color: Canvas;
    }
    progress::-webkit-progress-value {
      background-color: Highlight;
    }
  }
`;
