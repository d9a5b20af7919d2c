import { css } from 'lit';

/** `beside-console` below 900 px: one column with a navigation, offers above everything. */
export const narrowStyles = css`
  .frame.narrow {
    grid-template-areas: 'bar' 'banner' 'ring' 'page' 'nav';
    grid-template-rows: auto auto auto minmax(0, 1fr) auto;
    grid-template-columns: minmax(0, 1fr);
  }
  .narrow .bar {
    padding-inline: var(--_space-2);
    min-block-size: 52px;
  }
  .narrow .bar beside-presence {
    flex: 1;
    max-inline-size: 420px;
  }
  /* The page keeps its heading. */
  .narrow .brand {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .narrow .me,
  .narrow .optional {
    display: none;
  }
  .narrow > beside-offers {
    grid-area: ring;
    max-block-size: 45dvb;
    overflow: auto;
    padding: var(--_space-3);
    border-block-end: 1px solid var(--_border);
    background-color: var(--_sunken);
  }
  .narrow > beside-offers.none {
    padding: 0;
    border: 0;
  }
  .narrow .list,
  .narrow main,
  .narrow .card {
    grid-area: page;
    border: 0;
  }
  .narrow > nav {
    grid-area: nav;
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: 1fr;
    border-block-start: 1px solid var(--_border);
    background-color: var(--_raised);
    padding-block-end: env(safe-area-inset-bottom);
  }
  .narrow > nav button {
    position: relative;
    display: grid;
    justify-items: center;
    gap: 2px;
    margin: 0;
    padding: 7px 4px 6px;
    min-block-size: 52px;
    border: 0;
    background: none;
    color: var(--_muted);
    font: 550 var(--_size-tiny) / 1.3 var(--_font);
    cursor: pointer;
  }
  .narrow > nav button:focus-visible {
    outline-offset: -2px;
  }
  .narrow > nav [aria-current] {
    color: var(--_accent-text);
    box-shadow: inset 0 2px 0 currentColor;
  }
  .narrow > nav beside-badge {
    position: absolute;
    inset: 3px auto auto calc(50% + 6px);
  }
  @media (forced-colors: active) {
    .narrow > nav [aria-current] {
      border-block-start: 2px solid Highlight;
    }
  }
`;
