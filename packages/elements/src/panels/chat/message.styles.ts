import { css } from 'lit';

/** Looks of messages, shared by the log and by what stands inside a bubble. */
export const messageStyles = css`
  .row {
    --_avatar-room: 36px;
    display: flex;
    align-items: flex-end;
    margin-block-start: 2px;
  }
  .row.first {
    margin-block-start: var(--_space-3);
  }
  .theirs {
    padding-inline: var(--_avatar-room) 12%;
  }
  .mine {
    justify-content: flex-end;
    padding-inline-start: 18%;
  }
  .avatar {
    --beside-avatar-size: 28px;
    margin-inline: calc(-1 * var(--_avatar-room)) 8px;
    /* Beside the bubble, not beside the time under it. */
    margin-block-end: 20px;
  }
  .typing .avatar {
    margin-block-end: 3px;
  }
  .column {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    min-inline-size: 0;
    max-inline-size: 100%;
  }
  .mine .column {
    align-items: flex-end;
  }
  .name {
    margin: 0 0 3px 2px;
    color: var(--_muted);
    font-size: var(--_size-tiny);
    font-weight: 500;
  }
  .automatic::before {
    content: '·';
    margin-inline: 5px;
  }
  .bubble {
    position: relative;
    max-inline-size: 100%;
    padding: 8px 13px;
    border: 1px solid transparent;
    border-radius: var(--_radius-large);
    background-color: color-mix(in oklab, var(--_text) 7%, var(--_surface));
  }
  .theirs .bubble {
    border-start-start-radius: 6px;
    border-end-start-radius: 6px;
  }
  .theirs.first .bubble {
    border-start-start-radius: var(--_radius-large);
  }
  .mine .bubble {
    border-start-end-radius: 6px;
    border-end-end-radius: 6px;
    background-color: var(--_accent);
    color: var(--_on-accent);
  }
  .mine.first .bubble {
    border-start-end-radius: var(--_radius-large);
  }
  .mine.failed .bubble {
    background-color: var(--_danger-soft);
    border-color: var(--_danger-text);
    color: var(--_text);
  }
  .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }
  .text a {
    color: inherit;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .theirs .text a {
    color: var(--_accent-text);
  }
  .mine .text a:focus-visible {
    outline-color: currentColor;
  }
  .text code {
    padding: 1px 4px;
    border-radius: 4px;
    background-color: color-mix(in srgb, currentColor 12%, transparent);
    font:
      0.92em/1.4 ui-monospace,
      'SF Mono',
      Consolas,
      monospace;
  }
  .real-host {
    opacity: 0.85;
    font-size: 0.9em;
  }
  .meta {
    display: flex;
    align-items: center;
    gap: 4px;
    min-block-size: 18px;
    margin-block-start: 2px;
    padding-inline: 2px;
    color: var(--_muted);
    font-size: var(--_size-tiny);
    font-variant-numeric: tabular-nums;
    line-height: 18px;
  }
  .progress {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  .progress svg {
    inline-size: 15px;
    block-size: 15px;
  }
  .progress.read {
    color: var(--_accent-text);
  }
  .progress.sending {
    animation: appear 0.2s 0.4s both;
  }
  .mine.waiting .bubble {
    border: 1px dashed var(--_accent-text);
    background-color: var(--_accent-soft);
    color: var(--_text);
  }
  .failure {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 2px var(--_space-2);
    margin-block-start: 4px;
    font-size: var(--_size-small);
  }
  .reason {
    display: flex;
    gap: 6px;
    color: var(--_danger-text);
  }
  .reason svg {
    inline-size: 16px;
    block-size: 1.5em;
  }
  .actions {
    display: flex;
    gap: var(--_space-1);
  }
  .link {
    min-block-size: 28px;
    margin: 0;
    padding: 2px 6px;
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--_accent-text);
    font: 550 var(--_size-small) / 1.5 var(--_font);
    text-decoration: underline;
    text-underline-offset: 2px;
    cursor: pointer;
  }
  .typing .bubble {
    display: flex;
    gap: 4px;
    padding: 13px 14px;
  }
  .typing i {
    inline-size: 7px;
    block-size: 7px;
    border-radius: 50%;
    background-color: var(--_muted);
    animation: breathe 1.2s infinite;
  }
  .typing i:nth-child(2) {
    animation-delay: 0.15s;
  }
  .typing i:nth-child(3) {
    animation-delay: 0.3s;
  }
  .arriving {
    animation: arrive var(--_slow) var(--_ease);
  }
  @keyframes arrive {
    from {
      opacity: 0;
      translate: 0 10px;
    }
  }
  @keyframes breathe {
    0%,
    60%,
    100% {
      opacity: 0.35;
    }
    30% {
      opacity: 1;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .typing i {
      animation: none;
    }
  }
  @media (pointer: coarse) {
    .link {
      min-block-size: 40px;
    }
  }
  @media (forced-colors: active) {
    .bubble {
      border-color: CanvasText;
    }
    .mine .bubble {
      border-width: 2px;
    }
    .typing i {
      background-color: CanvasText;
    }
  }
`;
