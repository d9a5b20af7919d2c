import { css } from 'lit';

/** Styles of the lists on the left: conversations and queues. */
export const listStyles = css`
  :host {
    display: block;
  }
  .head {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: var(--_space-2);
    padding-inline: var(--_space-2);
    margin-block-end: var(--_space-1);
  }
  h2 {
    margin: 0;
    font-size: var(--_size-small);
    font-weight: 650;
  }
  .count,
  .empty,
  .meta {
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .count {
    font-variant-numeric: tabular-nums;
  }
  .empty {
    margin: 0;
    padding: var(--_space-1) var(--_space-2);
  }
  ul {
    display: grid;
    gap: 2px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    position: relative;
    display: flex;
    align-items: center;
    border-radius: var(--_radius);
  }
  .row {
    flex: 1;
    min-inline-size: 0;
    display: grid;
    grid-template-columns: auto 1fr auto;
    column-gap: var(--_space-3);
    align-items: center;
    margin: 0;
    padding: 9px var(--_space-2);
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  .row:hover {
    background-color: var(--_hover);
  }
  .row[aria-current='true'] {
    background-color: var(--_accent-soft);
  }
  .row.shown:not([aria-current='true']) {
    background-color: var(--_sunken);
  }
  .row:focus-visible {
    outline-offset: -2px;
  }
  .text {
    min-inline-size: 0;
  }
  .name {
    display: flex;
    align-items: center;
    gap: 5px;
    font-weight: 600;
    line-height: 1.4;
  }
  .name span,
  .last {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name svg {
    inline-size: 15px;
    block-size: 15px;
    color: var(--_success-text);
  }
  .last {
    display: block;
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .unread .last {
    color: var(--_text);
    font-weight: 550;
  }
  .typing {
    color: var(--_accent-text);
  }
  .side {
    display: grid;
    justify-items: end;
    gap: 3px;
  }
  .late {
    color: var(--_warn-text);
    font-weight: 550;
  }
  .side .meta {
    font-size: var(--_size-tiny);
    white-space: nowrap;
  }
  .beside {
    flex: none;
    margin-inline-end: 2px;
  }
  .queue {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 var(--_space-2);
    padding: 7px var(--_space-2);
  }
  .queue .name {
    font-weight: 500;
  }
  .queue .waiting {
    font-size: var(--_size-small);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .queue .waiting.some {
    font-weight: 650;
  }
  .queue .meta {
    font-size: var(--_size-tiny);
  }
  .queue .meta:last-child {
    text-align: end;
  }
  @media (forced-colors: active) {
    .row[aria-current='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
