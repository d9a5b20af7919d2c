import { css } from 'lit';

/** What is wrong: with the whole in a box, with one field under it. */
export const problemStyles = css`
  .problem,
  .error {
    display: flex;
    gap: var(--_space-2);
    margin: 0;
    color: var(--_danger-text);
    font-size: var(--_size-small);
  }
  .problem {
    padding: 10px var(--_space-3);
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background-color: var(--_danger-soft);
  }
  .problem svg,
  .error svg {
    inline-size: 16px;
    block-size: 1.5em;
  }
`;
