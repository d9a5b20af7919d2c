import { css } from 'lit';

/** Looks of an article inside a bubble. */
export const articleMessageStyles = css`
  :host {
    display: block;
    color: inherit;
  }
  .mark {
    display: flex;
    align-items: center;
    gap: 5px;
    margin: 0 0 4px;
    font-size: var(--_size-small);
    /* On an agent's own ground, too. */
    opacity: 0.85;
  }
  .mark svg {
    inline-size: 15px;
    block-size: 15px;
    flex: none;
  }
  .title {
    margin: 0 0 4px;
    font-weight: 600;
  }
  .body > * {
    margin: 0 0 6px;
  }
  .body h4,
  .body h5 {
    margin-block-start: 10px;
    font-size: inherit;
    font-weight: 600;
  }
  .body ul,
  .body ol {
    padding-inline-start: 1.3em;
  }
  .body a {
    color: var(--_accent-text);
  }
  .problem {
    margin: 0 0 6px;
  }
  .wishes {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-block: var(--_space-3) 5px;
  }
  .wishes .button {
    flex: 1 1 auto;
    border-color: var(--_outline);
    background-color: var(--_surface);
    color: var(--_accent-text);
  }
  .link {
    margin-inline-start: -6px;
  }
  .when {
    margin: 0;
    font-size: var(--_size-small);
  }
  .when:not(:empty) {
    margin-block-end: 5px;
  }
`;
