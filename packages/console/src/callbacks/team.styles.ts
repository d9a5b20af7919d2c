import { css } from 'lit';

/** Styles of `beside-callback-team`. */
export const teamStyles = css`
  :host {
    padding-inline: var(--_space-2);
  }
  section,
  ul {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-3);
  }
  section {
    margin-block-start: var(--_space-4);
  }
  .planned > span {
    margin-inline-end: auto;
  }
  .step {
    inline-size: 40px;
    padding: 0;
    font-size: var(--_size-large);
  }
  input {
    box-sizing: border-box;
    inline-size: 76px;
    min-block-size: 38px;
    border: 1px solid var(--_outline);
    border-radius: var(--_radius-small);
    background-color: var(--_surface);
    color: inherit;
    font: 600 var(--_size) / 1.4 var(--_font);
    text-align: center;
  }
  .paused {
    color: var(--_warn-text);
    font-weight: 550;
  }
  .paused:empty {
    display: none;
  }
  .waits {
    display: grid;
    gap: 6px;
    padding-block-start: var(--_space-2);
    border-block-start: 1px solid var(--_border);
    font-size: var(--_size-small);
  }
  .bar {
    display: flex;
    gap: 2px;
    block-size: 6px;
  }
  .part {
    border-radius: 3px;
    background-color: var(--_success-text);
  }
  .earlier {
    background-color: var(--_outline);
  }
  .later {
    background-color: var(--_warn-text);
  }
  @media (forced-colors: active) {
    .part {
      border: 1px solid CanvasText;
    }
  }
`;
