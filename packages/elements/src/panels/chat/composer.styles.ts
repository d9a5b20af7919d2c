import { css } from 'lit';

/** Looks of `beside-composer`. */
export const composerStyles = css`
  :host {
    display: block;
    padding: var(--_space-2) var(--_space-3) var(--_space-3);
  }
  .box {
    display: flex;
    align-items: flex-end;
    gap: 2px;
    padding: 3px;
    border: 1px solid var(--_outline);
    border-radius: 22px;
    background-color: var(--_surface);
    transition: box-shadow var(--_fast);
  }
  .box:focus-within {
    border-color: var(--_accent-text);
    box-shadow:
      0 0 0 1px var(--_accent-text),
      0 0 0 4px var(--_accent-soft);
  }
  textarea {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 38px;
    max-block-size: min(160px, 30vb);
    margin: 0;
    padding: 8px 6px 8px 12px;
    padding-inline: 12px 6px;
    border: 0;
    background: none;
    color: inherit;
    /* Under 16 px iOS zooms the page in when the field gets focus. */
    font: 400 max(16px, var(--_size)) / 22px var(--_font);
    resize: none;
    outline: 2px solid transparent;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    overflow-wrap: anywhere;
    text-align: start;
  }
  /* The box around it shows the focus. */
  textarea:focus-visible {
    outline: 2px solid transparent;
  }
  @media (pointer: fine) {
    textarea {
      font-size: var(--_size);
    }
  }
  textarea::placeholder {
    color: var(--_muted);
    opacity: 1;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .send {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 38px;
    block-size: 38px;
    margin: 0;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background-color: var(--_accent);
    color: var(--_on-accent);
    cursor: pointer;
    transition:
      background-color var(--_fast),
      color var(--_fast),
      scale var(--_fast);
  }
  .send:hover {
    background-color: var(--_accent-hover);
  }
  .send:active {
    scale: 0.94;
  }
  .send[aria-disabled='true'] {
    background-color: transparent;
    color: var(--_muted);
    cursor: default;
  }
  .note {
    display: flex;
    gap: 6px;
    margin: 6px 12px 0;
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .note.bad {
    color: var(--_danger-text);
  }
  .note svg {
    inline-size: 16px;
    block-size: 1.5em;
  }
  @media (pointer: coarse) {
    .send {
      inline-size: 44px;
      block-size: 44px;
    }
    textarea {
      min-block-size: 44px;
      padding-block: 11px;
    }
    .box {
      border-radius: 26px;
    }
  }
  @media (forced-colors: active) {
    .box:focus-within {
      outline: 2px solid Highlight;
    }
    textarea:focus-visible {
      outline: none;
    }
    .send {
      border: 1px solid ButtonText;
    }
    .send[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;
