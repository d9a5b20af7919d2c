import { css } from 'lit';

/** Looks of structured messages inside a bubble. */
export const structuredStyles = css`
  :host {
    display: block;
    color: inherit;
  }
  .choices {
    display: flex;
    flex-direction: column;
    gap: 6px;
    margin-block: var(--_space-3) 5px;
  }
  .choice {
    justify-content: flex-start;
    border-color: var(--_outline);
    background-color: var(--_surface);
    color: var(--_accent-text);
    text-align: start;
  }
  .choice:disabled {
    border-color: transparent;
    background-color: transparent;
    color: var(--_muted);
  }
  .choice.chosen:disabled {
    border-color: var(--_accent-text);
    color: var(--_text);
  }
  .title {
    margin: 0 0 2px;
    font-weight: 600;
  }
  .card-link {
    margin-block: var(--_space-3) 5px;
    inline-size: 100%;
    color: var(--_accent-text);
  }
  .answered {
    display: flex;
    align-items: center;
    gap: 6px;
    margin: 6px 0 0;
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  dl,
  dd {
    margin: 0;
  }
  dl > div + div {
    margin-block-start: 6px;
  }
  dt {
    font-size: var(--_size-small);
    opacity: 0.9;
  }
  dd {
    font-weight: 550;
    white-space: pre-wrap;
  }
`;
