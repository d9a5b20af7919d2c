import { css } from 'lit';

/** Looks of `beside-earlier`. */
export const earlierStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    overflow: hidden;
  }
  .head {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    flex: none;
    padding: var(--_space-3) var(--_space-4);
    border-block-end: 1px solid var(--_border);
  }
  h3 {
    flex: 1;
    margin: 0;
    min-inline-size: 0;
    font-size: var(--_size);
    font-weight: 600;
    overflow-wrap: anywhere;
    outline: none;
  }
  .list {
    flex: 1;
    margin: 0;
    padding: var(--_space-2) var(--_space-2) var(--_space-4);
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    list-style: none;
  }
  .line {
    display: block;
    inline-size: 100%;
    margin: 0;
    padding: var(--_space-3);
    border: 0;
    border-radius: var(--_radius-small);
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  .line:hover {
    background-color: var(--_hover);
  }
  .first {
    display: flex;
    gap: var(--_space-3);
    justify-content: space-between;
  }
  .name {
    overflow: hidden;
    font-weight: 600;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .day {
    flex: none;
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .words {
    display: block;
    overflow: hidden;
    color: var(--_muted);
    font-size: var(--_size-small);
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .more {
    display: flex;
    justify-content: center;
    padding: var(--_space-2);
  }
  .note {
    display: flex;
    flex-direction: column;
    flex: 1;
    align-items: center;
    justify-content: center;
    gap: var(--_space-3);
    margin: 0;
    padding: var(--_space-5);
    color: var(--_muted);
    text-align: center;
  }
  beside-chat-log {
    flex: 1;
    min-block-size: 0;
  }
  .foot {
    flex: none;
    padding: var(--_space-3) var(--_space-4) var(--_space-4);
    border-block-start: 1px solid var(--_border);
  }
`;
