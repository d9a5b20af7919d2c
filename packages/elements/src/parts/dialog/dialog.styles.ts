import { css } from 'lit';

/** Styles of `beside-dialog`. */
export const dialogStyles = css`
  :host {
    display: contents;
  }
  dialog {
    inline-size: min(400px, calc(100vi - 32px));
    max-block-size: calc(100dvb - 32px);
    margin: auto;
    padding: var(--_space-5);
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background-color: var(--_raised);
    color: inherit;
    box-shadow: var(--_shadow-large);
  }
  dialog[open] {
    animation: rise var(--_slow) var(--_ease);
  }
  dialog::backdrop {
    background-color: rgb(12 14 24 / 0.45);
  }
  h2 {
    margin: 0 0 var(--_space-2);
    font-size: var(--_size-large);
    font-weight: 600;
    line-height: 1.35;
  }
  .body {
    color: var(--_muted);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--_space-2);
    margin-block-start: var(--_space-5);
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 10px;
      scale: 0.98;
    }
  }
`;
