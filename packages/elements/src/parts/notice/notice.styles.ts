import { css } from 'lit';

/** Styles of `beside-notice`. */
export const noticeStyles = css`
  :host {
    display: flex;
    gap: var(--_space-2);
    align-items: flex-start;
    padding: 10px var(--_space-3);
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background-color: var(--_sunken);
    font-size: var(--_size-small);
    line-height: 1.45;
  }
  svg {
    margin-block-start: 0.5px;
    color: var(--_muted);
  }
  .text {
    flex: 1;
    min-inline-size: 0;
  }
  slot[name='action'] {
    display: block;
    align-self: center;
    margin-block: -9px;
  }
  :host([tone='warn']),
  :host([tone='offline']) {
    background-color: var(--_warn-soft);
    color: var(--_warn-text);
  }
  :host([tone='danger']) {
    background-color: var(--_danger-soft);
    color: var(--_danger-text);
  }
  :host([tone='warn']) svg,
  :host([tone='offline']) svg,
  :host([tone='danger']) svg {
    color: inherit;
  }
  @media (forced-colors: active) {
    :host {
      border-color: CanvasText;
    }
  }
`;
