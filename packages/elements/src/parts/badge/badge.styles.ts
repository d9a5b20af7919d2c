import { css } from 'lit';

/** Styles of `beside-badge`. */
export const badgeStyles = css`
  :host {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-1);
    min-inline-size: 20px;
    padding: 1px 7px;
    border: 1px solid transparent;
    border-radius: var(--_pill);
    background-color: color-mix(in oklab, var(--_text) 9%, var(--_surface));
    font-size: var(--_size-tiny);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    line-height: 1.4;
    white-space: nowrap;
  }
  :host([tone='accent']) {
    background-color: var(--_accent);
    color: var(--_on-accent);
  }
  :host([tone='danger']) {
    background-color: var(--_danger-soft);
    color: var(--_danger-text);
  }
  :host([tone='warn']) {
    background-color: var(--_warn-soft);
    color: var(--_warn-text);
  }
  :host([tone='success']) {
    background-color: var(--_success-soft);
    color: var(--_success-text);
  }
`;
