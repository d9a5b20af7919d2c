import { unsafeCSS } from 'lit';

import { launcherButtonCss } from './paint-button.ts';

/** Looks of the painted button; in a file of its own because the build minifies no style sheet beside this call. */
export const paintedStyles = unsafeCSS(launcherButtonCss);
