import { css } from 'lit';

/** Looks of `beside-callback`. */
export const callbackStyles = css`
  :host {
    display: block;
    block-size: 100%;
    background-color: var(--_sunken);
  }
  .scroll {
    display: flex;
    flex-direction: column;
    gap: var(--_space-4);
    block-size: 100%;
    padding: var(--_space-4) var(--_space-4) var(--_space-5);
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  .scroll > * {
    flex: none;
  }
  .waiting {
    display: grid;
    place-items: center;
    block-size: 100%;
    min-block-size: 120px;
    color: var(--_muted);
  }
  h3 {
    margin: 0;
    font-size: var(--_size-large);
    font-weight: 650;
    line-height: 1.3;
    outline: none;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }
  .actions .button {
    flex: 1 1 140px;
    min-block-size: 44px;
  }
`;
