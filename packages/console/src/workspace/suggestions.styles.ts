import { css } from 'lit';

/** Styles of `beside-suggestions`. */
export const suggestionStyles = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  .strip {
    margin: var(--_space-1) var(--_space-3) 0;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background-color: var(--_raised);
  }
  .head {
    display: flex;
    align-items: center;
    gap: 6px;
    inline-size: 100%;
    min-block-size: 32px;
    padding: 2px var(--_space-3);
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_muted);
    font: inherit;
    font-size: var(--_size-small);
    font-weight: 600;
    text-align: start;
    cursor: pointer;
  }
  .head:hover {
    background-color: var(--_hover);
  }
  .head:focus-visible {
    outline-offset: -2px;
  }
  .head svg {
    inline-size: 16px;
    block-size: 16px;
    flex: none;
  }
  ul {
    margin: 0;
    padding: 0 0 var(--_space-1);
    list-style: none;
  }
  li {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    padding: 2px var(--_space-2) 2px var(--_space-3);
  }
  .what {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    font-size: var(--_size-small);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .title {
    font-weight: 600;
  }
  .excerpt {
    margin-inline-start: 6px;
    color: var(--_muted);
  }
  li .button {
    flex: none;
    min-block-size: 30px;
    padding-inline: var(--_space-2);
    font-size: var(--_size-small);
    white-space: nowrap;
  }
  :host([narrow]) .excerpt {
    display: none;
  }
`;
