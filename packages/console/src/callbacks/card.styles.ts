import { css } from 'lit';

/** A queue's or a site's card on the page of supervisors. */
export const cardStyles = css`
  :host {
    display: block;
  }
  p {
    margin: 0;
  }
  h3,
  h4 {
    margin: 0;
    font-size: var(--_size);
    font-weight: 650;
  }
  ul {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-2);
    padding: var(--_space-4);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  .head,
  .line {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    align-items: center;
  }
  .head {
    justify-content: space-between;
  }
  .detail {
    color: var(--_muted);
    font-size: var(--_size-small);
  }
`;
