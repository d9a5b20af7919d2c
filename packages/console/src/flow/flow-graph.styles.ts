import { css } from 'lit';

/** Styles of `beside-flow-graph`. */
export const flowGraphStyles = css`
  :host {
    position: relative;
    display: block;
    min-block-size: 0;
    min-inline-size: 0;
    background-color: var(--_surface);
    background-image: radial-gradient(var(--_border) 1px, transparent 1px);
    background-size: 20px 20px;
  }
  .zoom {
    position: absolute;
    inset: auto var(--_space-3) var(--_space-3) auto;
    z-index: 1;
    display: flex;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background-color: var(--_raised);
    box-shadow: var(--_shadow);
  }
  .zoom button {
    font-size: 20px;
    line-height: 1;
  }
  .scroll {
    block-size: 100%;
    overflow: auto;
    scrollbar-width: thin;
  }
  .sheet {
    position: relative;
    /* What is left of what is drawn from left to right in every language. */
    direction: ltr;
    margin: var(--_space-4);
  }
  svg {
    position: absolute;
    overflow: visible;
  }
  .edge {
    fill: none;
    stroke: var(--_outline);
    stroke-width: 1.5;
  }
  .head {
    fill: var(--_outline);
  }
  .edge.near {
    stroke: var(--_accent-text);
    stroke-width: 2;
  }
  .head.near {
    fill: var(--_accent-text);
  }
  .node {
    position: absolute;
    /* Not below the buttons for the size. */
    scroll-margin: 64px;
    display: grid;
    grid-template-columns: 1fr auto;
    align-content: center;
    gap: 1px var(--_space-2);
    box-sizing: border-box;
    margin: 0;
    padding: 6px 12px;
    border: 1px solid var(--_outline);
    border-inline-start: 4px solid var(--kind, var(--_outline));
    border-radius: 10px;
    background-color: var(--_raised);
    color: var(--_text);
    font: 400 var(--_size-small) / 1.35 var(--_font);
    text-align: start;
    cursor: pointer;
  }
  .menu {
    --kind: light-dark(#3654d8, #8ea2ff);
  }
  .form {
    --kind: light-dark(#8a5cd6, #c3a4f7);
  }
  .article {
    --kind: light-dark(#12805c, #5cc9a0);
  }
  .condition {
    --kind: light-dark(#a06a00, #e0b050);
  }
  .action {
    --kind: light-dark(#c2415c, #f58fa3);
  }
  .end {
    --kind: light-dark(#5b6477, #a9b2c5);
  }
  .node:hover {
    background-color: light-dark(color-mix(in oklab, var(--kind), #fff 92%), var(--_hover));
  }
  .node.start {
    border-width: 2px;
    border-inline-start-width: 5px;
  }
  .node.selected {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  .node:focus-visible {
    outline: 3px solid var(--_focus, var(--_text));
    outline-offset: 3px;
  }
  .kind,
  .count {
    color: var(--_muted);
    font-size: 12px;
    white-space: nowrap;
  }
  .count {
    color: var(--_text);
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  .title {
    grid-column: 1 / -1;
    overflow: hidden;
    font-weight: 600;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    line-clamp: 3;
    overflow-wrap: anywhere;
  }
  .edge-label {
    position: absolute;
    max-inline-size: 140px;
    padding: 0 4px;
    border-radius: 4px;
    background-color: var(--_surface);
    color: var(--_muted);
    font-size: 12px;
    line-height: 15px;
    text-align: center;
    translate: -50% -50%;
    pointer-events: none;
  }
  .mark {
    position: absolute;
    inset: -9px -9px auto auto;
    display: grid;
    place-items: center;
    inline-size: 20px;
    block-size: 20px;
    border-radius: 50%;
    background-color: light-dark(#a06a00, #e0b050);
    color: light-dark(#fff, #1b1e27);
    font-weight: 750;
  }
  .error .mark {
    background-color: var(--_danger);
    color: #fff;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  @media (forced-colors: active) {
    .node.selected {
      outline-color: Highlight;
    }
    .mark {
      border: 1px solid CanvasText;
    }
  }
`;
