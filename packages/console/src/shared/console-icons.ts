import { html, type TemplateResult } from 'lit';

/** Line icons beside those of the elements; decorative, the control around them carries the name. */
const icon = (shape: string, sizePx = 20): TemplateResult =>
  html`<svg
    class="icon"
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

/** Beside's mark: two bubbles next to each other. */
export const markIcon = (sizePx = 28): TemplateResult =>
  html`<svg class="mark" viewBox="0 0 32 32" width=${sizePx} height=${sizePx} aria-hidden="true">
    <rect width="32" height="32" rx="9" fill="var(--_accent)" />
    <path
      d="M7 11.5A3.5 3.5 0 0 1 10.5 8h7a3.5 3.5 0 0 1 3.5 3.5v3a3.5 3.5 0 0 1-3.5 3.5H12l-3.6 3v-3.6A3.5 3.5 0 0 1 7 14.5Z"
      fill="var(--_on-accent)"
    />
    <path
      d="M23 13.2a3 3 0 0 1 2 2.8v2.5a3 3 0 0 1-2 2.8V24l-3-2.5h-4.5a3 3 0 0 1-2-.8"
      fill="none"
      stroke="var(--_on-accent)"
      stroke-width="1.8"
      stroke-linejoin="round"
      stroke-linecap="round"
    />
  </svg>`;
/** A node that leads to two others. */
export const flowIcon = (): TemplateResult =>
  icon('M3 9.5h6v5H3zM15 4h6v5h-6zM15 15h6v5h-6zM9 12h3m0 0V6.5h3M12 12v5.5h3');
/** Cog. */
export const settingsIcon = (): TemplateResult =>
  icon(
    'M4 7h9M17 7h3M4 17h3M11 17h9M12.8 7a2.2 2.2 0 1 0 4.4 0 2.2 2.2 0 1 0-4.4 0ZM6.8 17a2.2 2.2 0 1 0 4.4 0 2.2 2.2 0 1 0-4.4 0Z',
  );
/** Loudspeaker with waves. */
export const soundIcon = (): TemplateResult =>
  icon('M4 9.5v5h3.5l4.5 4v-13l-4.5 4ZM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11');
/** Loudspeaker, silent. */
export const mutedIcon = (): TemplateResult => icon('M4 9.5v5h3.5l4.5 4v-13l-4.5 4ZM16 9.5l5 5M21 9.5l-5 5');
/** Two columns. */
export const columnsIcon = (): TemplateResult =>
  icon('M5.5 5h13a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-10a2 2 0 0 1 2-2ZM12 5v14');
/** Arrow back into a tray. */
export const returnIcon = (): TemplateResult => icon('M8.5 5 4.5 9l4 4M5 9h9a5.5 5.5 0 0 1 0 11h-3');
/** Tick in a circle: a conversation is done. */
export const endIcon = (): TemplateResult =>
  icon('M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0ZM8.3 12.3l2.5 2.5 5-5.3');
/** Tray. */
export const inboxIcon = (): TemplateResult =>
  icon(
    'M4 13.5h4.5a3.5 3.5 0 0 0 7 0H20M4 13.5 6.3 6h11.4l2.3 7.5V18a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18Z',
  );
/** Shopping bag. */
export const cartIcon = (sizePx = 18): TemplateResult =>
  icon('M5 8h14l1 12H4ZM8.5 10.5V7a3.5 3.5 0 0 1 7 0v3.5', sizePx);
/** Window with an address line. */
export const pageIcon = (sizePx = 18): TemplateResult =>
  icon(
    'M5.5 5h13a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-10a2 2 0 0 1 2-2ZM3.5 9.5h17M6.5 7.3h.01',
    sizePx,
  );
/** Tag with a hole. */
export const tagIcon = (sizePx = 18): TemplateResult =>
  icon('M4 4.5h7.5l8.5 8.5-7 7L4.5 11.5ZM8.3 8.3h.01', sizePx);
/** Shield with a tick. */
export const shieldIcon = (sizePx = 18): TemplateResult =>
  icon('M12 3.5 5 6v5.5c0 4.3 2.9 7.5 7 9 4.1-1.5 7-4.7 7-9V6ZM9 12l2.2 2.2L15.3 10', sizePx);
/** Lightning: ready answers. */
export const readyIcon = (): TemplateResult => icon('M13 3.5 5.5 13.5H12l-1 7 7.5-10H12Z');
/** List with round marks: choices. */
export const choicesIcon = (): TemplateResult =>
  icon('M4 7a2 2 0 1 0 4 0 2 2 0 1 0-4 0ZM4 17a2 2 0 1 0 4 0 2 2 0 1 0-4 0ZM11.5 7H20M11.5 17H20');
/** Plus. */
export const plusIcon = (): TemplateResult => icon('M12 5.5v13M5.5 12h13');
