import { css } from 'lit';

/** Styles of `beside-workspace`. */
export const workspaceStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
    background-color: var(--_surface);
  }
  .panes {
    flex: 1;
    display: grid;
    grid-auto-columns: minmax(0, 1fr);
    grid-auto-flow: column;
    grid-template-rows: minmax(0, 1fr);
    min-block-size: 0;
  }
  beside-conversation + beside-conversation {
    border-inline-start: 1px solid var(--_border);
  }
  .panes.two beside-conversation.active {
    box-shadow: inset 0 2px 0 var(--_accent-text);
  }
  .tabs {
    display: flex;
    gap: var(--_space-1);
    padding: var(--_space-1) var(--_space-2) 0;
    overflow: auto hidden;
    border-block-end: 1px solid var(--_border);
    background-color: var(--_sunken);
    scrollbar-width: none;
  }
  .tabs button {
    display: flex;
    align-items: center;
    gap: 6px;
    max-inline-size: 50%;
    margin: 0;
    padding: 8px 12px;
    border: 0;
    border-block-end: 2px solid transparent;
    background: none;
    color: var(--_muted);
    font: 550 var(--_size-small) / 1.4 var(--_font);
    cursor: pointer;
  }
  .tabs button span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .tabs [aria-pressed='true'] {
    border-color: var(--_accent-text);
    color: var(--_text);
  }
  .idle {
    flex: 1;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: var(--_space-1);
    padding: var(--_space-5);
    text-align: center;
  }
  .idle .picture {
    display: grid;
    place-items: center;
    inline-size: 72px;
    block-size: 72px;
    margin-block-end: var(--_space-3);
    border-radius: 50%;
    background-color: var(--_accent-soft);
    color: var(--_accent-text);
  }
  .idle svg {
    inline-size: 32px;
    block-size: 32px;
  }
  .idle h2 {
    margin: 0;
    font-size: var(--_size-large);
    font-weight: 650;
    text-wrap: balance;
  }
  .idle p {
    max-inline-size: 42ch;
    margin: 0;
    color: var(--_muted);
    text-wrap: balance;
  }
  .idle .button {
    margin-block-start: var(--_space-4);
  }
`;
