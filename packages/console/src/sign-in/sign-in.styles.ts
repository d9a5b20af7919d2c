import { css } from 'lit';

/** Styles of `beside-sign-in`. */
export const signInStyles = css`
  :host {
    display: grid;
    place-items: center;
    min-block-size: 100%;
    padding: var(--_space-4);
    background:
      radial-gradient(
        60rem 34rem at 50% -12rem,
        color-mix(in oklab, var(--_accent) 13%, transparent),
        transparent
      ),
      var(--_sunken);
  }
  .card {
    inline-size: min(400px, 100%);
    padding: var(--_space-6) var(--_space-5);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background-color: var(--_raised);
    box-shadow: var(--_shadow-large);
  }
  .mark {
    margin-block-end: var(--_space-4);
  }
  h1 {
    margin: 0;
    font-size: var(--_size-title);
    font-weight: 650;
    letter-spacing: -0.015em;
    line-height: 1.25;
  }
  .detail {
    margin: var(--_space-1) 0 var(--_space-5);
    color: var(--_muted);
  }
  form {
    display: grid;
    gap: var(--_space-4);
  }
  .wide {
    min-block-size: 42px;
    margin-block-start: var(--_space-1);
  }
  .languages {
    display: flex;
    justify-content: center;
    gap: var(--_space-1);
    margin-block-start: var(--_space-4);
  }
  .languages .button {
    font-size: var(--_size-small);
    font-weight: 500;
    color: var(--_muted);
  }
  .languages [aria-pressed='true'] {
    color: var(--_text);
    background-color: var(--_hover);
  }
`;
