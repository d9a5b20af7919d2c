import type { TemplateResult } from 'lit';

import { icon } from './icons.ts';

export { alertIcon, userIcon } from './panel-icons.ts';
export { phoneIcon } from './phone-icon.ts';

// Icons that a first opening does not show: a module is loaded as a whole, and paths hardly get smaller by packing.

/** Paper plane. */
export const sendIcon = (): TemplateResult =>
  icon('M20.5 3.5 3.5 9.8l7 3.7 3.7 7 6.3-17ZM10.5 13.5l4-4', 20, true);
/** House. */
export const homeIcon = (): TemplateResult =>
  icon('m3.5 10.5 8.5-7 8.5 7V19a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 19ZM9.5 20.5v-6.5h5v6.5');
/** Tick. */
export const checkIcon = (): TemplateResult => icon('m5 12.5 4.5 4.5L19 7.5');
/** Two ticks. */
export const doubleCheckIcon = (): TemplateResult => icon('m2 12.5 4.5 4.5L16 7.5M11.5 15.5 13 17l9-9.5');
/** Clock face. */
export const clockIcon = (): TemplateResult =>
  icon('M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0ZM12 7v5l3.2 2');
/** Letter i in a circle. */
export const infoIcon = (): TemplateResult =>
  icon('M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0ZM12 11.5v5M12 7.8h.01');
/** Crossed-out signal. */
export const offlineIcon = (): TemplateResult =>
  icon(
    'M4 4l16 16M8.3 14.7a5.3 5.3 0 0 1 5-1.4M5 11.2a10 10 0 0 1 4.2-2.4M13 8.3a10 10 0 0 1 6 2.9M12 18.5h.01',
  );
/** Arrow in a circle. */
export const retryIcon = (): TemplateResult => icon('M19.5 12a7.5 7.5 0 1 1-2.3-5.4L20 9M20 4v5h-5');
/** Arrow down. */
export const arrowDownIcon = (): TemplateResult => icon('M12 5v14M6 13l6 6 6-6');
/** Bell. */
export const bellIcon = (): TemplateResult =>
  icon('M18 9.5a6 6 0 0 0-12 0c0 5.5-2 7-2 7h16s-2-1.5-2-7M10 20a2.2 2.2 0 0 0 4 0');
/** Sun. */
export const sunIcon = (): TemplateResult =>
  icon(
    'M8 12a4 4 0 1 0 8 0 4 4 0 1 0-8 0ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4',
  );
/** Crescent. */
export const moonIcon = (): TemplateResult =>
  icon('M20.5 14.2A8.5 8.5 0 0 1 9.8 3.5a8.5 8.5 0 1 0 10.7 10.7Z');
/** Arrow out of a box. */
export const externalLinkIcon = (): TemplateResult =>
  icon(
    'M14 4h6v6M20 4l-9 9M18 14v4.5a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 4 18.5v-11A1.5 1.5 0 0 1 5.5 6H10',
    20,
    true,
  );
/** Keyboard. */
export const keyboardIcon = (): TemplateResult =>
  icon(
    'M4.5 6h15a2 2 0 0 1 2 2v8.5a2 2 0 0 1-2 2h-15a2 2 0 0 1-2-2v-8.5a2 2 0 0 1 2-2ZM6.5 10h.01M10.2 10h.01M13.8 10h.01M17.5 10h.01M8 14.5h8',
  );
