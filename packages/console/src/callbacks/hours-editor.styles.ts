import { css } from 'lit';

/** Styles of `beside-hours-editor`. */
export const hoursEditorStyles = css`
  :host {
    display: block;
  }
  form {
    padding: var(--_space-4);
    border-radius: var(--_radius);
    background-color: var(--_sunken);
  }
  h5 {
    margin: 0;
    font-size: var(--_size);
    font-weight: 650;
  }
  .wishes {
    display: grid;
    gap: var(--_space-2);
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
    gap: 4px;
    align-items: center;
  }
  .time input[type='time'] {
    padding-inline: 8px;
  }
  input[type='date'] {
    max-inline-size: 220px;
  }
  [role='alert']:empty {
    margin-block-end: calc(-1 * var(--_space-3));
  }
  @container (max-width: 460px) {
    .times {
      padding-inline-start: 0;
    }
  }
`;
