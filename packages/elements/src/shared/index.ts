export { BesideElement, controlRoot } from './base-element.ts';
export {
  contrast,
  findRgb,
  guardAccent,
  luminance,
  minTextContrast,
  toHex,
  type GuardedAccent,
  type Rgb,
} from './contrast.ts';
export { controls } from './controls.ts';
export { defineElement } from './define-element.ts';
export { findTerms, type LocalTerms } from './find-terms.ts';
export { createFormats, type Formats } from './formats.ts';
export { startHangulEnter, type HangulEnterOptions } from './hangul-enter.ts';
export { hostReset } from './host-reset.ts';
export { logoutIcon, minimiseIcon } from './header-icons.ts';
export { chatIcon, closeIcon, forwardIcon } from './icons.ts';
export {
  alertIcon,
  arrowDownIcon,
  bellIcon,
  checkIcon,
  clockIcon,
  doubleCheckIcon,
  externalLinkIcon,
  homeIcon,
  infoIcon,
  keyboardIcon,
  moonIcon,
  offlineIcon,
  phoneIcon,
  retryIcon,
  sendIcon,
  sunIcon,
  userIcon,
} from './more-icons.ts';
export { directionOf, languageOf } from './locale.ts';
export { PanelElement } from './panel-element.ts';
export { backIcon } from './panel-icons.ts';
export { renderSafeText } from './render-safe-text.ts';
export { parseSafeText, plainText, type SafeText } from './safe-text.ts';
export { en, type Terms } from './terms.ts';
export { errorText } from './terms/error-text.ts';
export type { ChatTerms, CommonTerms } from './terms/texts.ts';
export { tokens } from './tokens.ts';
