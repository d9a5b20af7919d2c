import { html, type TemplateResult } from 'lit';

/**
 * Line icons on a 24 px grid, drawn in the colour of the text around them. Decorative: the control that holds an icon
 * carries the name. Icons that point somewhere are mirrored by the class `turns` in right-to-left text.
 */
export const icon = (shape: string, sizePx = 20, turns = false): TemplateResult =>
  html`<svg
    class=${turns ? 'turns' : 'icon'}
    viewBox="0 0 24 24"
    width=${sizePx}
    height=${sizePx}
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d=${shape} />
  </svg>`;

/** Speech bubble. */
export const chatIcon = (): TemplateResult =>
  icon(
    'M21 11.5a8 8 0 0 1-8.5 8 9 9 0 0 1-3.6-.7L3.5 20.5l1.6-4.7A7.6 7.6 0 0 1 4 11.5a8 8 0 0 1 8.5-8 8 8 0 0 1 8.5 8Z',
  );
/** Cross. */
export const closeIcon = (): TemplateResult => icon('m6 6 12 12M18 6 6 18');
/** Chevron onwards, for rows that lead somewhere. */
export const forwardIcon = (): TemplateResult => icon('m9.5 6 6 6-6 6', 20, true);
