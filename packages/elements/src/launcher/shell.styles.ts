import { css } from 'lit';

/** The frame around the panels: a card above the launcher, or the whole screen where the dialog is modal. */
export const shellStyles = css`
  :host {
    display: contents;
  }
  dialog {
    position: fixed;
    inset: auto;
    inset-block-end: calc(var(--beside-inset-block, 20px) + 64px);
    right: var(--beside-inset-inline, 20px);
    flex-direction: column;
    inline-size: min(392px, 100vi - 2 * var(--beside-inset-inline, 20px));
    block-size: min(660px, 100dvb - var(--beside-inset-block, 20px) - 80px);
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    padding: 0;
    overflow: hidden;
    border: 1px solid light-dark(transparent, var(--_border));
    border-radius: calc(var(--_radius) * 1.5);
    background-color: var(--_surface);
    color: inherit;
    box-shadow: var(--_shadow-large);
    outline: none;
    /* Grows out of the launcher and goes back into it. */
    transform-origin: bottom right;
    opacity: 0;
    scale: 0.94;
    translate: 0 12px;
    transition:
      opacity var(--_fast),
      scale var(--_slow) var(--_ease),
      translate var(--_slow) var(--_ease),
      display var(--_fast) allow-discrete,
      overlay var(--_fast) allow-discrete;
  }
  /* Focused as a whole when it opens, so that its name is read; nothing in it is chosen yet. */
  dialog:focus-visible {
    outline: none;
  }
  :host([at-left]) dialog {
    right: auto;
    left: var(--beside-inset-inline, 20px);
    transform-origin: bottom left;
  }
  dialog[open] {
    display: flex;
    opacity: 1;
    scale: 1;
    translate: 0 0;
  }
  @starting-style {
    dialog[open] {
      opacity: 0;
      scale: 0.94;
      translate: 0 12px;
    }
  }
  /* Home is as tall as what it offers. */
  dialog.at-home:not(:modal) {
    block-size: auto;
    max-block-size: min(660px, 100dvb - var(--beside-inset-block, 20px) - 80px);
  }
  :host dialog:modal {
    inset: var(--_viewport-top, 0) 0 auto 0;
    inline-size: 100%;
    block-size: var(--_viewport-height, 100dvb);
    border: 0;
    border-radius: 0;
    box-shadow: none;
  }
  dialog::backdrop {
    background-color: transparent;
  }
  .top {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    flex: none;
    min-block-size: 60px;
    padding: 10px var(--_space-3);
    padding-block-start: max(10px, env(safe-area-inset-top));
  }
  .chat {
    border-block-end: 1px solid var(--_border);
  }
  .home {
    padding-inline-start: var(--_space-5);
    background-color: var(--_accent);
    color: var(--_on-accent);
  }
  .home .icon-button {
    color: inherit;
  }
  .home .icon-button:hover {
    background-color: color-mix(in srgb, currentColor 16%, transparent);
  }
  .home :focus-visible {
    outline-color: currentColor;
  }
  beside-avatar {
    --beside-avatar-size: 36px;
  }
  .who {
    flex: 1;
    min-inline-size: 0;
    line-height: 1.3;
  }
  .who > * {
    display: block;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .name {
    margin: 0;
    font-size: var(--_size);
    font-weight: 600;
  }
  .status {
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .body {
    position: relative;
    flex: 1;
    min-block-size: 0;
    padding-block-end: env(safe-area-inset-bottom);
  }
  /* As tall as the room that is left, also where the dialog is as tall as what is in it: what does not fit scrolls. */
  .at-home .body {
    display: flex;
  }
  .at-home #panel {
    flex: 1;
    min-inline-size: 0;
    block-size: auto;
  }
  .waiting {
    display: grid;
    place-items: center;
    block-size: 100%;
    color: var(--_muted);
    animation: appear 0.2s 0.3s both;
  }
  .broken {
    display: grid;
    place-content: center;
    gap: var(--_space-4);
    block-size: 100%;
    padding: var(--_space-5);
    text-align: center;
  }
  beside-toast {
    position: absolute;
    inset-inline: var(--_space-3);
    inset-block-end: 72px;
    z-index: 1;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  @media (forced-colors: active) {
    dialog {
      border-color: CanvasText;
    }
  }
`;
