import { css } from 'lit';

/** Layout of `beside-chat-log`; what a message looks like is in message.styles.ts. */
export const chatLogStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    background-color: var(--_surface);
  }
  .log {
    flex: 1;
    min-block-size: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    overflow-anchor: none;
    scrollbar-width: thin;
    scrollbar-color: var(--_outline) transparent;
  }
  .log:focus-visible {
    outline-offset: -2px;
  }
  .items {
    position: relative;
    display: flex;
    flex-direction: column;
    padding: var(--_space-3) var(--_space-4) var(--_space-4);
  }
  .loading {
    position: absolute;
    inset: 0;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-2);
    color: var(--_muted);
    font-size: var(--_size-small);
    /* A loading that takes no time is not shown at all. */
    animation: appear 0.2s 0.3s both;
  }
  .empty {
    max-inline-size: 30ch;
    margin: 12vb auto 0;
    color: var(--_muted);
    text-align: center;
    text-wrap: balance;
  }
  .earlier {
    align-self: center;
    font-size: var(--_size-small);
  }
  .day,
  .new {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-3);
    margin-block: var(--_space-4) var(--_space-2);
    color: var(--_muted);
    font-size: var(--_size-tiny);
    font-weight: 500;
  }
  .day:first-child {
    margin-block-start: var(--_space-1);
  }
  .new {
    color: var(--_accent-text);
    font-weight: 600;
  }
  .new::before,
  .new::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid currentColor;
    opacity: 0.35;
  }
  .event {
    margin-block: var(--_space-3);
    padding-inline: var(--_space-5);
    color: var(--_muted);
    font-size: var(--_size-small);
    text-align: center;
    text-wrap: balance;
  }
  .jump {
    position: absolute;
    inset-block-end: var(--_space-3);
    inset-inline-start: 50%;
    translate: -50% 0;
    padding: 6px;
    min-inline-size: 38px;
    border-radius: var(--_pill);
    box-shadow: var(--_shadow);
    font-size: var(--_size-small);
    white-space: nowrap;
    animation: rise var(--_slow) var(--_ease);
  }
  .jump:dir(rtl) {
    translate: 50% 0;
  }
  .jump:has(span) {
    padding-inline: var(--_space-4) var(--_space-3);
    border-color: transparent;
    background-color: var(--_accent);
    color: var(--_on-accent);
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  @keyframes rise {
    from {
      opacity: 0;
      margin-block-end: -8px;
    }
  }
`;
