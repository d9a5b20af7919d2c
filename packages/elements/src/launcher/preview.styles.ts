import { css } from 'lit';

/** Looks of `beside-preview`. */
export const previewStyles = css`
  :host {
    position: absolute;
    inset-block-end: calc(100% + 12px);
    right: 0;
    inline-size: min(300px, 100vw - 2 * var(--beside-inset-inline, 20px));
  }
  :host([at-left]) {
    right: auto;
    left: 0;
  }
  .card {
    display: flex;
    align-items: flex-start;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    border-end-end-radius: 4px;
    background-color: light-dark(var(--_surface), var(--_raised));
    color: var(--_text);
    font: 400 var(--_size) / 1.45 var(--_font);
    box-shadow: var(--_shadow);
    animation: rise var(--_slow) var(--_ease);
  }
  .open {
    display: flex;
    flex: 1;
    gap: var(--_space-3);
    min-inline-size: 0;
    margin: 0;
    padding: var(--_space-3);
    padding-inline-end: 0;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  beside-avatar {
    --beside-avatar-size: 34px;
    flex: none;
  }
  .words {
    flex: 1;
    min-inline-size: 0;
  }
  .name {
    display: block;
    overflow: hidden;
    font-size: var(--_size-small);
    font-weight: 600;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .text {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
    overflow-wrap: anywhere;
  }
  .icon-button {
    flex: none;
    margin: 4px;
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 8px;
    }
  }
  @media (forced-colors: active) {
    .card {
      border: 2px solid ButtonText;
    }
  }
`;
