import { css } from 'lit';

/** Styles of `beside-conversation`. */
export const conversationStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
    background-color: var(--_surface);
  }
  header {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
    padding: var(--_space-2) var(--_space-2) var(--_space-2) var(--_space-4);
    min-block-size: 60px;
    border-block-end: 1px solid var(--_border);
  }
  .who {
    flex: 1;
    min-inline-size: 0;
  }
  h2 {
    display: flex;
    align-items: center;
    gap: 6px;
    margin: 0;
    font-size: var(--_size);
    font-weight: 650;
    line-height: 1.35;
  }
  h2 span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  h2 svg {
    inline-size: 16px;
    block-size: 16px;
    color: var(--_success-text);
  }
  .status {
    display: block;
    overflow: hidden;
    color: var(--_muted);
    font-size: var(--_size-small);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .actions {
    display: flex;
    align-items: center;
    gap: 2px;
  }
  .end {
    margin-inline: var(--_space-1);
    white-space: nowrap;
  }
  .end svg {
    inline-size: 18px;
    block-size: 18px;
    color: var(--_muted);
  }
  beside-chat-log {
    flex: 1;
  }
  .foot {
    position: relative;
    border-block-start: 1px solid var(--_border);
    padding-block-start: var(--_space-1);
  }
  .tools {
    display: flex;
    gap: 2px;
    padding: 0 var(--_space-3) var(--_space-2);
    margin-block-start: calc(-1 * var(--_space-1));
  }
  .tools .button {
    min-block-size: 32px;
    padding: 3px 10px;
    color: var(--_muted);
    font-size: var(--_size-small);
    font-weight: 500;
  }
  .tools .button:hover {
    background-color: var(--_hover);
    color: var(--_text);
  }
  .tools svg {
    inline-size: 17px;
    block-size: 17px;
  }
  beside-canned-replies {
    position: absolute;
    z-index: 2;
    inset-block-end: calc(100% - var(--_space-1));
    inset-inline: var(--_space-3);
    max-inline-size: 560px;
  }
  .over {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-2) var(--_space-3);
    padding: var(--_space-3) var(--_space-4);
    color: var(--_muted);
  }
  .over p {
    margin: 0;
  }
  :host([narrow]) .label {
    display: none;
  }
  :host([narrow]) .end {
    padding: 0;
    inline-size: 40px;
    border-color: transparent;
    background: none;
  }
  :host([narrow]) header {
    padding-inline-start: var(--_space-3);
  }
  @media (pointer: coarse) {
    .tools .button {
      min-block-size: 44px;
    }
  }
`;
