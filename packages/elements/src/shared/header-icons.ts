import type { TemplateResult } from 'lit';

import { icon } from './icons.ts';

// Of the chat's header: not in icons.ts, because a module is loaded as a whole.

/** Arrow out of a door. */
export const logoutIcon = (): TemplateResult =>
  icon(
    'M9.5 20h-4A1.5 1.5 0 0 1 4 18.5v-13A1.5 1.5 0 0 1 5.5 4h4M15.5 16.5 20 12l-4.5-4.5M20 12H9.5',
    20,
    true,
  );
/** Chevron down. */
export const minimiseIcon = (): TemplateResult => icon('m6 9.5 6 6 6-6');
