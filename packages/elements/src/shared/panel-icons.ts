import type { TemplateResult } from 'lit';

import { icon } from './icons.ts';

// Apart from more-icons.ts: every panel but home needs these as soon as it opens.

/** Exclamation mark in a circle. */
export const alertIcon = (): TemplateResult =>
  icon('M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0ZM12 7.5v5M12 16.2h.01');
/** Head and shoulders. */
export const userIcon = (): TemplateResult =>
  icon('M8 8a4 4 0 1 0 8 0 4 4 0 1 0-8 0ZM4.5 20.5c.7-3.8 3.7-6 7.5-6s6.8 2.2 7.5 6');
/** Arrow to where one came from. */
export const backIcon = (): TemplateResult => icon('M19 12H5M11 6l-6 6 6 6', 20, true);
