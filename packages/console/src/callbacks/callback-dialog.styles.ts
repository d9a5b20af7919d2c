import { css } from 'lit';

/** Styles of `beside-callback-dialog`. */
export const callbackDialogStyles = css`
  dialog {
    inline-size: min(440px, calc(100vi - 24px));
    max-block-size: calc(100dvb - 24px);
    margin: auto;
    padding: var(--_space-5);
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background-color: var(--_raised);
    color: inherit;
    box-shadow: var(--_shadow-large);
  }
  dialog::backdrop {
    background-color: rgb(12 14 24 / 0.45);
  }
  h2 {
    margin: 0;
    font-size: var(--_size-large);
    font-weight: 650;
  }
  p {
    margin: 0;
  }
  .detail {
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  form {
    display: grid;
    gap: var(--_space-3);
    margin-block-start: var(--_space-4);
  }
  .pair {
    display: grid;
    grid-template-columns: 1.4fr 1fr;
    gap: var(--_space-2);
  }
  .field {
    display: grid;
    gap: 4px;
    min-inline-size: 0;
    font-size: var(--_size-small);
    font-weight: 550;
  }
  select {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 42px;
    padding: 6px 10px;
    border: 1px solid var(--_outline);
    border-radius: var(--_radius-small);
    background-color: var(--_surface);
    color: inherit;
    font: 400 var(--_size) / 1.4 var(--_font);
  }
  .choice {
    display: flex;
    gap: var(--_space-2);
    align-items: center;
  }
  .choice input {
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .nearest,
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }
  .nearest {
    margin-block-start: var(--_space-2);
  }
  .buttons {
    justify-content: flex-end;
    margin-block-start: var(--_space-3);
  }
`;
