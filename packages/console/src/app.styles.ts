import { css } from 'lit';

/** Layout of `beside-console`: bar, list, workspace, customer. What changes below 900 px is in narrow.styles.ts. */
export const appStyles = css`
  :host {
    --beside-font-size: 14.5px;
    display: block;
    block-size: 100%;
    background-color: var(--_surface);
  }
  beside-sign-in {
    block-size: 100%;
    overflow: auto;
  }
  .loading {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-2);
    block-size: 100%;
    inline-size: 100%;
    color: var(--_muted);
    animation: appear 0.2s 0.3s both;
  }
  .frame {
    display: grid;
    grid-template-areas: 'bar bar bar' 'banner banner banner' 'list work card';
    grid-template-rows: auto auto minmax(0, 1fr);
    grid-template-columns: 312px minmax(0, 1fr) 300px;
    block-size: 100%;
  }
  .frame.medium {
    grid-template-areas: 'bar bar' 'banner banner' 'list work';
    grid-template-columns: 300px minmax(0, 1fr);
  }
  .bar {
    grid-area: bar;
    display: flex;
    align-items: center;
    gap: var(--_space-1);
    min-block-size: 56px;
    padding: var(--_space-1) var(--_space-3);
    border-block-end: 1px solid var(--_border);
    background-color: var(--_raised);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 10px;
    margin: 0 var(--_space-4) 0 var(--_space-1);
    font-size: var(--_size-large);
    font-weight: 700;
    letter-spacing: -0.02em;
  }
  .views {
    display: flex;
    gap: 2px;
    margin-inline-start: var(--_space-3);
  }
  .views .button,
  .me {
    white-space: nowrap;
  }
  .medium .brand span,
  .medium .me span {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .views .button {
    min-block-size: 34px;
    padding-inline: 10px;
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .views [aria-current] {
    background-color: var(--_accent-soft);
    color: var(--_accent-text);
  }
  .space {
    flex: 1;
  }
  .me {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    margin-inline: var(--_space-2);
    font-size: var(--_size-small);
    font-weight: 550;
  }
  .me beside-avatar {
    --beside-avatar-size: 30px;
  }
  .banners {
    grid-area: banner;
  }
  .banners beside-notice {
    border-radius: 0;
    padding-inline: var(--_space-4);
  }
  .list {
    grid-area: list;
    display: flex;
    flex-direction: column;
    gap: var(--_space-5);
    min-block-size: 0;
    padding: var(--_space-4) var(--_space-3);
    overflow: hidden auto;
    scrollbar-width: thin;
    scrollbar-color: var(--_outline) transparent;
    border-inline-end: 1px solid var(--_border);
    background-color: var(--_sunken);
  }
  .list beside-offers.none {
    position: absolute;
  }
  beside-queue-list {
    margin-block-start: auto;
    padding-block-start: var(--_space-3);
    border-block-start: 1px solid var(--_border);
  }
  main:focus:not(:focus-visible),
  .list:focus:not(:focus-visible) {
    outline: none;
  }
  main {
    grid-area: work;
    display: flex;
    min-block-size: 0;
    min-inline-size: 0;
  }
  beside-workspace,
  beside-callback-desk,
  .failed {
    flex: 1;
    min-inline-size: 0;
  }
  .failed {
    padding: var(--_space-4);
  }
  beside-flow-desk {
    flex: 1;
    min-inline-size: 0;
  }
  .frame:is(.callbacks, .flow):not(.narrow) {
    grid-template-areas: 'bar bar' 'banner banner' 'list work';
    grid-template-columns: 300px minmax(0, 1fr);
  }
  .card {
    grid-area: card;
    display: flex;
    min-block-size: 0;
    border-inline-start: 1px solid var(--_border);
  }
  beside-customer-card {
    flex: 1;
    min-inline-size: 0;
  }
  .frame.medium.details {
    grid-template-areas: 'bar bar bar' 'banner banner banner' 'list work card';
    grid-template-columns: 272px minmax(0, 1fr) 280px;
  }
  beside-toast {
    position: fixed;
    /* Above, where nothing is written. */
    inset-block-start: 64px;
    inset-inline: var(--_space-4);
    margin-inline: auto;
    inline-size: fit-content;
    max-inline-size: min(480px, calc(100vi - 32px));
    z-index: 3;
  }
  @media (forced-colors: active) {
    .views [aria-current] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
`;
