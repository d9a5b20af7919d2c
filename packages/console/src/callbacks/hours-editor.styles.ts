import { css } from 'lit';

/** Styles of `beside-hours-editor`. */
export const hoursEditorStyles = css`
  :host {
    display: block;
  }
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-3);
    padding: var(--_space-4);
    border-radius: var(--_radius);
    background-color: var(--_sunken);
  }
  h5,
  p {
    margin: 0;
  }
  h5 {
    font-size: var(--_size);
    font-weight: 650;
  }
  .wishes {
    display: grid;
    gap: var(--_space-2);
  }
  .choice {
    display: flex;
    gap: var(--_space-2);
    align-items: center;
    min-block-size: 28px;
  }
  .choice input {
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .times {
    display: grid;
    gap: var(--_space-2);
    justify-items: start;
    padding-inline-start: 26px;
  }
  .time {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    align-items: center;
  }
  .field {
    display: grid;
    gap: 4px;
    font-size: var(--_size-small);
    font-weight: 550;
  }
  input:is([type='text'], [type='time'], [type='date']) {
    box-sizing: border-box;
    min-inline-size: 0;
    min-block-size: 40px;
    padding: 6px 10px;
    border: 1px solid var(--_outline);
    border-radius: var(--_radius-small);
    background-color: var(--_surface);
    color: inherit;
    font: 400 var(--_size) / 1.4 var(--_font);
  }
  input[type='date'] {
    max-inline-size: 220px;
  }
  .detail {
    color: var(--_muted);
    font-size: var(--_size-small);
  }
  [role='alert']:empty {
    margin-block-end: calc(-1 * var(--_space-3));
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    justify-content: flex-end;
  }
`;
