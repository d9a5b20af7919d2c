import { css } from 'lit';

/** Looks of `beside-home`. */
export const homeStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    background-color: var(--_sunken);
  }
  .scroll {
    flex: 1;
    min-block-size: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  .hero {
    padding: var(--_space-4) var(--_space-5) 60px;
    background-color: var(--_accent);
    color: var(--_on-accent);
  }
  h2 {
    margin: 0;
    font-size: calc(var(--_size) * 1.75);
    font-weight: 650;
    line-height: 1.25;
    letter-spacing: -0.015em;
    text-wrap: balance;
  }
  /* The site's own greeting comes with the first connection; until then nothing stands here that would be replaced. */
  .pending {
    animation: appear 0s 0.6s both;
  }
  .presence {
    display: flex;
    align-items: flex-start;
    gap: 9px;
    margin: var(--_space-3) 0 0;
    font-size: var(--_size-small);
  }
  .presence::before {
    content: '';
    flex: none;
    inline-size: 9px;
    block-size: 9px;
    margin-block-start: calc(0.75em - 4px);
    border: 1.5px solid currentColor;
    border-radius: 50%;
  }
  .presence.open::before {
    border-color: #fff;
    background-color: #2fbf71;
  }
  .cards {
    display: flex;
    flex-direction: column;
    gap: var(--_space-3);
    margin-block-start: -40px;
    padding: 0 var(--_space-4) var(--_space-5);
  }
  .card {
    display: flex;
    align-items: center;
    gap: var(--_space-3);
    inline-size: 100%;
    min-block-size: 72px;
    margin: 0;
    padding: var(--_space-3) var(--_space-4);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background-color: light-dark(var(--_surface), var(--_raised));
    color: inherit;
    font: inherit;
    text-align: start;
    box-shadow: var(--_shadow);
    cursor: pointer;
    transition:
      border-color var(--_fast),
      translate var(--_fast);
  }
  .card:hover {
    border-color: var(--_accent-text);
  }
  .card:active {
    translate: 0 1px;
  }
  .search {
    inline-size: 100%;
    min-block-size: 48px;
    margin: 0;
    padding: 0 var(--_space-4);
    border: 1px solid var(--_outline);
    border-radius: var(--_radius);
    background-color: light-dark(var(--_surface), var(--_raised));
    color: inherit;
    /* Under 16 px iOS zooms the page in when the field gets focus. */
    font: 400 max(16px, var(--_size)) / 1.4 var(--_font);
    box-shadow: var(--_shadow);
  }

  .card.slim {
    min-block-size: 60px;
  }
  .icon {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 40px;
    block-size: 40px;
    border-radius: 50%;
    background-color: var(--_accent-soft);
    color: var(--_accent-text);
  }
  .icon > * {
    inline-size: 22px;
    block-size: 22px;
  }
  beside-avatar {
    --beside-avatar-size: 40px;
  }
  .ways {
    display: grid;
    gap: var(--_space-2);
  }
  .scroll + .ways {
    padding: var(--_space-3) var(--_space-4);
    border-block-start: 1px solid var(--_border);
  }
  .scroll + .ways .card {
    min-block-size: 52px;
  }
  .scroll + .ways .detail:not(.line) {
    display: none;
  }
  .words {
    flex: 1;
    min-inline-size: 0;
  }
  .title {
    display: block;
    font-weight: 600;
  }
  .detail {
    display: block;
    overflow: hidden;
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .detail.line {
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .onwards {
    color: var(--_muted);
  }
  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
  @media (forced-colors: active) {
    .presence.open::before {
      forced-color-adjust: none;
    }
  }
`;
