import { css } from 'lit';

/** Styles of `beside-toast`. */
export const toastStyles = css`
  :host {
    display: block;
  }
  .card {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    padding: 6px 6px 6px var(--_space-4);
    padding-inline: var(--_space-4) 6px;
    min-block-size: 48px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background-color: var(--_raised);
    box-shadow: var(--_shadow-large);
    animation: rise var(--_slow) var(--_ease);
  }
  .text {
    flex: 1;
    min-inline-size: 0;
    padding-block: 6px;
  }
  .success {
    color: var(--_success-text);
  }
  .danger {
    color: var(--_danger-text);
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 8px;
    }
  }
`;
