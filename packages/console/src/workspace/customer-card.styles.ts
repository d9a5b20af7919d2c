import { css } from 'lit';

/** Styles of `beside-customer-card`. */
export const customerCardStyles = css`
  :host {
    display: block;
    overflow: hidden auto;
    scrollbar-width: thin;
    scrollbar-color: var(--_outline) transparent;
    padding: var(--_space-4);
    background-color: var(--_surface);
  }
  .who {
    display: grid;
    justify-items: center;
    gap: var(--_space-1);
    padding-block: var(--_space-2) var(--_space-4);
    text-align: center;
  }
  .who beside-avatar {
    --beside-avatar-size: 60px;
    margin-block-end: var(--_space-1);
  }
  h2 {
    margin: 0;
    font-size: var(--_size-large);
    font-weight: 650;
    line-height: 1.3;
  }
  .email {
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  section {
    padding-block: var(--_space-3);
    border-block-start: 1px solid var(--_border);
  }
  h3 {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    margin: 0 0 var(--_space-2);
    font-size: var(--_size-small);
    font-weight: 650;
  }
  h3 svg {
    color: var(--_muted);
  }
  h3 beside-badge {
    margin-inline-start: auto;
  }
  p {
    margin: 0;
  }
  .note {
    margin-block-start: var(--_space-1);
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .title {
    font-weight: 550;
  }
  .path {
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .way ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .way li {
    position: relative;
    padding-block: 3px;
    padding-inline-start: 20px;
  }
  .way li::before,
  .way li::after {
    position: absolute;
    content: '';
  }
  .way li::before {
    inset-block: 10px auto;
    inset-inline-start: 3px;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background-color: var(--_outline);
  }
  .way li:last-child::before {
    background-color: var(--_accent-text);
  }
  .way li:not(:last-child)::after {
    inset-block: 20px -8px;
    inset-inline-start: 6px;
    border-inline-start: 2px solid var(--_border);
  }
  .way dl {
    margin-block-start: var(--_space-2);
  }
  .lines {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 6px var(--_space-3);
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: var(--_size-small);
  }
  .lines li {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
  }
  .times {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .sum {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .total {
    padding-block-start: 6px;
    border-block-start: 1px solid var(--_border);
    font-size: var(--_size);
    font-weight: 650;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(72px, auto) 1fr;
    gap: 5px var(--_space-3);
    margin: 0;
    font-size: var(--_size-small);
  }
  dt {
    color: var(--_muted);
  }
  dd {
    margin: 0;
  }
`;
