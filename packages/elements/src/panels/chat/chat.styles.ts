import { css } from 'lit';

/** Layout of `beside-chat`. */
export const chatStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    block-size: 100%;
    background-color: var(--_surface);
  }
  beside-chat-log,
  .no-log {
    flex: 1;
  }
  .no-log {
    overflow: auto;
    padding: var(--_space-4);
    text-align: center;
  }
  .top,
  .bottom {
    display: flex;
    flex-direction: column;
    gap: var(--_space-2);
    padding: var(--_space-2) var(--_space-3) 0;
  }
  .top:not(:has(*)),
  .bottom:not(:has(*)) {
    display: none;
  }
  .ended {
    display: flex;
    flex-direction: column;
    gap: var(--_space-3);
    padding: var(--_space-3) var(--_space-4) var(--_space-4);
    border-block-start: 1px solid var(--_border);
    text-align: center;
  }
  .ended p {
    margin: 0;
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .empty {
    max-inline-size: 32ch;
    margin: 10vb auto 0;
    padding-block: var(--_space-4);
    color: var(--_muted);
    text-align: center;
    text-wrap: balance;
  }
`;
