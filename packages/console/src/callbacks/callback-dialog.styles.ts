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
  form {
    margin-block-start: var(--_space-4);
  }
  .pair {
    display: grid;
    grid-template-columns: 1.4fr 1fr;
    gap: var(--_space-2);
  }
  .nearest {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    margin-block-start: var(--_space-2);
  }
  .buttons {
    margin-block-start: var(--_space-3);
  }
`;
