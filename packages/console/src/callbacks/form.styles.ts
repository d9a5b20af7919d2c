import { css } from 'lit';

/** Fields, choices and buttons of the forms about callbacks. */
export const formStyles = css`
  p {
    margin: 0;
  }
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-3);
  }
  .detail {
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  .field {
    display: grid;
    gap: 4px;
    min-inline-size: 0;
    font-size: var(--_size-small);
    font-weight: 550;
  }
  select,
  input:is([type='text'], [type='time'], [type='date']) {
    box-sizing: border-box;
    min-inline-size: 0;
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
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    justify-content: flex-end;
  }
`;
