import { css } from 'lit';

/** Styles of `beside-opening-hours`. */
export const openingHoursStyles = css`
  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
    padding-block: 6px;
    border-block-start: 1px solid var(--_border);
  }
  .day {
    display: grid;
    grid-template-columns: minmax(0, 1.2fr) minmax(0, 1.4fr) auto;
    gap: var(--_space-2);
    align-items: center;
  }
  .name {
    font-weight: 550;
  }
  .open {
    font-variant-numeric: tabular-nums;
  }
  .closed {
    color: var(--_muted);
  }
  .outside {
    color: var(--_warn-text);
    font-size: var(--_size-small);
    font-weight: 550;
  }
  summary {
    padding-block: var(--_space-2);
    color: var(--_accent-text);
    font-size: var(--_size-small);
    font-weight: 550;
    cursor: pointer;
  }
  beside-hours-editor {
    margin-block: var(--_space-2);
  }
  @container (max-width: 460px) {
    .day {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .open {
      grid-row: 2;
    }
    .day .button {
      grid-area: 1 / 2 / 3 / 3;
    }
  }
`;
